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
    ['leave=3-6-11%', 'leave=3-6-11%'],
    ['=ls', '"=ls"'],
    ['maya=Maya Å. <maya@example.com>', '"maya=Maya Å. <maya@example.com>"'],
    ['+refs/heads/a:refs/b', '"+refs/heads/a:refs/b"'],
    // What a runner obeys is parted wherever it is printed; the word would be another one then.
    ['::error::x', "$':\\x3aerror:\\x3ax'"],
    ['a##[group]', "$'a#\\x23[group]'"],
    ['a\ncx-review approve x', "$'a\\x0acx-review approve x'"],
  ])('%j is written %s', (word, written) => expect(shellWord(word)).toBe(written));

  it.each(['a b', "it's", '$(x)', 'a\nb', "q'\n\\", 'tab\t', 'ü\u2028x', '!x', '*', '::x:::', '##[x', '<x>'])(
    'bash reads %j back as it was, from one line',
    (word) => {
      const written = shellWord(word);
      expect(written).not.toMatch(/[\n\r\u2028]/);
      expect(execFileSync('bash', ['-c', `printf %s ${written}`]).toString()).toBe(word);
    },
  );
});
