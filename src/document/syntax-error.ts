import type { YAMLError } from 'yaml';
import type { Refusal } from './refusal.ts';

type Code = YAMLError['code'];

const unquoted = 'Text that starts with one of [ ] { } , & * ! | > @ % ` or holds `: ` or ` #` needs quotes.';

const refusals: Partial<Record<Code, Refusal>> = {
  BAD_DQ_ESCAPE: {
    what: 'an unknown escape in double quotes',
    why: 'After a backslash only the letters that YAML knows may follow.',
    next: 'Write \\\\ for a backslash, or use single quotes.',
  },
  BAD_INDENT: {
    what: 'a line that is not indented like its neighbours',
    why: 'Indentation says what belongs together.',
    next: 'Indent all keys of a group, and all items of a list, by the same number of spaces.',
  },
  BAD_SCALAR_START: {
    what: 'text that starts with a character that has a meaning in YAML',
    why: 'The reader cannot tell whether it is text.',
    next: unquoted,
  },
  BLOCK_AS_IMPLICIT_KEY: {
    what: 'a key or a list where a value is expected',
    why: 'A value that is a group or a list starts on the next line.',
    next: 'Put it on lines of its own, indented; text with a colon in it needs quotes.',
  },
  BLOCK_IN_FLOW: {
    what: 'indented lines inside brackets',
    why: 'Inside [ ] and { } items are parted by commas.',
    next: 'Write [one, two], or do without brackets.',
  },
  DUPLICATE_KEY: {
    what: 'a key that is there already',
    why: 'Only one of the two would count, and nobody could tell which.',
    next: 'Delete one of them, or merge them.',
  },
  KEY_OVER_1024_CHARS: {
    what: 'a key of more than 1,024 characters',
    why: 'Keys are short words.',
    next: 'Shorten it; text with a colon in it needs quotes.',
  },
  MULTILINE_IMPLICIT_KEY: {
    what: 'a key of several lines',
    why: 'A key and its colon stand on one line.',
    next: 'Write the key on one line; text with a colon in it needs quotes.',
  },
  NON_STRING_KEY: {
    what: 'a key that is not text',
    why: 'Keys are words: a number, true, null, a list or a group cannot be one.',
    next: 'Put the key in quotes if it is meant.',
  },
  TAB_AS_INDENT: {
    what: 'a tab at the start of a line',
    why: 'YAML indents with spaces only.',
    next: 'Replace the tab by spaces.',
  },
};

function missing(message: string): Refusal {
  const what = /closing|must end with/i.test(message)
    ? 'an opening quote or bracket that is never closed'
    : /Implicit map keys/.test(message)
      ? 'a line that is neither `key: value` nor a part of the line above'
      : 'something missing here';
  return {
    what,
    why: `The reader says: ${message}.`,
    next: 'Add what is missing: a quote, a bracket, a comma, or a colon and a space.',
  };
}

/** What is wrong, in plain words, for an error of the parser. */
export function buildRefusal({ code, message }: YAMLError): Refusal {
  if (code === 'MISSING_CHAR') return missing(message);
  return (
    refusals[code] ?? {
      what: 'something that is not YAML',
      why: `The reader says: ${message.split('\n')[0]}.`,
      next: unquoted,
    }
  );
}
