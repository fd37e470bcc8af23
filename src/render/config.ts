import Mustache from 'mustache';

export interface ConfigView {
  /** ISO 4217. */
  readonly currency: string;
  readonly people: readonly {
    readonly key: string;
    readonly name: string;
    readonly email: string | undefined;
  }[];
  readonly policies: readonly {
    readonly id: string;
    readonly files: readonly string[];
    readonly situation: string | undefined;
  }[];
}

/** A JSON string is a double-quoted YAML scalar, whatever is in it. */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * The text of a new `config.yaml`, with comments that explain each setting.
 * @param template `config` of the generated pages.
 */
export function renderConfig({ currency, people, policies }: ConfigView, template: string): string {
  return Mustache.render(template, {
    currency,
    hasPeople: people.length > 0,
    people: people.map(({ key, name, email }) => ({
      key,
      name: quoted(name),
      email: email && quoted(email),
    })),
    hasPolicies: policies.length > 0,
    policies: policies.map(({ id, files, situation }) => ({
      id,
      globs: files.map(quoted).join(', '),
      situation,
    })),
  });
}
