import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shellWord } from '../../src/lib/command.ts';

describe('a word of a command to paste', () => {
  it.each([
    ['policies/plans.yaml', 'policies/plans.yaml'],
    ['two words', '"two words"'],
    ['two $words', "'two $words'"],
    ["it's", "'it'\\''s'"],
    ['--role', '--role'],
    ['caf\udce9', "$'caf\\xe9'"],
    ['a\u202eb', "$'a\\xe2\\x80\\xaeb'"],
    ['', "''"],
    ['a\ncx-review approve x', "$'a\\x0acx-review approve x'"],
  ])('%j is written %s', (word, written) => expect(shellWord(word)).toBe(written));

  it.each(['a b', "it's", '$(x)', 'a\nb', "q'\n\\", 'tab\t', 'ü\u2028x', '!x', '*'])(
    'bash reads %j back as it was, from one line',
    (word) => {
      const written = shellWord(word);
      expect(written).not.toMatch(/[\n\r\u2028]/);
      expect(execFileSync('bash', ['-c', `printf %s ${written}`]).toString()).toBe(word);
    },
  );
});
