import type { Config } from './config.ts';

/** The name of a person, or of a desk that is no key of the config. */
export function nameOf(who: string | undefined, people: Config['people']): string | undefined {
  if (who === undefined) return undefined;
  return people !== undefined && Object.hasOwn(people, who) ? (people[who]?.name ?? who) : who;
}
