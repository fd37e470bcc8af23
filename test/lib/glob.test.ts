import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/lib/failure.ts';
import { compileGlob, firstMatch, foldPath, globProblem, longestGlob } from '../../src/lib/glob.ts';
import { runsAtEffort } from '../support/effort.ts';

const matches = (pattern: string, path: string): boolean => compileGlob(pattern).matches(path);

describe('compileGlob', () => {
  it.each([
    ['pricing.yaml', 'pricing.yaml'],
    ['*.yaml', 'pricing.yaml'],
    ['*.yaml', '.yaml'],
    ['*', '.hidden'],
    ['**/*.yaml', 'pricing.yaml'],
    ['**/*.yaml', 'a/b/.c/pricing.yaml'],
    ['policies/**', 'policies/a/b'],
    ['policies/**', 'policies/.hidden'],
    ['policies/**', 'policies'],
    ['policies/**/fees.csv', 'policies/fees.csv'],
    ['policies/**/fees.csv', 'policies/eu/de/fees.csv'],
    ['policies/**/**/fees.csv', 'policies/fees.csv'],
    ['**', 'anything/at/all'],
    ['**/a/**/b', 'x/a/y/a/z/b'],
    ['fee?.csv', 'fees.csv'],
    ['fee?.csv', 'fee💶.csv'],
    ['*.csv', 'two\nlines.csv'],
    ['a?b', 'a\nb'],
    ['**/fees.csv', 'two\nlines/fees.csv'],
    ['(eu)|$^+.csv', '(eu)|$^+.csv'],
    ['a}b]c!', 'a}b]c!'],
    ['-rf/*', '-rf/fees'],
  ])('%j means %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  it.each([
    ['*.yaml', 'a/pricing.yaml'],
    ['policies/*', 'policies/a/b'],
    ['policies/*', 'policies'],
    ['policies/**', 'policiesx/a'],
    ['policies/**', 'policie'],
    ['policies/**/fees.csv', 'policies'],
    ['**/fees.csv', 'myfees.csv'],
    ['a?b', 'a/b'],
    ['a?b', 'ab'],
    ['a.c', 'abc'],
    ['fees.csv', 'fees.csv\n'],
    ['*.csv', 'fees.csv\n'],
  ])('%j does not mean %j', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  it.each([
    ['Pricing/*.YAML', 'pRICING/plans.yaml'],
    ['straße.csv', 'STRASSE.CSV'],
    ['straße.csv', 'STRAẞE.csv'],
    ['*Σ.csv', 'ΟΔΟΣ.csv'],
    ['*Σ', 'ΟΔΟΣ'],
    ['οδος.csv', 'ΟΔΟΣ.csv'],
    ['caf\u00e9/*', 'cafe\u0301/fees'],
    ['CAFE\u0301/*', 'caf\u00e9/fees'],
    ['caf?/*', 'cafe\u0301/fees'],
    ['\uac00.csv', '\u1100\u1161.csv'],
  ])('%j means %j, which differs only in case or composition', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  it('meets a path that is not UTF-8, one character a byte', () => {
    expect(matches('caf?/*', 'caf\udce9/fees')).toBe(true);
    expect(matches('caf/*', 'caf\udce9/fees')).toBe(false);
  });

  it.each([
    ['policies/**', 'policies', true],
    ['policies/*.yaml', 'policies', true],
    ['policies/*.yaml', 'Policies', true],
    ['policies/*.yaml', 'policies/eu', false],
    ['**/fees.csv', 'vendor', true],
    ['policies/eu/fees.csv', 'policies', true],
    ['policies/eu/fees.csv', 'policies/us', false],
    ['*.yaml', 'policies', false],
  ])('%j could mean something below %j: %s', (pattern, folder, expected) => {
    expect(compileGlob(pattern).reaches(folder)).toBe(expected);
  });

  it('agrees with a naive matcher on every path', () => {
    const pattern = fc
      .array(
        fc.oneof(
          { weight: 1, arbitrary: fc.constant('**') },
          { weight: 3, arbitrary: fc.stringMatching(/^[ab*?.]{1,4}$/).filter(isPlainSegment) },
        ),
        { minLength: 1, maxLength: 5 },
      )
      .map((segments) => segments.join('/'));
    const path = fc
      .array(fc.stringMatching(/^[ab.\n]{1,4}$/), { minLength: 1, maxLength: 5 })
      .map((segments) => segments.join('/'));
    const runs = runsAtEffort(500);
    let met = 0;
    fc.assert(
      fc.property(pattern, path, (glob, candidate) => {
        const expected = naive(glob.split('/'), candidate.split('/'));
        if (expected) met += 1;
        expect(matches(glob, candidate)).toBe(expected);
      }),
      { numRuns: runs },
    );
    // About one pattern in eleven meets its path; a matcher that meets none would agree by saying no.
    expect(met).toBeGreaterThan(runs / 25);
  });

  it('reaches exactly the folders below which it can mean something', () => {
    const segment = fc.constantFrom('a', 'b', '*', '?', '**', 'ab');
    const glob = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
    const folder = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 3 });
    const tails = ['a', 'b', 'ab'].flatMap((one) => [
      [one],
      ...['a', 'b', 'ab'].flatMap((two) => [
        [one, two],
        ...['a', 'b', 'ab'].map((three) => [one, two, three]),
      ]),
    ]);
    fc.assert(
      fc.property(glob, folder, (pattern, at) => {
        const some = tails.some((tail) => naive(pattern.split('/'), [...at, ...tail]));
        expect(compileGlob(pattern).reaches(at.join('/'))).toBe(some);
      }),
      { numRuns: runsAtEffort(100) },
    );
  });

  it('follows at most pattern × path positions on patterns made to explode', () => {
    // An exponential or cubic matcher never comes back from these; the test would time out.
    const path = `${'a/'.repeat(2000)}${'a'.repeat(96)}`;
    for (const pattern of [
      '**/'.repeat(120),
      '**/a/'.repeat(80),
      '*a'.repeat(200),
      '*a*/'.repeat(100),
      '?*'.repeat(200),
    ]) {
      expect(matches(`${pattern}b`, path)).toBe(false);
      expect(matches(`${pattern}b`, 'a'.repeat(4096))).toBe(false);
    }
  });
});

describe('foldPath', () => {
  const text = fc.string({ unit: 'binary', maxLength: 12 });

  it('is the same for what differs only in composition, and for its own result', () => {
    fc.assert(
      fc.property(text, (path) => {
        const folded = foldPath(path);
        expect(foldPath(path.normalize('NFC'))).toBe(folded);
        expect(foldPath(path.normalize('NFD'))).toBe(folded);
        expect(foldPath(folded)).toBe(folded);
      }),
      { numRuns: runsAtEffort(250) },
    );
  });

  it('keeps slashes where they are', () => {
    fc.assert(
      fc.property(text, (path) => {
        expect(foldPath(path).split('/').length).toBe(path.split('/').length);
      }),
      { numRuns: runsAtEffort(100) },
    );
  });
});

describe('globProblem', () => {
  it.each([
    ['', 'empty', '**/*'],
    ['/pricing.yaml', 'starts with /', 'pricing.yaml'],
    ['policies/', 'ends in /', 'policies/**'],
    ['../x', 'folder called ..', 'top of the repository'],
    ['./x', 'folder called .', 'top of the repository'],
    ['a/../b', 'folder called ..', 'top of the repository'],
    ['a//b', '//', 'single /'],
    ['a\\b', 'backslash', '/'],
    ['*.{yaml,yml}', '{a,b}', 'a glob for each'],
    ['[abc].csv', '[a-z]', '?'],
    ['!secret.csv', 'cannot exclude', 'list the files'],
    ['policies**', 'whole folders', '**/policies*'],
    ['a/**.yaml', 'whole folders', '**/*.yaml'],
    ['a/***/b', 'whole folders', 'single *'],
    ['a\0b', 'NUL', 'remove'],
    ['a'.repeat(longestGlob + 1), 'longer than', 'shorter'],
  ])('%j: says what is wrong and what to write', (pattern, what, next) => {
    const problem = globProblem(pattern);
    expect(problem?.what).toContain(what);
    expect(problem?.next).toContain(next);
    expect(() => compileGlob(pattern)).toThrow(Failure);
  });

  it('accepts what is understood', () => {
    for (const pattern of ['**', '*', '?', 'a/**/b', '.github/**', 'a b/c.yaml', 'a'.repeat(longestGlob)]) {
      expect(globProblem(pattern)).toBeUndefined();
    }
  });
});

it('names the first glob that means a path', () => {
  const globs = ['*.csv', 'policies/**', '**'].map(compileGlob);
  expect(firstMatch(globs, 'policies/fees.csv')?.pattern).toBe('policies/**');
  expect(firstMatch(globs.slice(0, 1), 'policies/fees.csv')).toBeUndefined();
});

function isPlainSegment(segment: string): boolean {
  return !segment.includes('**') && segment !== '.' && segment !== '..';
}

/** The definition, word by word, with no thought for cost. */
function naive(pattern: readonly string[], path: readonly string[]): boolean {
  const [first, ...rest] = pattern;
  if (first === undefined) return path.length === 0;
  if (first === '**') {
    if (rest.every((segment) => segment === '**')) return true;
    return path.some((_, at) => naive(rest, path.slice(at))) || naive(rest, []);
  }
  const [head, ...tail] = path;
  return head !== undefined && naiveSegment(first, head) && naive(rest, tail);
}

function naiveSegment(pattern: string, text: string): boolean {
  const first = pattern[0];
  if (first === undefined) return text === '';
  if (first === '*') {
    return naiveSegment(pattern.slice(1), text) || (text !== '' && naiveSegment(pattern, text.slice(1)));
  }
  return text !== '' && (first === '?' || first === text[0]) && naiveSegment(pattern.slice(1), text.slice(1));
}

it.each(['policies/@(a).yaml', 'a/+(b|c)', '*(x).yaml', '?(a)b'])('refuses the extended glob %s', (glob) => {
  expect(globProblem(glob)?.what).toContain('parentheses');
});

it('takes a name with parentheses', () => expect(globProblem('prices (old).yaml')).toBeUndefined());
