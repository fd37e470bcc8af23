import fc from 'fast-check';
import { format } from 'prettier';
import { describe, expect, it } from 'vitest';
import { schemaText } from '../../src/app/workspace/schema-text.ts';
import { layoutJson } from '../../src/lib/json-layout.ts';
import { runsAtEffort } from '../support/effort.ts';

const asFormatted = (text: string) => format(text, { parser: 'json' });

describe('layoutJson', () => {
  it('puts lists of plain values in one line up to 80 columns, and each entry of an object in its own', () => {
    const long = ['a'.repeat(30), 'b'.repeat(30)];
    expect(
      layoutJson({ one: [1, 'two', null], none: [], no: {}, 12345: long, 123456: long, rows: [{ a: [] }] }),
    ).toBe(`{
  "12345": ["${long[0]}", "${long[1]}"],
  "123456": [
    "${long[0]}",
    "${long[1]}"
  ],
  "one": [1, "two", null],
  "none": [],
  "no": {},
  "rows": [
    {
      "a": []
    }
  ]
}
`);
  });

  it.each(['review', 'config', 'waiver', 'approval'])(
    'leaves nothing to format in the schema of a %s',
    async (name) => {
      const text = await schemaText(name);
      expect(text).toBe(await asFormatted(text));
    },
  );

  it('is what a formatter makes of it, whatever the data', async () => {
    const word = fc.string({ maxLength: 30 });
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        word,
        fc.boolean(),
        fc.constant(null),
        fc.array(word, { maxLength: 6 }),
        fc.array(tie('object'), { maxLength: 3 }),
        tie('object'),
      ),
      object: fc.dictionary(word, tie('value'), { maxKeys: 4 }),
    }));
    await fc.assert(
      fc.asyncProperty(value, async (data) => {
        const text = layoutJson(data);
        expect(JSON.parse(text)).toEqual(data);
        expect(text).toBe(await asFormatted(text));
      }),
      { numRuns: runsAtEffort(100) },
    );
  });
});
