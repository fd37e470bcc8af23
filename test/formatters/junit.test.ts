import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/formatters/junit.ts';
import { runsAtEffort } from '../support/effort.ts';
import { hostileFindings, hostileRun, print, someFinding, someRun, unseen } from './support.ts';

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Reads XML 1.0 strictly; anything that is not well-formed throws. */
function elementsOf(xml: string): Element[] {
  const elements: Element[] = [];
  const open: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) =>
    open.push({ name: tag.name, attributes: tag.attributes as Record<string, string>, text: '' }),
  );
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on('closetag', () => {
    const done = open.pop();
    if (done !== undefined) elements.push(done);
  });
  parser.write(xml).close();
  return elements;
}

const named = (xml: string, name: string) => elementsOf(xml).filter((element) => element.name === name);

describe('the JUnit report', () => {
  it('is well-formed XML 1.0 whatever is in the answers', () => {
    const xml = print(junit, hostileFindings, hostileRun);
    expect(named(xml, 'testcase').length).toBe(hostileFindings.length);
    expect(xml.replaceAll('\n', '')).not.toMatch(unseen);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const one = someFinding({ message: text, hint: text, path: text, file: text, rule: text });
        expect(named(print(junit, [one]), 'testcase')).toHaveLength(2);
      }),
      { numRuns: runsAtEffort(80) },
    );
  });

  it('counts what it holds', () => {
    const xml = print(junit, [someFinding(), someFinding({ severity: 'warning' })]);
    const [suites] = named(xml, 'testsuites');
    expect(suites?.attributes).toMatchObject({ tests: '3', failures: '1' });
    expect(named(xml, 'failure')).toHaveLength(1);
    expect(named(xml, 'system-out')).toHaveLength(1);
    expect(named(xml, 'testsuite')[0]?.attributes).toMatchObject({ tests: '2', failures: '1' });
  });

  it('fails what makes the check fail, and only that', () => {
    const findings = [someFinding({ severity: 'warning' })];
    expect(named(print(junit, findings, someRun({ failOn: 'warning' })), 'failure')).toHaveLength(1);
    expect(named(print(junit, findings, someRun({ failOn: 'never' })), 'failure')).toHaveLength(0);
  });

  it('passes where nothing was found', () => {
    const xml = print(junit, []);
    expect(named(xml, 'testcase')).toHaveLength(1);
    expect(named(xml, 'failure')).toHaveLength(0);
  });

  it('says in the failure what to do and where', () => {
    const [failure] = named(print(junit, [someFinding()]), 'failure');
    expect(failure?.text).toContain('Raise the limit.');
    expect(failure?.text).toContain('b4se.yaml:3:12');
  });
});
