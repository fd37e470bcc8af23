import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, scratchFolder } from '../support/world.ts';

const example = readFileSync(join(import.meta.dirname, '../../templates/examples/price-rise.yaml'), 'utf8');
const config = readFileSync(join(import.meta.dirname, '../../templates/examples/config.yaml'), 'utf8');
const id = '2026-11-22-pro-plan-k3f9';

function repository(reviews: Record<string, string> = { [id]: example }): string {
  const files = Object.entries(reviews).map(([name, text]) => [`cx-reviews/${name}.yaml`, text]);
  return scratchFolder({ 'cx-reviews/config.yaml': config, ...Object.fromEntries(files) });
}

describe('list', () => {
  it('says what each review is and how much of it is open', async () => {
    const { code, stdout } = await runCli(['list'], { cwd: repository() });
    expect(code).toBe(0);
    expect(stdout).toContain('Pro plan from 20 to 25 EUR a month');
    expect(stdout).toContain(id);
    expect(stdout).toContain('nothing open');
  });

  it('prints the same as JSON, and marks what is no review', async () => {
    const cwd = repository({
      [id]: example,
      '2026-11-23-odd': 'schema: cx-review/1\ntitel: Odd\n',
      '2026-11-24-broken': 'broken: [',
    });
    const { code, stdout } = await runCli(['list', '--json'], { cwd });
    expect(code).toBe(1);
    const { version, reviews } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(reviews).toMatchObject([
      { id, depth: 'full', open: 0, valid: true },
      { id: '2026-11-23-odd', valid: false },
      { id: '2026-11-24-broken', valid: false },
    ]);
  });

  it('says how to begin where there is nothing, on standard error', async () => {
    const { code, stdout, stderr } = await runCli(['list'], { cwd: scratchFolder() });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain('Start one with: cx-review');
  });

  it('keeps a title from steering the terminal', async () => {
    const cwd = repository({ [id]: 'schema: cx-review/1\ntitle: "a\\x1b[2J\\u202eb"\n' });
    const { stdout } = await runCli(['list'], { cwd });
    expect(stdout).not.toContain('\u001b');
    expect(stdout).not.toContain('\u202e');
  });
});

describe('show', () => {
  it.each([id, 'pro-plan', `cx-reviews/${id}.yaml`])('finds a review by %s', async (words) => {
    const { code, stdout } = await runCli(['show', words], { cwd: repository() });
    expect(code).toBe(0);
    expect(stdout).toContain('Pro plan from 20 to 25 EUR a month');
  });

  it('prints the data as JSON', async () => {
    const { stdout } = await runCli(['show', id, '--json'], { cwd: repository() });
    const { deciding, ...rest } = JSON.parse(stdout);
    expect(rest).toMatchObject({ version: 1, review: { situation: 'price-rise' } });
    expect(deciding).toHaveLength(3);
    const { stdout: page } = await runCli(['show', id], { cwd: repository() });
    expect(page).toContain(`**What decides this**\n\n- ${deciding[0]}\n- ${deciding[1]}\n- ${deciding[2]}\n`);
  });

  it('asks for more where several match, and suggests where none does', async () => {
    const cwd = repository({ [id]: example, '2026-11-23-pro-plan-zzzz': example });
    const several = await runCli(['show', 'pro-plan'], { cwd });
    expect(several.code).toBe(2);
    expect(several.stderr).toContain(`${id}, 2026-11-23-pro-plan-zzzz`);
    const none = await runCli(['show', '2026-11-22-pro-plan-k3f8'], { cwd });
    expect(none.code).toBe(2);
    expect(none.stderr).toContain(`did you mean ${id}?`);
  });

  it('takes a whole id for what it is, and suggests no other review that is called alike', async () => {
    const cwd = repository();
    const { code, stderr } = await runCli(['show', '2026-11-22-pro-plan-nwpp'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('There is no review 2026-11-22-pro-plan-nwpp here.');
    expect(stderr).toContain('a branch that you have not switched to');
    expect(stderr).not.toContain('did you mean');
  });

  it('names the place where a file is no review', async () => {
    const cwd = repository({ [id]: 'schema: cx-review/1\nchange:\n  dates:\n    told: 2027-02-30\n' });
    const { code, stderr } = await runCli(['show', id], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`cx-reviews/${id}.yaml:4:11`));
  });
});

describe('plan', () => {
  it.each([
    ['agent', 'Say first'],
    ['leader', 'Does the gain last?'],
    ['customer', '25 EUR'],
  ])('prints the page for the %s', async (reader, words) => {
    const { code, stdout } = await runCli(['plan', id, '--for', reader], { cwd: repository() });
    expect(code).toBe(0);
    expect(stdout.toLowerCase()).toContain(words.toLowerCase());
  });

  it('gives the leader what the checks say and how forecasts came out, whatever else lies there', async () => {
    const looked = `followUps:
  - id: a
    date: 2027-04-02
    outcomes: [{ id: a, forecast: ${/\nforecasts:\n +- id: (\S+)/.exec(example)?.[1]}, happened: true }]
`;
    const cwd = repository({
      [id]: example.replace('deceived: some', 'deceived: "yes"'),
      '2026-01-10-earlier-aaaa': example + looked,
      '2026-01-11-broken-aaaa': 'broken: [',
    });
    const { code, stdout } = await runCli(['plan', id, '--for', 'leader'], { cwd });
    expect(code).toBe(0);
    const said = 'The verdict is go, and customers would feel deceived if they saw all of this.';
    expect(stdout).toContain(`**What decides this**\n\n- ${said} Nobody has answered this.\n`);
    expect(stdout).toContain(`- **Must be put right:** ${said}`);
    expect(stdout).toContain('Our last 1 scored forecast: ');
    expect((await runCli(['plan', 'earlier', '--for', 'leader'], { cwd })).stdout).toContain(
      'The checks find nothing to correct.',
    );
  });

  it('fills an organisation’s own page instead of the shipped one, in every command', async () => {
    const cwd = repository();
    const pages = join(cwd, 'cx-reviews/content/pages');
    mkdirSync(join(pages, 'parts'), { recursive: true });
    writeFileSync(join(pages, 'leader-page.md.mustache'), '# Ours: {{title}}\n{{> parts/none}}\n');
    writeFileSync(join(pages, 'parts/none.mustache'), 'our own nothing\n');
    writeFileSync(join(pages, 'review.md.mustache'), '# For us: {{title}}\n');
    const { stdout } = await runCli(['plan', id, '--for', 'leader'], { cwd });
    expect(stdout).toBe('# Ours: Pro plan from 20 to 25 EUR a month\nour own nothing\n');
    await runCli(['render'], { cwd });
    const page = readFileSync(join(cwd, `cx-reviews/${id}.md`), 'utf8');
    expect(page).toBe('# For us: Pro plan from 20 to 25 EUR a month\n');
    expect((await runCli(['check'], { cwd })).stdout).not.toContain('stale-markdown');
    writeFileSync(join(pages, 'leader-pge.md.mustache'), 'x');
    const refused = await runCli(['plan', id, '--for', 'leader'], { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('Did you mean leader-page.md?');
  });

  it('writes a page to a file, and never over one unasked', async () => {
    const cwd = repository();
    const first = await runCli(['plan', id, '--html', '--out', 'card.html'], { cwd });
    expect({ code: first.code, stdout: first.stdout }).toEqual({ code: 0, stdout: '' });
    expect(readFileSync(join(cwd, 'card.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    writeFileSync(join(cwd, 'card.html'), 'mine');
    const second = await runCli(['plan', id, '--html', '--out', 'card.html'], { cwd });
    expect(second.code).toBe(2);
    expect(readFileSync(join(cwd, 'card.html'), 'utf8')).toBe('mine');
    await runCli(['plan', id, '--html', '--out', 'card.html', '--force'], { cwd });
    expect(readFileSync(join(cwd, 'card.html'), 'utf8')).not.toBe('mine');
  });
});

describe('render', () => {
  it('writes the Markdown beside each review, the same every time', async () => {
    const cwd = repository();
    const { code, stdout } = await runCli(['render'], { cwd });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `cx-reviews/${id}.md\n` });
    const first = readFileSync(join(cwd, `cx-reviews/${id}.md`), 'utf8');
    await runCli(['render', id], { cwd });
    expect(readFileSync(join(cwd, `cx-reviews/${id}.md`), 'utf8')).toBe(first);
  });
});

describe('questions', () => {
  it('prints the bank with the paths that answers go to', async () => {
    const { stdout } = await runCli(['questions', '--situation', 'price-rise', '--json'], {
      cwd: scratchFolder(),
    });
    const { version, situations, sections } = JSON.parse(stdout);
    expect(version).toBe(1);
    expect(situations).toHaveLength(15);
    const ids = sections.flatMap(({ questions }: { questions: { id: string }[] }) =>
      questions.map((question) => question.id),
    );
    expect(ids).toContain('C1');
    expect(ids).toContain('price-rise-last-rise');
  });

  it('suggests a situation that was probably meant', async () => {
    const { code, stderr } = await runCli(['questions', '--situation', 'price-ries'], {
      cwd: scratchFolder(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean price-rise?');
  });
});

describe('schema', () => {
  it('prints JSON Schema', async () => {
    const { stdout } = await runCli(['schema'], { cwd: scratchFolder() });
    expect(JSON.parse(stdout)).toMatchObject({
      title: 'Review',
      $schema: 'https://json-schema.org/draft/2020-12/schema',
    });
  });

  it('knows two formats', async () => {
    const { code, stderr } = await runCli(['schema', 'waver'], { cwd: scratchFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain('review');
  });
});

it('says what is odd about a config, and where', async () => {
  const cwd = scratchFolder({ 'cx-reviews/config.yaml': 'schema: cx-review-config/1\ncurrency: euro\n' });
  const { code, stderr } = await runCli(['render'], { cwd });
  // Nothing to render: the config is not even read.
  expect(code).toBe(0);
  writeFileSync(join(cwd, `cx-reviews/${id}.yaml`), example);
  const again = await runCli(['render'], { cwd });
  expect(again.code).toBe(2);
  expect(again.stderr).toContain('cx-reviews/config.yaml:2:');
  expect(stderr).not.toContain('config.yaml:');
  expect(existsSync(join(cwd, `cx-reviews/${id}.md`))).toBe(false);
});
