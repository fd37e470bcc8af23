import type { Format } from './format.ts';

/** No locale has a unit for business days, so the template chooses between one and several. */
export function businessDays(days: number | undefined, format: Format) {
  return days === undefined ? undefined : { days: format.number(days), isOne: days === 1 };
}

/** Business days within which every way to complain is answered; undefined where none says. */
export function slowestAnswer(
  channels: readonly { readonly answerDays?: number | undefined }[],
): number | undefined {
  const days = channels.flatMap(({ answerDays }) => answerDays ?? []);
  return days.length === 0 ? undefined : Math.max(...days);
}
