import { describe, expect, it } from 'vitest';
import { github } from '../../src/formatters/github.ts';
import { hostileFindings, hostileRun, many, print, someFinding } from './support.ts';

/** As the runner reads a line: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs */
function commandOf(line: string) {
  const match = /^\s*::(?<name>[^\s:]+)(?: (?<properties>[^:]*))?::(?<message>.*)$/s.exec(line);
  if (match?.groups === undefined) return undefined;
  const decoded = (text: string) =>
    text
      .replaceAll('%0D', '\r')
      .replaceAll('%0A', '\n')
      .replaceAll('%3A', ':')
      .replaceAll('%2C', ',')
      .replaceAll('%25', '%');
  const properties = (match.groups.properties ?? '')
    .split(',')
    .filter((one) => one !== '')
    .map((one) => one.split('=', 2) as [string, string]);
  return {
    name: match.groups.name ?? '',
    properties: Object.fromEntries(properties.map(([key, value]) => [key, decoded(value)])),
    message: decoded(match.groups.message ?? ''),
  };
}

const commandsOf = (text: string) => text.split('\n').flatMap((line) => commandOf(line) ?? []);

describe('the GitHub report', () => {
  it('annotates the line', () => {
    expect(commandsOf(print(github, [someFinding()]))).toEqual([
      {
        name: 'error',
        properties: {
          file: 'cx-reviews/2026-09-01-pro-plan-price-rise-b4se.yaml',
          line: '3',
          col: '12',
          title: 'powerless-frontline',
        },
        message: '"Agent" may decide up to 20; the cheapest offer costs 36.\nRaise the limit.',
      },
    ]);
  });

  it('names the kinds as GitHub does', () => {
    const kinds = (['error', 'warning', 'info'] as const).map((severity) => someFinding({ severity }));
    expect(commandsOf(print(github, kinds)).map(({ name }) => name)).toEqual(['error', 'warning', 'notice']);
  });

  it('gives as many commands as findings, whatever is in them', () => {
    const found = commandsOf(print(github, hostileFindings, hostileRun));
    expect(found).toHaveLength(hostileFindings.length);
    for (const { properties } of found) expect(properties.title).toBe('powerless-frontline');
    expect(print(github, hostileFindings, hostileRun)).not.toContain('##[');
  });

  it('stops at ten of a kind and says how many more there are', () => {
    const findings = [...many(25), ...many(3).map((one) => ({ ...one, severity: 'warning' as const }))];
    const printed = print(github, findings);
    expect(commandsOf(printed).filter(({ name }) => name === 'error')).toHaveLength(10);
    expect(commandsOf(printed).filter(({ name }) => name === 'warning')).toHaveLength(3);
    expect(printed).toContain('15 more errors: see the summary of this job.');
  });
});
