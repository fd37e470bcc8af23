import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseHtml } from 'parse5';
import { describe, expect, it } from 'vitest';
import { settings } from '../../src/app/economics/what-if.ts';
import type { LineSpec, Prompter, Reply } from '../../src/ports/prompter.ts';
import { runCli, scratchFolder } from '../support/world.ts';

const file = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../templates/examples', name), 'utf8');
const example = file('price-rise.yaml');
const config = file('config.yaml');
const id = '2026-11-22-pro-plan-k3f9';

function repository(text: string = example): string {
  return scratchFolder({ 'cx-reviews/config.yaml': config, [`cx-reviews/${id}.yaml`]: text });
}

/** A review with these economics alone. */
function reviewOf(economics: string, more = ''): string {
  return repository(
    `schema: cx-review/1\ntitle: A rise\nsituation: price-rise\ncurrency: EUR\n${more}economics:\n${economics}`,
  );
}

const six = [
  '--customers',
  '6000',
  '--before',
  '132',
  '--after',
  '192',
  '--retention',
  '87%',
  '--loss',
  '3-6-11%',
  '--discount',
  '10%',
];
/** Enough for every sentence; the number of draws is the engine's business. */
const quick = ['--draws', '1000'];

async function economics(argv: readonly string[], cwd = repository()) {
  return runCli(['economics', ...argv, ...quick], { cwd });
}

async function json(argv: readonly string[], cwd = repository()) {
  const { code, stdout, stderr } = await economics([...argv, '--json'], cwd);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

/** Text without its line breaks, as a reader takes it in. */
const flowing = (text: string) => text.replace(/[^\S\u00a0]+/g, ' ');

/** Whether every line fits. */
function widest(text: string): number {
  return Math.max(...text.split('\n').map((line) => [...line].length));
}

describe('economics without a review', () => {
  it('answers six figures at once, and says that nothing was saved', async () => {
    const cwd = scratchFolder();
    const { code, stdout } = await economics(six, cwd);
    expect(code).toBe(0);
    const text = flowing(stdout);
    expect(text).toContain(
      'The gain is wiped out if 31.3\u00a0% of the customers leave (1,875 of 6,000). You expect 3\u00a0% to 11\u00a0%, most likely 6\u00a0%: even the highest stays below that.',
    );
    expect(text).toContain('60 ÷ 192 = 31.3\u00a0%');
    expect(text).toContain('6,000 customers × 60 = 360,000 a year, if nobody left');
    expect(text).toContain('Nothing was saved.');
    expect(text).toMatch(/After 12 months.*After 24 months.*After 36 months/);
    expect(text).toContain('Drawn 1,000 times from your ranges (PERT, seed 1). Standard error');
    expect(existsSync(join(cwd, 'cx-reviews'))).toBe(false);
  });

  it('works contributions out of two prices and the variable cost', async () => {
    const prices = ['--price-before', '240', '--price-after', '300', '--variable-cost', '108'];
    const { inputs } = await json([...six.slice(0, 2), ...prices, ...six.slice(6)]);
    expect(inputs).toMatchObject({ contributionBefore: 132, contributionAfter: 192 });
  });

  it.each([
    [
      ['--before', '-10', '--after', '50'],
      'No loss of customers wipes the gain out. One of them costs you money today (-10 a year) and leaves you 50 afterwards.',
    ],
    [['--customers', '0'], 'There are no customers who could leave.'],
  ])('says in words what no share can say: %j', async (flags, said) => {
    const { code, stdout } = await economics([...six, ...flags]);
    expect(code).toBe(0);
    expect(flowing(stdout)).toContain(said);
    expect(flowing(stdout)).not.toMatch(/wiped out|1[0-9]{2}\s?%|of 0\)/);
  });

  it('says why nobody can be followed where nobody stays for another year', async () => {
    const { stdout } = await economics([...six, '--retention', '0%']);
    expect(flowing(stdout)).toContain('Where nobody stays for another year, nobody can be followed');
    expect(stdout).not.toMatch(/NaN|After 12 months/);
  });

  it('shows one figure as one, and no chance where there is none', async () => {
    const { stdout } = await economics([...six, '--loss', '4%']);
    expect(flowing(stdout)).toContain('You expect 4\u00a0%: even the highest stays below that.');
    expect(flowing(stdout)).toContain('Every figure is a single number, so there is no chance in it');
  });

  it('states how the worth of a customer is reckoned, and counts nobody twice who does not come', async () => {
    const text = flowing((await economics([id])).stdout);
    expect(text).toContain("Reckoned by whole years, each year's money at its end");
    const once = 'Those who do not come for want of a recommendation are among the fewer people who join.';
    expect(text).toContain(once);
    const others = await economics([id, '--set', 'new-customers-change=unknown', '--json']);
    expect(JSON.parse(others.stdout).whatIf.results.referralsInJoiners).toBe(false);
  });

  it('says what of it comes from reduced use, from offers and from losses that go together', async () => {
    const cwd = repository(
      example.replace(
        /^ {2}driftPerYear: 0\n/m,
        '  downgradeShare: 0.1\n  downgradeContribution: 92\n  offerTakeUp: 0.12\n  offerCost: 30\n  lossCorrelation: 0.5\n',
      ),
    );
    const text = flowing((await economics([id], cwd)).stdout);
    // A tenth leave 92 and not 192.
    expect(text).toContain('One customer leaves you €132 a year today and €182 afterwards: €50 more.');
    expect(text).toContain(
      '10\u00a0% of those who stay choose a cheaper plan or use less, and leave you €92 a year',
    );
    expect(text).toMatch(/Offers that are taken €21,600 €21,600 €21,600/);
    expect(text).toContain('The two losses of customers are taken to go together, with a correlation of 0.5');
    const { set } = await json([id, '--set', 'together=80%', '--set', 'downgrade=5-10-20%'], cwd);
    expect(set).toMatchObject([
      { input: 'downgradeShare' },
      { input: 'lossCorrelation', from: 0.5, to: 0.8 },
    ]);
  });

  it('goes from the gain to the net value, in a table and in bars', async () => {
    const { stdout } = await economics([id]);
    expect(flowing(stdout)).toMatch(
      /Gain, if nobody left €673,000 Leave at the announcement -€129,000 €544,000/,
    );
    expect(stdout).toContain('From the gain to the net value');
    const { stdout: html } = await economics([id, '--html']);
    expect(html).toContain(
      '<desc id="waterfall-description">If nobody left, the change would bring €673,000 in 36 months; €625,000 of it is left.</desc>',
    );
    const { results } = await json([id]);
    expect(results.waterfall.value.steps[0]).toMatchObject({ part: 'gain' });
  });

  it('sets a smaller or larger step against how many leave, with the break-even line', async () => {
    const { stdout } = await economics([...six, '--steps']);
    const text = flowing(stdout);
    expect(text).toMatch(/Of the change Break-even 0\s% 3\s% 6\s% 11\s% 22\s%/);
    expect(text).toMatch(/100\s% \(\+60\) 31\.3\s%(?: -?[\d.]+[km]){5}/);
    expect(text).toContain('--loss-at 50%=2%');
    expect(text).not.toContain('Which step brings most');
    expect((await economics(six)).stdout).not.toContain('A smaller or larger step');
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  it('draws the step against the net value where two losses are known, by flag or in the file', async () => {
    const { stdout } = await economics([id, '--steps', '--loss-at', '50%=2%']);
    expect(flowing(stdout)).toMatch(
      /At 150\s% of the change the net value is highest: €\d+,000, with 10\s% leaving\. It still rises there/,
    );
    const cwd = repository(
      example.replace(/^ {2}driftPerYear: 0\n/m, '  otherStep: { step: 1.25, loss: 0.5 }\n'),
    );
    const { steps } = await json([id, '--steps'], cwd);
    expect(steps.value.curve.best.step).toBe(1);
    const { stdout: html } = await economics([id, '--steps', '--html'], cwd);
    expect(html).toContain('The net value is highest at 100\u00a0% of the change');
    expect((await json([id, '--set', 'leave=5%'], cwd)).set).toHaveLength(1);
  });

  it.each([
    [['--loss-at', '50%=2%'], 'for the curve that --steps draws'],
    [['--steps', '--loss-at', '2%'], 'a step and a share are needed'],
    [['--steps', '--loss-at', '100%=2%'], 'above 0 % and not 100 %'],
    [['--steps', '--loss-at', '50%=0.02'], 'can be read as'],
  ])('refuses %j', async (flags, why) => {
    const { code, stderr } = await economics([id, ...flags]);
    expect(code).toBe(2);
    expect(flowing(stderr)).toContain(why);
  });

  it('shows no share above all customers in a what-if either', async () => {
    const cwd = reviewOf(
      '  customers: 1000\n  contributionBefore: -10\n  contributionAfter: 50\n  retentionBefore: 0.9\n  discountRate: 0.1\n  lossAtAnnouncement: { low: 0.01, likely: 0.02, high: 0.04 }\n',
    );
    const { stdout } = await economics([id, '--set', 'after=40'], cwd);
    expect(flowing(stdout)).toMatch(/bears a loss of 100\s?% 100\s?%/);
    expect(flowing(stdout)).not.toMatch(/12[05]\s?%/);
  });

  it('takes the middle of two figures for the likely one, and says so', async () => {
    const argv = six.map((one) => (one === '3-6-11%' ? '3-11%' : one));
    expect((await json(argv)).inputs.lossAtAnnouncement).toEqual({ low: 0.03, likely: 0.07, high: 0.11 });
    expect(flowing((await economics(argv)).stdout)).toContain(
      'For --loss you gave two figures; the likely one was taken as their middle.',
    );
    expect((await economics(six)).stdout).not.toContain('two figures');
  });

  it('names what is missing where nobody can be asked', async () => {
    const { code, stdout, stderr } = await economics(
      ['--customers', '6000', '--loss', '6%'],
      scratchFolder(),
    );
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('missing: --before, --after, --retention, --discount');
    expect(stderr).toContain('standard input is not a terminal');
  });

  it.each([
    [['--loss', '0.06'], '0.06 can be read as 0.06\u00a0% or as 6\u00a0%', 'Write it as 6\u00a0%.'],
    [['--loss', '11-6-3%'], 'not in order', '4-12'],
    [['--before', '5%'], 'not a percentage', '38'],
    [['--customers', 'many'], '“many” is not understood', '4,000'],
    [['--price-before', '240'], 'what serving one customer costs', '--variable-cost'],
    [['--compare'], '--compare needs a review', 'economics ID --compare'],
    [['--json', '--html'], 'exclude each other', 'one of them'],
  ])('refuses %j', async (argv, why, next) => {
    const { code, stdout, stderr } = await runCli(['economics', ...argv], { cwd: scratchFolder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(why);
    expect(stderr).toContain(next);
  });

  it('asks at a terminal for what is missing, the forecast before any result', async () => {
    const typed = ['6000', '240 less 108', '300 less 108', '87 %', '3 to 11 %, likely 6', '10 %'];
    const asked: string[] = [];
    let isClosed = false;
    const prompter = {
      async line<Value>(spec: LineSpec<Value>): Promise<Reply<Value>> {
        asked.push(spec.question ?? '');
        const reading = spec.read(typed[asked.length - 1] ?? '');
        if (reading.problem !== undefined) throw new Error(reading.problem);
        return { kind: 'answer', value: reading.value, echo: reading.echo };
      },
      close: () => {
        isClosed = true;
      },
    } as unknown as Prompter;
    const cwd = scratchFolder();
    const { code, stdout } = await runCli(['economics', ...quick], { cwd, isTTY: true, prompter });
    expect(code).toBe(0);
    expect(asked).toHaveLength(6);
    expect(asked[4]).toContain('at least, most likely, and at most');
    expect(asked.join(' ')).not.toMatch(/break.?even|churn/i);
    expect(isClosed).toBe(true);
    expect(stdout).toContain('31.3\u00a0%');
    expect(existsSync(join(cwd, 'cx-reviews'))).toBe(false);
  });

  it('goes back to a figure, and keeps it where nothing new is typed', async () => {
    const replies: (string | 'back' | 'keep')[] = [
      '6000',
      'back',
      'keep',
      '132',
      '192',
      '87%',
      '3-6-11%',
      '10%',
    ];
    const earlier: (string | undefined)[] = [];
    const prompter = {
      async line<Value>(spec: LineSpec<Value>): Promise<Reply<Value>> {
        earlier.push(spec.earlier);
        const reply = replies[earlier.length - 1] ?? '';
        if (reply === 'back' || reply === 'keep') return { kind: reply };
        const reading = spec.read(reply);
        if (reading.problem !== undefined) throw new Error(reading.problem);
        return { kind: 'answer', value: reading.value, echo: reading.echo };
      },
      close: () => {},
    } as unknown as Prompter;
    const { code, stdout } = await runCli(['economics', '--json', ...quick], {
      cwd: scratchFolder(),
      isTTY: true,
      prompter,
    });
    expect(code).toBe(0);
    expect(earlier[2]).toBe('6,000');
    expect(JSON.parse(stdout).inputs).toMatchObject({ customers: 6000, contributionBefore: 132 });
  });
});

describe('economics of a review', () => {
  it('prints the whole picture', async () => {
    const { code, stdout } = await economics([id]);
    expect(code).toBe(0);
    const text = flowing(stdout);
    for (const words of [
      'The gain is wiped out if 31.3\u00a0% of the customers leave (1,875 of 6,000).',
      '€60 ÷ €192 = 31.3\u00a0%',
      '€132 a year × 3.78 = €499',
      '3.78 = 0.87 ÷ (1 + 0.1 − 0.87)',
      'take €89,900 to €330,000 along, most likely €180,000',
      'Winning as many new ones (beside the net value) €12,600 €32,400 €92,400',
      'earned back in month 7',
      'does not turn into a loss within 36 months',
      'Leave because of the announcement',
      'busiest hour 24 (42) 6 (9) 9 (13) 14',
      'This is optimistic',
      'seed 20270301',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/churn|undefined|NaN|\{\{/i);
    expect(stdout).toMatch(/━{3}/);
  });

  it('prints the figures of the engine as versioned JSON', async () => {
    const { version, review, currency, results, staffing } = await json([id]);
    expect({ version, currency, review }).toEqual({
      version: 1,
      currency: 'EUR',
      review: { id, path: `cx-reviews/${id}.yaml`, title: 'Pro plan from 20 to 25 EUR a month' },
    });
    expect(results.breakEven.value.share).toBe(0.3125);
    expect(results.simulation.value).toMatchObject({ draws: 1000, seed: 20270301, distribution: 'pert' });
    expect(staffing.value.likely.peak).toEqual({ name: 'busiest hour', agents: 6, roster: 9 });
  });

  it('takes another seed and another distribution where they are given', async () => {
    const { results } = await json([id, '--seed', '5', '--distribution', 'triangular']);
    expect(results.simulation.value).toMatchObject({ seed: 5, distribution: 'triangular' });
  });

  it('prints a page without a script that stands alone', async () => {
    const cwd = repository();
    const { code, stdout } = await economics([id, '--html', '--out', 'page.html'], cwd);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    const html = readFileSync(join(cwd, 'page.html'), 'utf8');
    const errors: string[] = [];
    parseHtml(html, { onParseError: ({ code: error }) => errors.push(error) });
    expect(errors).toEqual([]);
    expect(html).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src 'none'/);
    expect(html).not.toMatch(/<script|<link|\ssrc=|@import|url\(/i);
    expect(html).toContain('<svg');
    expect(html).toContain('<td class="number">€32,400</td>');
  });

  it.each(['text', 'html'])('keeps hostile words from acting, as %s', async (sink) => {
    const title = 'x\\e[2J | # a **b** <script>alert(1)</script> {{title}} [chart]';
    const cwd = repository(
      `schema: cx-review/1\ntitle: "${title}"\ncustomers:\n  segments:\n    - id: one\n      name: "a | b\\n## c"\neconomics:\n  discountRate: 0.1\n  segments:\n    - segment: one\n      customers: 100\n      contributionBefore: 10\n      contributionAfter: 12\n      retentionBefore: 0.8\n      lossAtAnnouncement: { low: 0.01, likely: 0.02, high: 0.04 }\n`,
    );
    const { code, stdout } = await economics([id, ...(sink === 'html' ? ['--html'] : [])], cwd);
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain(sink === 'html' ? 'a | b &#35;# c' : 'a | b ## c');
    expect(stdout).toContain(
      sink === 'html' ? '&#60;script&#62;' : '| # a **b** <script>alert(1)</script> {{title}} [chart]',
    );
    expect(stdout).not.toMatch(sink === 'html' ? /<script/ : /^## c/m);
  });

  it.each([
    [40, { COLUMNS: '40' }],
    [80, { COLUMNS: '80' }],
    [40, { COLUMNS: '40', TERM: 'dumb' }],
  ])('fits into %s columns with %j', async (columns, env) => {
    for (const argv of [[id], [id, '--compare'], [id, '--set', 'leave=30-40-50%']]) {
      const { stdout } = await runCli(['economics', ...argv, ...quick], { cwd: repository(), env });
      expect(widest(stdout)).toBeLessThanOrEqual(columns);
      if ('TERM' in env) expect(stdout).toMatch(/^[ -~\n]+$/);
    }
  });

  it('holds the break-even back until a forecast is given', async () => {
    const cwd = reviewOf(
      '  customers: 1000\n  contributionBefore: 100\n  contributionAfter: 125\n  retentionBefore: 0.9\n  discountRate: 0.1\n',
    );
    const { stdout } = await economics([id], cwd);
    expect(flowing(stdout)).toContain('First say how many customers you expect to lose');
    expect(flowing(stdout)).toContain(
      'What it comes to, and the chance of a loss: needs Leave because of the announcement',
    );
    expect(stdout).not.toMatch(/20\u00a0%|wiped out/);
    expect((await economics([id, '--set', 'after=150'], cwd)).stdout).not.toMatch(/bears a loss/);
    await runCli(['render', id], { cwd });
    expect(readFileSync(join(cwd, `cx-reviews/${id}.md`), 'utf8')).not.toMatch(/20\u00a0%|The gain is gone/);
  });

  it('says what it leaves out, and what it cannot work out for want of which figures', async () => {
    const cwd = reviewOf(
      '  customers: 1000\n  contributionBefore: 100\n  contributionAfter: 125\n  retentionBefore: 0.9\n  discountRate: 0.1\n  lossAtAnnouncement: { low: 0.01, likely: 0.02, high: 0.04 }\n',
    );
    const text = flowing((await economics([id], cwd)).stdout);
    expect(text).toContain(
      'Not in it, because not given: customers who leave later on, recommendations that stop,',
    );
    expect(text).toContain('Winning new customers: needs Winning one new customer');
    expect(text).toContain('People for the rush: needs');
  });

  it('names the turning month, and a loss that is one from the start', async () => {
    const base =
      '  customers: 1000\n  contributionBefore: 100\n  contributionAfter: 110\n  retentionBefore: 0.9\n  discountRate: 0.1\n';
    const turning = `${base}  lossAtAnnouncement: { low: 0.01, likely: 0.02, high: 0.04 }\n  lossAfterPerYear: { low: 0.05, likely: 0.1, high: 0.2 }\n`;
    expect(flowing((await economics([id], reviewOf(turning))).stdout)).toMatch(
      /At the most likely figures, the gain turns into a loss in month \d+\./,
    );
    const lost = `${base}  lossAtAnnouncement: { low: 0.1, likely: 0.2, high: 0.3 }\n`;
    const text = flowing((await economics([id], reviewOf(lost))).stdout);
    expect(text).toContain(
      'At the most likely figures, it is a loss from the start, and still one after 36 months.',
    );
    expect(text).toContain('more than you can afford to lose.');
  });

  it.each([
    ['verdict:\n  decision: go\n', 'That takes a written reason of the executive who signs'],
    [
      'verdict:\n  decision: go\n  override:\n    by: ines\n    reason: We leave this market in 2028 and need the cash.\nleadership:\n  signer: ines\n',
      'Ines Duarte decided so in writing: "We leave this market in 2028 and need the cash."',
    ],
    ['', 'To go all the same takes a written reason'],
  ])('knows an override in writing: %j', async (more, words) => {
    const against =
      '  customers: 1000\n  contributionBefore: 100\n  contributionAfter: 110\n  retentionBefore: 0.9\n  discountRate: 0.1\n  lossAtAnnouncement: { low: 0.1, likely: 0.2, high: 0.3 }\n';
    const text = flowing((await economics([id], reviewOf(against, more))).stdout);
    expect(text).toContain(words);
    if (more.includes('override')) expect(text).not.toContain('takes a written reason');
    expect((await economics([id], reviewOf(against, 'verdict:\n  decision: revise\n'))).stdout).not.toContain(
      'in writing',
    );
  });

  it('staffs each interval where the review lists them', async () => {
    const cwd = repository(
      example.replace(
        '    rostered: 14\n',
        '    rostered: 14\n    intervals:\n      - { id: morning, name: "Day 1, 9 to 12", minutes: 180, share: 0.2, rostered: 20 }\n      - { id: later, name: Day 2, minutes: 600, share: 0.3, usualContacts: 40, rostered: 30 }\n',
      ),
    );
    const { staffing } = await json([id], cwd);
    expect(staffing.value.likely.understaffed).toEqual(['Day 1, 9 to 12']);
    const text = flowing((await economics([id], cwd)).stdout);
    expect(text).toMatch(/Day 1, 9 to 12 240 \(420\) .* 20, \d+ too few/);
    expect(text).toContain('Day 2');
    expect(text).not.toContain('busiest hour');
  });

  it('refuses flags of a first answer beside a review', async () => {
    const { code, stderr } = await economics([id, '--loss', '6%']);
    expect(code).toBe(2);
    expect(stderr).toContain(`cx-review economics ${id} --set leave=3-6-11%`);
  });
});

describe('economics --set', () => {
  it('has help on every figure', async () => {
    const { stdout } = await runCli(['economics', '--help'], { cwd: scratchFolder() });
    const help = stdout.slice(stdout.indexOf('What --set can change'));
    for (const names of Object.values(settings)) expect(help).toMatch(new RegExp(`\\b${names[0]}\\b`));
    expect(widest(help)).toBeLessThanOrEqual(80);
  });

  const sides = ['--set', 'churn=4-6-12%', '--set', 'grandfather=12m'];

  it('plays side by side with the review and leaves the file alone', async () => {
    const cwd = repository();
    const { code, stdout } = await economics([id, ...sides], cwd);
    expect(code).toBe(0);
    const text = flowing(stdout);
    expect(text).toContain(
      'Leave because of the announcement: 3\u00a0% to 11\u00a0%, most likely 6\u00a0% → 4\u00a0% to 12\u00a0%, most likely 6\u00a0%',
    );
    expect(text).toContain('Months on the old terms: none → 12 months');
    expect(text).toMatch(/Worth after 12 months €1\d\d,000 -€\d+,\d00 -€1\d\d,000/);
    expect(text).toContain('The review was not touched.');
    expect(readFileSync(join(cwd, `cx-reviews/${id}.yaml`), 'utf8')).toBe(example);
    expect(existsSync(join(cwd, `cx-reviews/${id}.md`))).toBe(false);
  });

  it('gives both sides as JSON', async () => {
    const { set, results, whatIf } = await json([id, ...sides]);
    expect(set).toEqual([
      {
        input: 'lossAtAnnouncement',
        from: { low: 0.03, likely: 0.06, high: 0.11 },
        to: { low: 0.04, likely: 0.06, high: 0.12 },
      },
      { input: 'grandfatherMonths', to: 12 },
    ]);
    expect(results).toEqual((await json([id])).results);
    expect(whatIf.results.netValue.value.horizons[0].value).toBeLessThan(
      results.netValue.value.horizons[0].value,
    );
  });

  it.each([
    ['leave=6', { lossAtAnnouncement: 0.06 }],
    ['loss=6%', { lossAtAnnouncement: 0.06 }],
    ['LOSS-AT-ANNOUNCEMENT=3-11%, likely 6', { lossAtAnnouncement: { low: 0.03, likely: 0.06, high: 0.11 } }],
    ['price=+36', { contributionAfter: 168 }],
    ['price=-12', { contributionAfter: 120 }],
    ['gain=200k', { annualGain: 200000, contributionAfter: undefined }],
    ['after=€150', { contributionAfter: 150 }],
    ['grandfather=1y', { grandfatherMonths: 12 }],
    ['goodwill=unknown', { goodwillBudget: undefined }],
    [
      'new-customers-change=-3 to 0 %, likely -1',
      { newCustomersChange: { low: -0.03, likely: -0.01, high: 0 } },
    ],
  ])('understands %s', async (words, expected) => {
    const { whatIf } = await json([id, '--set', words]);
    for (const [key, value] of Object.entries(expected)) expect(whatIf.inputs[key]).toEqual(value);
  });

  it('sets a stated gain aside that the new figures would contradict', async () => {
    const cwd = repository(
      example.replace(/^ {2}contributionAfter: 192\n/m, '  contributionAfter: 192\n  annualGain: 360000\n'),
    );
    expect((await json([id], cwd)).inputs.annualGain).toBe(360000);
    const { whatIf } = await json([id, '--set', 'after=180'], cwd);
    expect(whatIf.results.problems).toEqual([]);
    expect((await economics([id, '--set', 'after=180'], cwd)).stdout).not.toContain('Look at this first');
  });

  it('makes a contribution of a price and what serving costs', async () => {
    const { whatIf } = await json([id, '--set', 'price=280', '--set', 'cost=100-108-120']);
    expect(whatIf.inputs.contributionAfter).toEqual({ low: 160, likely: 172, high: 180 });
  });

  it('sets one group alone', async () => {
    const groups =
      '  discountRate: 0.1\n  retentionBefore: 0.9\n  contributionBefore: 10\n  contributionAfter: 12\n  lossAtAnnouncement: { low: 0.01, likely: 0.02, high: 0.03 }\n  segments:\n    - { segment: loyal, customers: 10 }\n    - { segment: others, customers: 20 }\n';
    const { set } = await json([id, '--set', 'loyal.leave=5%'], reviewOf(groups));
    expect(set).toEqual([{ input: 'segments.loyal.lossAtAnnouncement', to: 0.05 }]);
    const { code, stderr } = await economics([id, '--set', 'loyl.leave=5%'], reviewOf(groups));
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean loyal?');
  });

  it.each([
    ['chrun=6%', 'did you mean churn?'],
    ['grandfahter=12m', 'did you mean grandfather?'],
    ['quux=1', 'these can be set: price, cost, customers'],
    ['leave', '--set leave=…'],
    ['leave=0.06', 'can be read as'],
    ['leave=120%', 'more than 100'],
    ['grandfather=soon', 'whole months'],
    ['after=$150', 'in EUR'],
    ['price=300', 'what serving one customer costs'],
    ['distribution=normal', 'pert or triangular'],
    ['loyal.leave=5%', 'not divided into groups'],
  ])('refuses %s and says %s', async (words, said) => {
    const { code, stdout, stderr } = await economics([id, '--set', words]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });
});

describe('economics --compare', () => {
  it('sets the other ways of the review beside the change', async () => {
    const { code, stdout } = await economics([id, '--compare']);
    expect(code).toBe(0);
    const text = flowing(stdout);
    expect(text).toContain('- Do nothing: Keep 20 EUR.');
    expect(text).toMatch(/The change 360 €\d+,000 €\d+,000 below 0\.3\u00a0% –/);
    expect(text).toMatch(/Do nothing 0 €0 €0 – below 0\.3\u00a0%/);
    expect(text).toMatch(/Spare some customers 144 /);
    expect(text).not.toContain('not reckoned');
  });

  it('names those without figures of their own, and lends them none', async () => {
    const cwd = repository(
      example
        .replace('      lossAtAnnouncement: { low: 0.02, likely: 0.05, high: 0.09 }\n', '')
        .replace(/ {4}annualGain: 360000\n/, '')
        .replace(/ {4}economics:\n {6}contributionAfter: 192\n {6}phaseInMonths: 6\n(?: {6}.*\n)*/, ''),
    );
    const { stdout } = await economics([id, '--compare'], cwd);
    const text = flowing(stdout);
    expect(text).toContain('Bring it in step by step not reckoned');
    expect(text).toContain(
      'It lacks what it brings a year before anybody leaves, and how many leave because of it.',
    );
    expect(text).toContain('Give customers more for it not reckoned');
    expect(text).toContain('It lacks how many leave because of it.');
    const { notReckoned, alternatives } = await json([id, '--compare'], cwd);
    expect(notReckoned).toEqual([
      { id: 'two-steps', lacks: ['gain', 'loss'] },
      { id: 'weekend-support', lacks: ['loss'] },
    ]);
    expect(alternatives.map((one: { id: string }) => one.id)).toEqual(['do-nothing', 'spare-loyal']);
  });

  it('says how to add some where the review has none', async () => {
    const cwd = reviewOf('  customers: 1000\n');
    expect(flowing((await economics([id, '--compare'], cwd)).stdout)).toContain('names no other way to go');
  });
});

describe('the Markdown of a review', () => {
  it('shows three lines with a caption, inputs, results and the seed', async () => {
    const { stdout } = await runCli(['show', id], { cwd: repository() });
    const chart = /```mermaid\n([\s\S]*?)```/.exec(stdout)?.[1] ?? '';
    expect(chart.match(/^ {2}line "/gm)).toHaveLength(3);
    expect(stdout).toContain(
      '*From top to bottom: the good case (one in ten is better), the middle, and the bad case (one in ten is worse).*',
    );
    expect(stdout).toContain('the seed 20270301');
    expect(stdout).toMatch(
      /The gain is gone if \*\*31\.3\s%\*\* of the customers leave because of this, €[\d,]+ of costs at the start aside\./,
    );
    expect(stdout).toContain('For the rush (busiest hour), 24 calls need 6 people at the phones');
    expect(stdout).toContain('| Leave because of it |');
  });

  it('names what a net value leaves out', async () => {
    const cwd = repository(example.replace(/^ {2}lossAfterPerYear: .*\n/m, ''));
    const { stdout } = await runCli(['show', id], { cwd });
    expect(stdout).toContain('Not in it, because not given: customers who leave later on.');
  });
});
