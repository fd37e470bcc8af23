import type { Finding } from '../../src/domain/finding.ts';
import type { Formatter, RunInfo } from '../../src/formatters/formatter.ts';
import { plainStyle } from '../../src/lib/style.ts';

/** Text that somebody might write into an answer to break a report, a log or a page. */
const hostile = [
  'plain words',
  '\u001b[31mred\u001b[0m \u0007bell \u0000nul \u009b31m',
  '::error file=x::forged\n::set-output name=a::b',
  '##[error]forged ##vso[task.complete result=Succeeded]',
  ']]></failure><testcase/><!--',
  '<script>alert(1)</script> & "quoted" \'too\'',
  '| a | b |\n|---|---|\n`code` **bold** [link](javascript:alert(1)) @everyone #1',
  '\u202eevil\u202c \u2066x\u2069 zero\u200bwidth \ufeff',
  'half \ud83d a pair \udc00',
  '100%0A::error::x %25',
  '价格上涨 🎉 żółć',
  'a'.repeat(5000),
  '',
  '\u2028line\u2029paragraph\r\nreturn\ttab',
  '\uffff \ufdd0 noncharacters',
] as const;

export function someFinding(over: Partial<Finding> = {}): Finding {
  return {
    rule: 'powerless-frontline',
    severity: 'error',
    class: 'decides',
    message: '"Agent" may decide up to 20; the cheapest offer costs 36.',
    hint: 'Raise the limit.',
    path: 'frontline.authority.agent.limit',
    review: '2026-09-01-pro-plan-price-rise-b4se',
    file: 'cx-reviews/2026-09-01-pro-plan-price-rise-b4se.yaml',
    line: 3,
    column: 12,
    ...over,
  };
}

/** A finding for each hostile text, which stands wherever text can stand. */
export const hostileFindings: readonly Finding[] = hostile.map((text, index) =>
  someFinding({
    severity: (['error', 'warning', 'info'] as const)[index % 3] ?? 'error',
    message: `message ${text}`,
    hint: `hint ${text}`,
    path: `answers.${text}`,
    file: `cx-reviews/${text.replaceAll('/', '').slice(0, 60)} .yaml`,
  }),
);

export function someRun(over: Partial<RunInfo> = {}): RunInfo {
  return {
    version: '1.2.3',
    rules: [
      {
        name: 'powerless-frontline',
        severity: 'error',
        class: 'decides',
        summary: 'The first tier may decide nothing.',
        why: 'A person who has to ask for 5 euros makes the customer wait twice.',
      },
    ],
    reviews: 4,
    titleOf: () => undefined,
    lineOf: () => undefined,
    excepted: [],
    lowered: [],
    spared: [],
    failOn: 'error',
    holidays: 0,
    ...over,
  };
}

export const hostileRun: RunInfo = someRun({
  titleOf: () => hostile.join(' '),
  decidingOf: () => hostile,
  lineOf: (_, line) => hostile[line],
  excepted: hostile.map((text) => ({
    finding: someFinding({ message: text, path: text }),
    exception: { reason: text, by: text, until: '2027-01-01' },
  })),
  lowered: hostile.map((text) => ({ review: text, reason: text, approver: text })),
  spared: hostile,
  range: {
    base: 'a'.repeat(40),
    head: undefined,
    why: hostile.join(' '),
    changed: 3,
    governed: 2,
    passages: hostile.map((text) => ({
      path: text,
      by: 'review' as const,
      id: 'x',
      approvals: [{ person: text, role: text, date: text, level: 'recorded' as const }],
    })),
    waivers: [],
    notes: hostile,
  },
});

export const print = (
  formatter: Formatter,
  findings: readonly Finding[],
  run = someRun(),
  style = plainStyle,
) => formatter(findings, run, style);

/** Controls but line ends, and what moves or hides text. */
export const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/u;

export const many = (count: number): Finding[] =>
  Array.from({ length: count }, (_, index) => someFinding({ line: index + 1, path: `answers.q${index}` }));
