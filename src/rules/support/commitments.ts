import type { Review } from '../../domain/review.ts';
import { joinPath } from '../../lib/path.ts';

/** Days by which something is promised to be done or known; * stands for any row. */
export const commitmentDays = [
  'verdict.conditions.*.by',
  'communication.oldPromises.*.by',
  'forecasts.*.by',
  'consequences.*.comesBack.by',
] as const;

/** Texts that promise to do something. */
const commitmentTexts = [
  /^change\.promisesBroken\.[^.]+\.remedy$/,
  /^fairness\.groups\.[^.]+\.mitigation$/,
  /^consequences\.[^.]+\.winBack$/,
  /^reversal\.premortem\.[^.]+\.prevention$/,
  /^reversal\.tripWires\.[^.]+\.action$/,
  /^evidence\.claims\.[^.]+\.monitor$/,
  /^verdict\.conditions\.[^.]+\.condition$/,
  /^change\.(?:rolloutDetail|outlook)$/,
];

export function isCommitmentText(path: string): boolean {
  return commitmentTexts.some((one) => one.test(path));
}

/** Rows that promise something and name no day, as the path of the missing day. */
export function missingDays(review: Review): { readonly path: string; readonly what: string }[] {
  const rows = <Row extends { readonly id: string }>(
    list: string,
    all: readonly Row[] | undefined,
    whatOf: (row: Row) => string | undefined,
    dayOf: (row: Row) => string | undefined,
  ) =>
    (all ?? [])
      .filter((row) => dayOf(row) === undefined)
      .map((row) => ({ path: joinPath(list, row.id, 'by'), what: whatOf(row) ?? row.id }));
  return [
    ...rows(
      'verdict.conditions',
      review.verdict?.conditions,
      (row) => row.condition,
      (row) => row.by,
    ),
    ...rows(
      'communication.oldPromises',
      review.communication?.oldPromises,
      (row) => row.place,
      (row) => row.by,
    ),
    ...rows(
      'forecasts',
      review.forecasts,
      (row) => row.statement,
      (row) => row.by,
    ),
    ...(review.consequences ?? [])
      .filter((row) => row.comesBack?.probability !== undefined && row.comesBack.by === undefined)
      .map((row) => ({
        path: joinPath('consequences', row.segment, 'comesBack.by'),
        what: `how many of ${row.segment} come back`,
      })),
  ];
}
