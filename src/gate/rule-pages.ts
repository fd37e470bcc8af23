import type { RuleSource } from '../domain/rule.ts';
import type { GateRuleName } from './rules.ts';

/** Where the examples start, for whoever reads one. */
export const startOfExamples =
  'The examples are commands. They start on a branch that raises the price in policies/plans.yaml from 20 to 25, with a complete review of that by Maya, pro-plan, which nobody has approved yet: Olga has to as owner, and Finn as finance.';

/** What the page of a fault shows besides what rules.ts says of it. A test runs the examples. */
interface GateRulePage {
  /** Ends with a check that finds this fault. */
  readonly bad: string;
  /** Ends with a check that passes. */
  readonly good: string;
  readonly sources: readonly RuleSource[];
}

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

const check = 'cx-review check --base main';
const approve = [
  'cx-review approve pro-plan --role owner --as olga',
  'cx-review approve pro-plan --role finance --as finn',
];
const commit = (message: string) => ['git add --all', `git commit --quiet --message "${message}"`];
const approved = [...approve, ...commit('Approve it')];
const merged = [
  ...approved,
  'git switch --quiet main',
  'git merge --quiet change',
  'git switch --quiet --create next',
];
const review = 'cx-reviews/*pro-plan*.yaml';
const edited = (from: string, to: string) => `sed -i "s/${from}/${to}/" ${review}`;

/** On a branch of its own, the config is changed; that takes a review as well. */
const rules = ['git switch --quiet --create rules main'];

/** On a branch of its own, a price is corrected in a hurry. */
const waived = (days: number) => [
  'git switch --quiet --create hurry main',
  'sed -i "s/price: 20/price: 19/" policies/plans.yaml',
  `cx-review waive --reason "The page shows a wrong price" --owner maya --as maya --days ${days}`,
  'cx-review approve waivers/wrong-price --role owner --as olga',
  ...commit('Show the right price'),
];
const waiverMerged = [
  ...waived(3),
  'git switch --quiet main',
  'git merge --quiet hurry',
  'git switch --quiet --create next',
];

const guide: RuleSource = { text: 'The guide to the gate: docs/gate.md.' };
const nist = 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final';
const analysis: RuleSource = {
  text: 'NIST SP 800-53, CM-3 and CM-4: what a change does is looked at, approved and recorded before it is made.',
  url: nist,
};
const separation: RuleSource = { text: 'NIST SP 800-53, AC-5: separation of duties.', url: nist };

export const gateRulePages: Readonly<Record<GateRuleName, GateRulePage>> = {
  'uncovered-policy-change': {
    bad: lines(
      ...approved,
      'echo "Refunds take 30 days." > policies/refunds.md',
      ...commit('Say how long refunds take'),
      check,
    ),
    good: lines(
      'echo "Refunds take 30 days." > policies/refunds.md',
      'cx-review cover pro-plan --base main',
      ...approved,
      check,
    ),
    sources: [analysis, guide],
  },
  'policy-changed-since-review': {
    bad: lines(...approved, 'echo "# From March" >> policies/plans.yaml', ...commit('Say when'), check),
    good: lines(
      'echo "# From March" >> policies/plans.yaml',
      'cx-review cover pro-plan --base main',
      ...approved,
      check,
    ),
    sources: [analysis, guide],
  },
  'numbers-disagree': {
    bad: lines(edited('to: 25$', 'to: 24'), ...approved, check),
    good: lines(edited('to: 25$', 'to: 24'), 'cx-review cover pro-plan --base main', ...approved, check),
    sources: [guide],
  },
  'incomplete-review': {
    bad: lines(edited('^author: maya', 'author: somebody'), ...approved, check),
    good: lines(...approved, check),
    sources: [guide],
  },
  'verdict-not-go': {
    bad: lines(edited('^  decision: go', '  decision: revise'), ...approved, check),
    good: lines(...approved, check),
    sources: [guide],
  },
  'missing-approval': {
    bad: lines('cx-review approve pro-plan --role owner --as olga', ...commit('Approve it'), check),
    good: lines(...approved, check),
    sources: [separation, guide],
  },
  'voided-approval': {
    bad: lines(
      ...approve,
      edited('^title: .*', 'title: A smaller change'),
      'cx-review render pro-plan',
      ...commit('Call it otherwise'),
      check,
    ),
    good: lines(edited('^title: .*', 'title: A smaller change'), ...approved, check),
    sources: [
      {
        text: 'GitHub can dismiss approvals of a pull request when something is pushed after them.',
        url: 'https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches',
      },
      guide,
    ],
  },
  'self-approval': {
    bad: lines(
      ...approve,
      'git add --all',
      'git commit --quiet --amend --no-edit --author "Olga <olga@example.com>"',
      check,
    ),
    good: lines(...approved, check),
    sources: [separation, guide],
  },
  'unproven-approval': {
    bad: lines(
      ...approve,
      `mv cx-reviews/approvals/*pro-plan*/olga-*.yaml olga.yaml`,
      '{ echo "approvals:"; echo "  - id: olga"; sed -n "/^person/,$ s/^/    /p" olga.yaml; } >> "$(ls cx-reviews/*pro-plan*.yaml)"',
      'rm olga.yaml',
      edited('level: recorded', 'level: signed'),
      ...commit('Call it signed'),
      check,
    ),
    good: lines(...approved, check),
    sources: [
      {
        text: 'ssh-keygen(1), -Y sign and -Y verify: signatures in a namespace, checked against allowed signers.',
        url: 'https://man.openbsd.org/ssh-keygen.1',
      },
      guide,
    ],
  },
  'review-expired': {
    bad: lines(...approved, `${check} --today 2027-07-01`),
    good: lines(...approved, check),
    sources: [guide],
  },
  'gate-weakened': {
    bad: lines(...merged, `git rm --quiet ${review}`, ...commit('Tidy up'), check),
    good: lines(
      ...merged,
      edited('^status: .*', 'status: closed'),
      'cx-review render pro-plan',
      ...commit('Close it'),
      check,
    ),
    sources: [guide],
  },
  'false-page': {
    bad: lines(
      ...approved,
      'echo "The price stays as it is." >> "$(ls cx-reviews/*pro-plan*.yaml | sed "s/yaml$/md/")"',
      ...commit('Calm everybody'),
      check,
    ),
    good: lines(
      ...approved,
      'echo "The price stays as it is." >> "$(ls cx-reviews/*pro-plan*.yaml | sed "s/yaml$/md/")"',
      ...commit('Calm everybody'),
      'cx-review render pro-plan',
      ...commit('Render it'),
      check,
    ),
    sources: [guide],
  },
  'misnamed-record': {
    bad: lines(
      ...approved,
      'cp cx-reviews/*pro-plan*.yaml cx-reviews/Q4_Pricing.yaml',
      ...commit('Add another review'),
      check,
    ),
    good: lines(...approved, check),
    sources: [guide],
  },
  'stray-approval': {
    bad: lines(
      ...approved,
      'mkdir cx-reviews/approvals/another-review',
      'cp cx-reviews/approvals/*pro-plan*/olga-*.yaml cx-reviews/approvals/another-review/',
      ...commit('Approve another one as well'),
      check,
    ),
    good: lines(...approved, check),
    sources: [guide],
  },
  'invalid-waiver': {
    bad: lines(...waived(3), `${check} --today 2026-12-01`),
    good: lines(...waived(3), check),
    sources: [guide],
  },
  'waiver-unfulfilled': {
    bad: lines(
      ...waiverMerged,
      'sed -i "s/price: 19/price: 18/" policies/plans.yaml',
      ...commit('Go down once more'),
      `${check} --today 2026-12-01`,
    ),
    good: lines(
      ...waiverMerged,
      'echo "News" > NEWS.md',
      ...commit('Tell the news'),
      `${check} --today 2026-12-01`,
    ),
    sources: [guide],
  },
  'waived-change': {
    bad: lines(...waived(3), check),
    good: lines(...approved, check),
    sources: [guide],
  },
  'idle-policy': {
    bad: lines(
      ...rules,
      'sed -i "s#- policies/#- polices/#" cx-reviews/config.yaml',
      ...commit('Guard more'),
      check,
    ),
    good: lines(...approved, check),
    sources: [guide],
  },
  'impossible-approval': {
    bad: lines(
      ...rules,
      'sed -i "s/level: recorded/level: signed/" cx-reviews/config.yaml',
      ...commit('Ask for keys'),
      check,
    ),
    good: lines(...approved, check),
    sources: [guide],
  },
};
