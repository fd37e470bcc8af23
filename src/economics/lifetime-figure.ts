import { type Figure, figure, impossible } from './figure.ts';
import { likelyOf } from './inputs.ts';
import { lifetimeMultiple } from './lifetime-value.ts';
import type { Lookup } from './model.ts';
import { mapRange, sum, times } from './range-arithmetic.ts';
import { roundMoney, roundShare } from './round.ts';
import type { Range } from './three-point.ts';

/** What a customer is worth over the time they would have stayed, at today's terms. */
interface Lifetime {
  /** Worth of one unit of yearly contribution; by it the contribution is multiplied. */
  readonly multiple: number;
  /** Money per customer who is here already (what it cost to win them is spent). */
  readonly perCustomer: number;
  /** The same for a new customer, less the cost of winning them, if that is known. */
  readonly perNewCustomer?: number;
}

/** All customers on average, and each segment where they are divided. */
export interface LifetimeFigure extends Lifetime {
  readonly segments: readonly (Lifetime & { readonly segment: string })[];
}

interface Group {
  readonly segment: string | undefined;
  readonly weight: number;
  readonly contribution: number;
  readonly multiple: number;
  readonly acquisitionCost: number | undefined;
}

function buildLifetime({ contribution, multiple, acquisitionCost }: Group): Lifetime {
  const perCustomer = contribution * multiple;
  return {
    multiple: roundShare(multiple),
    perCustomer: roundMoney(perCustomer),
    ...(acquisitionCost === undefined ? {} : { perNewCustomer: roundMoney(perCustomer - acquisitionCost) }),
  };
}

function listGroups({ inputs, rows, find, range }: Lookup): Group[] {
  const discountRate = likelyOf(inputs.discountRate ?? Number.NaN);
  return rows.map((row) => ({
    segment: row.segment,
    weight: row.segment === undefined ? 1 : range('customers', row).likely,
    contribution: range('contributionBefore', row).likely,
    multiple: lifetimeMultiple({ retention: range('retentionBefore', row).likely, discountRate }),
    acquisitionCost: find('acquisitionCost', row) && range('acquisitionCost', row).likely,
  }));
}

function missingFor(lookup: Lookup, keys: Parameters<Lookup['missing']>[0]): string[] {
  const missing = lookup.missing(keys);
  if (lookup.inputs.discountRate === undefined) missing.push('discountRate');
  return missing;
}

/** A customer's lifetime value at the likely values; the first contribution comes at the end of the first year. */
export function lifetimeFigure(lookup: Lookup): Figure<LifetimeFigure> {
  const divided = lookup.rows.some((row) => row.segment !== undefined);
  const keys = ['contributionBefore', 'retentionBefore'] as const;
  const missing = missingFor(lookup, divided ? [...keys, 'customers'] : keys);
  if (missing.length > 0) return { known: false, missing };
  const groups = listGroups(lookup);
  if (groups.some(({ multiple }) => Number.isNaN(multiple))) {
    return impossible(
      'Where nobody ever leaves and nothing is discounted, a lifetime has no end and no value.',
    );
  }
  const total = groups.reduce((all, { weight }) => all + weight, 0);
  if (total <= 0) return impossible('There are no customers.');
  const mean = (part: (group: Group) => number) =>
    groups.reduce((all, group) => all + part(group) * group.weight, 0) / total;
  const contribution = mean((group) => group.contribution);
  const worth = mean((group) => group.contribution * group.multiple);
  const multiple = contribution === 0 ? mean((group) => group.multiple) : worth / contribution;
  const costs = groups.every((group) => group.acquisitionCost !== undefined);
  const acquisitionCost = costs ? mean((group) => group.acquisitionCost ?? 0) : undefined;
  return figure([], () => ({
    ...buildLifetime({ segment: undefined, weight: total, contribution, multiple, acquisitionCost }),
    segments: groups.flatMap((group) =>
      group.segment === undefined ? [] : [{ segment: group.segment, ...buildLifetime(group) }],
    ),
  }));
}

/** Lifetime value of the customers who are expected to leave at the announcement, in money. */
export function lifetimeAtRisk(lookup: Lookup): Figure<Range> {
  const keys = ['customers', 'lossAtAnnouncement', 'contributionBefore', 'retentionBefore'] as const;
  const missing = missingFor(lookup, keys);
  if (missing.length > 0) return { known: false, missing };
  const groups = listGroups(lookup);
  if (groups.some(({ multiple }) => Number.isNaN(multiple))) {
    return impossible(
      'Where nobody ever leaves and nothing is discounted, a lifetime has no end and no value.',
    );
  }
  const atRisk = sum(
    lookup.rows.map((row, index) => {
      const lost = times(lookup.range('customers', row), lookup.range('lossAtAnnouncement', row));
      const worth = (groups[index]?.contribution ?? 0) * (groups[index]?.multiple ?? 0);
      return mapRange(lost, (customers) => customers * worth);
    }),
  );
  return figure([], () => mapRange(atRisk, roundMoney));
}
