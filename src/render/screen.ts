import { nameOf } from '../domain/people.ts';
import type { Review } from '../domain/review.ts';
import { known } from '../economics/figure.ts';
import type { RenderDeps } from './deps.ts';
import type { breakEvenView } from './economics/break-even.ts';
import { summaryView } from './economics/summary.ts';
import type { Format } from './format.ts';
import { splitLines } from './format.ts';
import { findDeadline } from './gaps.ts';
import { buildIsAsked } from './is-asked.ts';
import { kinderView } from './kinder.ts';
import { fillPage, type Pages } from './page.ts';
import { asSentence, line, listGroups } from './segments.ts';
import type { stopsView } from './stops.ts';

/** What of the rest of a page the first screen speaks of too. */
interface Around {
  readonly verdict: { readonly isSigned: boolean; readonly signer: string | undefined };
  readonly stops: ReturnType<typeof stopsView>;
  /** What decides it, which is not said twice. */
  readonly deciding: readonly string[];
}

/** The sentences of a part of the first screen, in the words of its template. */
function say(name: string, view: object, pages: Pages | undefined): string {
  return splitLines(fillPage(`parts/screen/${name}`, view, 'text', pages)).join(' ');
}

/** What broke first, of a change that has failed in thirty days. */
function failureView(review: Review, { people }: RenderDeps, isAsked: boolean) {
  const row = (review.reversal?.premortem ?? []).find(({ cause }) => line(cause) !== undefined);
  return {
    cause: asSentence(line(row?.cause)),
    prevention: asSentence(line(row?.prevention)),
    owner: line(nameOf(row?.owner, people)),
    isAsked: isAsked || review.reversal?.premortem !== undefined,
  };
}

function gainView(review: Review, deps: RenderDeps, format: Format, isAsked: boolean) {
  const summary = summaryView(review, deps, format);
  const horizon = summary?.worth?.horizons.at(-1);
  const perYear = deps.economics && known(deps.economics.results.breakEven)?.gainPerYear;
  const gain = review.economics?.annualGain ?? perYear;
  return {
    isAsked: isAsked || gain !== undefined || horizon !== undefined,
    isNone: gain !== undefined && gain <= 0,
    gain: gain === undefined || gain <= 0 ? undefined : format.roughMoney(gain),
    horizon: horizon && { ...horizon, isOnePoint: summary?.worth?.isOnePoint === true },
  };
}

/** What all customers together lose in a year, as far as every group says so, and which groups do not. */
function findTogether(review: Review, format: Format) {
  const groups = listGroups(review);
  const isKnown = ({ segment, consequence }: (typeof groups)[number]) =>
    segment.count !== undefined &&
    consequence?.lost?.money !== undefined &&
    consequence.lost.hours !== undefined;
  const sum = (of: 'money' | 'hours') =>
    groups.reduce(
      (all, { segment, consequence }) => all + (segment.count ?? 0) * (consequence?.lost?.[of] ?? 0),
      0,
    );
  const money = sum('money');
  const hours = Math.round(sum('hours'));
  const open = groups.filter((group) => !isKnown(group)).map(({ name }) => name);
  return {
    money: money === 0 ? undefined : format.roughMoney(money),
    hours: hours === 0 ? undefined : format.number(hours),
    isOneHour: hours === 1,
    hasBoth: money !== 0 && hours !== 0,
    hasSum: money + hours !== 0,
    isNothing: groups.length > 0 && open.length === 0 && money + hours === 0,
    isUnknown: groups.length === 0 || (money + hours === 0 && open.length > 0),
    open: money + hours === 0 || open.length === 0 ? undefined : format.list(open),
  };
}

type BreakEven = NonNullable<ReturnType<typeof breakEvenView>>;

/** The break-even beside the forecast, unless it is said above already. */
function roomView(breakEven: BreakEven | undefined, deciding: readonly string[]) {
  if (breakEven === undefined || breakEven.isOfNobody || breakEven.isOutOfReach || !breakEven.hasGain)
    return undefined;
  const { share, forecast, isByContribution } = breakEven;
  const isSaid = deciding.some((sentence) => sentence.includes(share));
  return forecast === undefined || isSaid ? undefined : { share, isByContribution, forecast };
}

function lossView(
  review: Review,
  deps: RenderDeps,
  format: Format,
  isAsked: (path: string) => boolean,
  deciding: readonly string[],
) {
  const { cost } = review.reversal ?? {};
  const breakEven = summaryView(review, deps, format)?.breakEven;
  const forecast = review.economics?.lossAtAnnouncement ?? deps.economics?.inputs.lossAtAnnouncement;
  return {
    ...findTogether(review, format),
    room: roomView(breakEven, deciding),
    noForecast: isAsked('economics.lossAtAnnouncement') && forecast === undefined,
    undo: cost === undefined ? undefined : format.money(cost),
    noUndo: cost === undefined && isAsked('reversal.cost'),
  };
}

const earliest = <Row extends { readonly by?: string }>(rows: readonly Row[]): Row | undefined =>
  [...rows].sort((a, b) => ((a.by ?? '~') < (b.by ?? '~') ? -1 : 1))[0];

/** What the reader is asked for: a yes or a no, to keep the conditions, and to stop it on a certain day. */
function askedView(review: Review, deps: RenderDeps, format: Format, { verdict, stops }: Around) {
  const decision = review.verdict?.decision;
  const conditions = (review.verdict?.conditions ?? []).filter((row) => line(row.condition) !== undefined);
  const first = earliest(conditions);
  const [stop] = [...(stops.agreed?.rows ?? [])].sort((a, b) => (a.day < b.day ? -1 : 1));
  const isOff = decision === 'drop' || decision === 'revise';
  const revisions = (review.verdict?.revisions ?? []).flatMap((row) => {
    const text = line(row.change)?.replace(/[.]$/, '');
    if (text === undefined) return [];
    const by = row.by === undefined ? undefined : format.date(row.by);
    return [{ text, by, owner: line(nameOf(row.owner, deps.people)) }];
  });
  return {
    signer: verdict.signer,
    isSigned: verdict.isSigned,
    isDrop: decision === 'drop',
    isRevise: decision === 'revise',
    deadline: isOff ? undefined : findDeadline(review, format),
    noDeadline: !isOff && findDeadline(review, format) === undefined,
    revise: decision === 'revise' ? { rows: revisions, isUnknown: revisions.length === 0 } : undefined,
    drop: decision === 'drop' ? { reconsiderIf: asSentence(line(review.verdict?.reconsiderIf)) } : undefined,
    condition:
      isOff || first === undefined
        ? undefined
        : {
            count: format.number(conditions.length),
            isOne: conditions.length === 1,
            text: line(first.condition)?.replace(/[.]$/, ''),
            by: first.by === undefined ? undefined : format.date(first.by),
            owner: line(nameOf(first.owner, deps.people)),
          },
    stop: isOff ? undefined : stop,
    noStop: !isOff && stop === undefined,
  };
}

/**
 * What a reader who reads no more has to know, each in the same place on every page: why, how it most likely
 * fails, gain and loss in money, the kinder way, and what is asked of them by when. What nobody knows is said.
 */
export function screenView(review: Review, deps: RenderDeps, format: Format, around: Around) {
  const isAsked = buildIsAsked(review, deps);
  const { pages } = deps;
  const why = line(review.verdict?.why);
  // A verdict that is no go decides by itself, so its reason stands there already.
  const isWhySaid = why !== undefined && around.deciding.some((sentence) => sentence.includes(why));
  return {
    why: isWhySaid ? undefined : say('why', { why }, pages),
    failure: say('failure', failureView(review, deps, isAsked('reversal.premortem')), pages),
    gain: say('gain', gainView(review, deps, format, isAsked('economics.contributionBefore')), pages),
    loss: say('loss', lossView(review, deps, format, isAsked, around.deciding), pages),
    kinder: say('kinder', kinderView(review, format, isAsked('alternatives')), pages),
    asked: say('asked', askedView(review, deps, format, around), pages),
  };
}
