import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { monthsKeys, quantityKeys } from '../../src/economics/inputs.ts';

describe('docs/economics.md', () => {
  const page = readFileSync(new URL('../../docs/economics.md', import.meta.url), 'utf8');

  it.each([...quantityKeys, ...monthsKeys, 'distribution', 'segments'])('explains the input %s', (key) => {
    expect(page).toContain(`\`${key}\``);
  });
});
