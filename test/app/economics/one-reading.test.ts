import { expect, it } from 'vitest';
import type { LineSpec, Prompter, Reply } from '../../../src/ports/prompter.ts';
import { runCli, scratchFolder } from '../../support/world.ts';

const id = '2026-11-22-pro-plan-k3f9';
const given = {
  customers: '6000',
  before: '132',
  after: '192',
  retention: '87%',
  loss: '3-6-11%',
  discount: '10%',
} as const;

type Name = keyof typeof given;

const inputs: Readonly<Record<Name, string>> = {
  customers: 'customers',
  before: 'contributionBefore',
  after: 'contributionAfter',
  retention: 'retentionBefore',
  loss: 'lossAtAnnouncement',
  discount: 'discountRate',
};

const flags = (values: Readonly<Partial<Record<Name, string>>>) =>
  Object.entries(values).map(([name, text]) => `--${name}=${text}`);

/** The value that came of it, or the message. */
const outcome = (name: Name, { code, stdout, stderr }: Awaited<ReturnType<typeof runCli>>) =>
  code === 0 ? JSON.parse(stdout).inputs[inputs[name]] : stderr;

const quick = ['--json', '--draws=1000'];

async function asFlag(name: Name, text: string) {
  const argv = ['economics', ...flags({ ...given, [name]: text }), ...quick];
  return outcome(name, await runCli(argv, { cwd: scratchFolder() }));
}

async function asSetting(name: Name, text: string) {
  const cwd = scratchFolder({
    [`cx-reviews/${id}.yaml`]: `schema: cx-review/1
title: A rise
economics:
  customers: 6000
  contributionBefore: 132
  contributionAfter: 192
  retentionBefore: 0.87
  discountRate: 0.1
  lossAtAnnouncement: { low: 0.03, likely: 0.06, high: 0.11 }
`,
  });
  const argv = ['economics', id, `--set=${inputs[name]}=${text}`, ...quick];
  const { code, stdout, stderr } = await runCli(argv, { cwd });
  return code === 0 ? JSON.parse(stdout).whatIf.inputs[inputs[name]] : stderr;
}

async function asAnswer(name: Name, text: string) {
  let refusal: string | undefined;
  const prompter = {
    async line<Value>(spec: LineSpec<Value>): Promise<Reply<Value>> {
      const reading = spec.read(text);
      if (reading.problem === undefined) return { kind: 'answer', value: reading.value, echo: reading.echo };
      refusal = reading.problem;
      const { value, echo } = spec.read(given[name]) as { value: Value; echo: string };
      return { kind: 'answer', value, echo };
    },
    close: () => {},
  } as unknown as Prompter;
  const { [name]: _, ...others } = given;
  const argv = ['economics', ...flags(others), ...quick];
  const result = await runCli(argv, { cwd: scratchFolder(), isTTY: true, prompter });
  return refusal ?? outcome(name, result);
}

it.each<[Name, string, unknown]>([
  ['loss', '6%', 0.06],
  ['loss', '6', 0.06],
  ['loss', '0.5 %', 0.005],
  ['loss', '5-7 %', { low: 0.05, likely: 0.06, high: 0.07 }],
  ['loss', '3 to 11 %, likely 6', { low: 0.03, likely: 0.06, high: 0.11 }],
  ['customers', '6,000', 6000],
  ['customers', '6.000', 6000],
  ['customers', '5k-7k', { low: 5000, likely: 6000, high: 7000 }],
  ['before', '€1 200.50', 1200.5],
  ['before', '-10', -10],
  ['after', '180-192-200', { low: 180, likely: 192, high: 200 }],
  ['discount', '10', 0.1],
])('--%s "%s" is the same as a flag, in --set and as an answer', async (name, text, value) => {
  expect(await asFlag(name, text)).toEqual(value);
  expect(await asSetting(name, text)).toEqual(value);
  expect(await asAnswer(name, text)).toEqual(value);
});

it.each<[Name, string, string]>([
  ['loss', '0.06', '0.06 can be read as 0.06 % or as 6 %'],
  ['loss', '0.03-0.06-0.11', '0.03 can be read as 0.03 % or as 3 %'],
  ['retention', '1', '1 can be read as 1 % or as 100 %'],
  ['loss', '120 %', '120 % is more than 100 %'],
  ['loss', '11-6-3%', 'The figures are not in order'],
  ['customers', '60 %', 'A number is needed here, not a percentage'],
  ['customers', '€60', 'A number is needed here, not an amount of money'],
  ['customers', '60.5', '60.5 is not a whole number'],
  ['customers', '(5)', 'is not understood'],
  ['before', '5 %', 'A number is needed here, not a percentage'],
  ['before', '1.050', '1.050 can be read as 1,050 or as 1.05'],
])('--%s "%s" is refused alike as a flag, in --set and as an answer', async (name, text, why) => {
  for (const read of [asFlag, asSetting, asAnswer]) {
    const said = String(await read(name, text)).replace(/\s+/g, ' ');
    expect(said).toContain(why);
  }
});
