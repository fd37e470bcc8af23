import type { DraftFacts, DraftName } from '../../src/content/draft.ts';
import { findDraft } from '../../src/content/draft.ts';
import type { Situation } from '../../src/domain/content.ts';
import type { Review } from '../../src/domain/review.ts';

/** Old and new figure of two groups, in the words of each situation. */
const figures: Readonly<Record<string, readonly [string, string, string, string]>> = {
  'price-rise': ['£32 a month', '£36 a month', '£28 a month', '£31 a month'],
  'new-fee': ['no fee', '£2 for each paper bill', 'no fee', '£1 for each paper bill'],
  'newcomer-deal': ['£36 a month', '£36 a month', '£33 a month', '£33 a month'],
  'returns-cut': ['60 days to return', '30 days to return', '90 days to return', '45 days to return'],
  'support-cut': ['phone, 8 to 22 h', 'phone, 9 to 17 h', 'phone, 8 to 20 h', 'chat only'],
  'feature-removal': ['alarms in the app', 'no alarms', 'offline maps', 'maps when online'],
  'product-withdrawal': ['the free plan', 'no free plan', 'the club plan', 'no club plan'],
  'loyalty-devaluation': ['10 points for £1', '7 points for £1', '12 points for £1', '8 points for £1'],
  'usage-limit': ['no limit', '500 GB a month', 'no limit', '750 GB a month'],
  'contract-terms': ['leave at 30 days', 'leave at 90 days', 'leave at any time', 'leave at 30 days'],
  'access-withdrawal': ['a branch in Ashby', 'the branch in Orton', 'a van each week', 'a van each month'],
  'partner-terms': ['15% of a sale', '20% of a sale', '12% of a sale', '15% of a sale'],
  'eligibility-tightening': ['one proof of address', 'two proofs', 'no deposit', 'a £50 deposit'],
};

const loss: Readonly<Record<string, string>> = { loyal: '£48 a year', recent: '£36 a year' };
const offers: Readonly<Record<string, string>> = {
  loyal: 'Today’s terms until 2028',
  recent: 'A free move to the Basic plan',
};
const dates = { briefed: '2026-11-23', told: '2026-12-07', effective: '2027-02-01' };
const leaveSteps = 'call 0800 5550142';
const complaintChannels = 'phone 0800 5550142';
const reason = 'Our costs rose £2.90 a month';

/**
 * A review with everything in it that a page can show: two groups, the drafts of the situation filled in and
 * confirmed. The company is made up.
 */
export function completeReview(situation: Situation): Review {
  const [oldLoyal, newLoyal, oldRecent, newRecent] = figures[situation.id] ?? ['20', '25', '10', '15'];
  const own: Readonly<Record<string, readonly [string, string]>> = {
    loyal: [oldLoyal, newLoyal],
    recent: [oldRecent, newRecent],
  };
  const common: DraftFacts = {
    leaveSteps,
    complaintChannels,
    change: { reason, briefed: '23 November 2026', told: '7 December 2026', effective: '1 February 2027' },
  };
  const drafted = (name: DraftName, segment?: string): string => {
    const [old, fresh] = own[segment ?? ''] ?? [];
    const facts: DraftFacts =
      segment === undefined
        ? common
        : { ...common, segment: { old, new: fresh, loss: loss[segment], offer: offers[segment] } };
    return findDraft(situation, name, facts) ?? '';
  };
  const answer = (kind: 'why-me' | 'why-now' | 'keep-old' | 'leave' | 'complain', question: string) => ({
    id: kind,
    kind,
    question,
    answer: drafted(kind),
  });
  return {
    schema: 'cx-review/1',
    id: '2026-11-02-harbour-k3f9',
    title: 'Family plan',
    situation: situation.id,
    depth: 'full',
    author: 'noor',
    status: 'proposed',
    screening: {
      answers: { S1: 'c', S2: 'c', S3: 'a', S4: 'b', S5: 'b', S6: 'b' },
      nobodyWorseOff: false,
      depth: 'full',
    },
    currency: 'GBP',
    policy: {
      files: [{ id: 'plans', path: 'policies/plans.yaml', before: 'none', after: 'none' }],
      changes: [
        {
          id: 'price',
          path: 'policies/plans.yaml',
          pointer: 'plans.family.price',
          from: 32,
          to: 36,
          unit: 'GBP per month',
        },
      ],
    },
    change: {
      what: drafted('what'),
      reason: `${reason}.`,
      reasonClass: 'cost',
      gainUse: 'customers',
      customerProblem: 'Callers wait 14 minutes on average after 18 h.',
      promisesBroken: [
        {
          id: 'advert',
          promise: 'The same terms for two years',
          where: 'leaflet in the welcome pack',
          date: '2025-03-01',
          remedy: 'Everybody who joined with that leaflet keeps the old terms until the two years are over.',
        },
      ],
      promisesChecked: 'Website since 2023, welcome packs, 40 call recordings.',
      reachesBack: 'existing-with-exit',
      cutOff: '2025-02-01',
      exemptions: 'social tariffs',
      rollout: 'phase',
      rolloutDetail: 'Three weeks of new sales first, then everybody at once.',
      dates,
      jurisdictions: ['GB'],
      sector: 'telecom',
    },
    customers: {
      total: 41200,
      worseOff: { low: 21000, high: 22800 },
      segments: [
        {
          id: 'loyal',
          name: 'Loyal customers',
          count: 8200,
          annualValue: 384,
          lifetimeValue: 1410,
          tenureMonths: 96,
          best: true,
          channels: 'phone, shop',
          journeyStage: 'renewal',
          firstFelt: 'The bill of February',
        },
        {
          id: 'recent',
          name: 'Recent customers',
          count: 14600,
          annualValue: 336,
          lifetimeValue: 820,
          tenureMonths: 24,
          best: false,
          channels: 'app, phone',
          journeyStage: 'adoption',
          firstFelt: 'The bill of February',
        },
      ],
      newcomers: 'same',
      freedom: 'at-a-cost',
    },
    consequences: [
      {
        segment: 'loyal',
        lost: { money: 48, hours: 0.5, stops: 'nothing', trust: 'They were told that loyalty pays.' },
        oldFigure: oldLoyal,
        newFigure: newLoyal,
        feeling: 'betrayed',
        intensity: 4,
        freedom: 'at-a-cost',
        lockedShare: 0.12,
        rival: 'A rival sells the same line for £30.',
        comesBack: { probability: 0.82, by: '2028-02-01' },
        otherChanges: [{ id: 'paper', what: 'Paper bills stopped.', date: '2026-03-01' }],
        job: 'Work and school from home without a break.',
        jobEffect: 'same',
      },
      {
        segment: 'recent',
        lost: { money: 36, hours: 0.25, stops: 'nothing' },
        oldFigure: oldRecent,
        newFigure: newRecent,
        feeling: 'disappointed',
        intensity: 3,
        freedom: 'free',
        comesBack: { probability: 0.7, by: '2028-02-01' },
        otherChanges: [],
        jobEffect: 'easier',
      },
    ],
    alternatives: [
      {
        id: 'nothing',
        kind: 'do-nothing',
        what: 'Carry on as today.',
        annualGain: 0,
        customerCost: 0,
        rejectedBecause: 'It loses £610,000 a year.',
      },
      {
        id: 'spare',
        kind: 'exempt',
        what: 'Spare everybody who has been with us for five years.',
        annualGain: 410000,
        customerCost: 520000,
        rejectedBecause: 'It leaves £390,000 of the cost without cover.',
      },
      {
        id: 'more',
        kind: 'give-more',
        what: 'Add faster lines for everybody.',
        annualGain: 280000,
        customerCost: 600000,
        rejectedBecause: 'The network is ready in 2028 at the earliest.',
      },
    ],
    reversal: {
      undo: 'within-ten-days',
      steps: 'Restore the old price list, refund the difference with the next bill.',
      cost: 41000,
      days: 6,
      tripWires: [
        {
          id: 'churn',
          metric: 'customers who leave in a month',
          baseline: 1.4,
          threshold: 3.1,
          direction: 'above',
          unit: '%',
          date: '2027-03-03',
          owner: 'imani',
          action: 'Back to the old terms within six days.',
        },
      ],
      premortem: [
        {
          id: 'letters',
          cause: 'Letters arrive after the bill.',
          prevention: 'Bills go out a week later in February.',
          owner: 'noor',
        },
      ],
    },
    evidence: {
      claims: [
        {
          id: 'survey',
          claim: 'Most would rather pay more than wait longer.',
          grade: 'data',
          source: 'survey of October',
          n: 412,
          date: '2026-10-12',
        },
      ],
      customersInvolved: 8,
      customersWanted: 'mixed',
      customersChanged: 'They asked for the Basic plan to be named in the letter.',
      lastMet: { date: '2026-10-20', count: 6, how: 'in-person', cadence: 'every quarter' },
      frontline: {
        asked: 11,
        date: '2026-10-28',
        advice: 'go',
        said: 'Long-standing customers will ask what their loyalty was worth.',
      },
      objections: [
        {
          id: 'loyalty',
          from: 'support',
          objection: 'We cannot explain it to somebody who has been here for ten years.',
          outcome: 'changed',
          answer: 'They keep today’s terms for a year.',
        },
      ],
      complaints: { count: 1140, causes: 'price, waiting time, speed', opportunity: 'Longer phone hours.' },
      against: [
        {
          id: 'model',
          finding: 'Our own model shows a loss if more than 9% leave.',
          source: 'finance',
          date: '2026-10-30',
          answer: 'The trip-wire stops us at 3.1% in a month.',
        },
      ],
      againstSearched: 'Exit interviews of 2025 and two studies.',
    },
    economics: {
      customers: 22800,
      contributionBefore: 140,
      contributionAfter: { low: 172, likely: 178, high: 184 },
      retentionBefore: 0.86,
      lossBasis: 'history',
      lossAtAnnouncement: { low: 0.02, likely: 0.04, high: 0.09 },
      lossAfterPerYear: { low: 0, likely: 0.01, high: 0.02 },
      acquisitionCost: 95,
      contactsPerCustomer: 0.2,
      goodwillBudget: 60000,
      contactCost: 6,
      oneOffCost: 80000,
      annualGain: 610000,
      discountRate: 0.08,
      horizonMonths: 36,
      driftPerYear: 40000,
      seed: 7,
    },
    fairness: {
      vulnerability: 'no-harder',
      checked: 'Social tariff list and 200 hardship calls of 2026.',
      groups: [
        {
          id: 'bereaved',
          driver: 'life-events',
          who: 'Bereaved callers',
          harm: 'A bill in the name of somebody who has died.',
          mitigation: 'Nothing changes for six months.',
          owner: 'noor',
        },
        { id: 'low-income', driver: 'resilience', who: 'Cannot pay', owner: 'noor' },
      ],
      noticeDuties: [
        {
          id: 'ofcom',
          duty: 'ofcom-contract-change',
          jurisdiction: 'GB',
          notice: '1 calendar month',
          lastDay: '2027-01-01',
          applies: 'yes',
          source: 'https://www.ofcom.org.uk/phones-and-broadband/',
          checkedOn: '2026-10-15',
        },
      ],
      deceived: 'no',
      stepsToJoin: 4,
      stepsToLeave: 3,
    },
    communication: {
      notices: [
        { segment: 'loyal', date: '2026-12-07', channel: 'letter', language: 'English', chosen: true },
        { segment: 'recent', date: '2026-12-07', channel: 'email', language: 'English', chosen: true },
      ],
      message: {
        statesChange: true,
        statesReason: true,
        statesOwnFigure: true,
        statesOptions: true,
        statesExit: true,
        readers: 6,
        understood: 5,
        ifNothing: drafted('ifNothing'),
      },
      oldPromises: [{ id: 'shop', place: 'posters in both shops', owner: 'noor', by: '2027-01-29' }],
      avoidable: 'told',
    },
    frontline: {
      acknowledgements: ['loyal', 'recent'].map((segment) => ({
        segment,
        listen: drafted('listen', segment),
        apologise: drafted('apologise', segment),
        solve: drafted('solve', segment),
        thank: drafted('thank', segment),
      })),
      reason: { text: drafted('reason'), class: 'cost' },
      notToSay: [
        { id: 'policy', text: 'Company policy' },
        { id: 'everyone', text: 'Costs rise' },
      ],
      offers: [
        {
          id: 'keep',
          segment: 'loyal',
          kind: 'right',
          offer: offers.loyal ?? '',
          value: 48,
          limit: 'once',
          code: 'KEEP12',
          deadline: '2027-03-31',
        },
        { id: 'basic', segment: 'recent', kind: 'right', offer: offers.recent ?? '', code: 'BASIC0' },
      ],
      authority: [
        { id: 'agent', tier: 'Agent', limit: 50, code: 'GOODWILL' },
        { id: 'lead', tier: 'Team leader', limit: 250, code: 'GOODWILL2' },
      ],
      exceptions: [
        {
          id: 'bereaved',
          group: 'bereaved',
          exception: 'no change for six months',
          decider: 'Care desk',
          hours: 4,
          code: 'CARE6',
        },
      ],
      escalation: [
        {
          id: 'lead',
          role: 'Above £50',
          who: 'Ana Ruiz',
          contact: '204',
          open: '8 to 20',
          answerHours: 0.25,
        },
        { id: 'coo', role: 'Above £250', who: 'imani', contact: '100', answerHours: 24, executive: true },
      ],
      briefing: [
        {
          id: 'phone',
          team: 'Phone',
          site: 'Ashby',
          shift: 'all',
          date: '2026-11-23',
          owner: 'noor',
          trainedShare: 0.97,
        },
      ],
      training: { hours: 2, share: 0.97, refresher: '2027-02-15', who: 'Everybody on phones and in shops.' },
      hardQuestions: [
        answer('complain', 'How do I complain?'),
        answer('leave', 'How do I leave?'),
        answer('keep-old', 'Can I keep what I have?'),
        answer('why-now', 'Why now?'),
        answer('why-me', 'Why me?'),
      ],
      leaving: { steps: leaveSteps, deadline: '2027-02-01', charge: 'nothing' },
      complaints: {
        channels: [
          { id: 'phone', channel: 'phone 0800 5550142', digital: false, answerDays: 3 },
          { id: 'post', channel: 'letter', digital: false, answerDays: 8 },
        ],
        ombudsman: 'Communications Ombudsman',
      },
      wellbeing: {
        debrief: '15:30 daily, with Ana',
        abuse: 'after one warning',
        contact: 'Ana Ruiz',
        breaks: 'hourly',
        targetsPausedFrom: '2026-12-07',
        targetsPausedUntil: '2027-01-15',
      },
      feedback: {
        cadenceDays: 7,
        forDays: 60,
        reader: 'imani',
        log: 'chat channel “cards”',
        answerDays: 2,
        owner: 'noor',
      },
      principle: { text: drafted('principle'), agentMayAct: true, upTo: 50 },
      readAloud: { agents: 4, linesChanged: 3 },
      cardOwner: 'noor',
      cardVersion: '3',
      cardFeedback: 'extension 210',
      cardChanges: [{ id: 'code', date: '2026-11-25', change: 'added CARE6' }],
      noticeText: {
        hardship:
          'Call 0800 5550199, day and night. We find a way with you, and nothing is cut off meanwhile.',
        signedBy: 'Imani Okafor, Chief Operating Officer',
        contact: 'imani.okafor@harbour.example',
      },
    },
    measures: {
      baselines: [
        {
          id: 'churn',
          metric: 'Customers who leave',
          kind: 'churn',
          value: 1.4,
          unit: '% a month',
          date: '2026-10-31',
          target: 2,
        },
      ],
      satisfaction: { now: 71, stopBelow: 60 },
      agentAbsence: { now: 0.05, stopAbove: 0.08 },
      silent: { how: 'We call 50 customers a week whose use drops.', owner: 'noor' },
      reviews: [
        { id: 'day-30', date: '2027-03-03', owner: 'noor' },
        { id: 'day-90', date: '2027-05-02', owner: 'noor' },
      ],
      lessonSharedWith: 'Everybody in the shops and on the phones.',
    },
    forecasts: [
      {
        id: 'stay',
        statement: 'More than 95% are still customers',
        probability: 0.7,
        by: '2027-08-01',
        metric: 'active lines',
        basis: 'history',
      },
    ],
    leadership: {
      value: 'We treat long-standing customers best.',
      valueEffect: 'strains',
      level: 'obsessed',
      levelEvidence: 'Everybody is called who would be better off on another plan.',
      signer: 'imani',
      callHours: 6,
      callsFrom: '2027-02-01',
      incentives: 'both',
    },
    verdict: {
      decision: 'go',
      date: '2026-11-16',
      helpsAndPleases: 'partly',
      wouldSayIt: true,
      wouldPublish: true,
      why: 'The longer phone hours are what customers ask for most.',
      undoIf: 'more than 3.1% leave in a month, by 3 March 2027',
      conditions: [{ id: 'letters', condition: 'Every letter has arrived', owner: 'noor', by: '2026-12-14' }],
      expires: '2027-11-16',
    },
  };
}
