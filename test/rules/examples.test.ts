import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Config } from '../../src/domain/config.ts';
import type { Review } from '../../src/domain/review.ts';
import { runRules, type Subject } from '../../src/rules/engine/run.ts';
import { pagesOf, settings } from './support.ts';

const folder = fileURLToPath(new URL('../../templates/examples/', import.meta.url));
const read = (file: string): unknown => parse(readFileSync(`${folder}${file}`, 'utf8'));
const files = readdirSync(folder).filter((file) => file.endsWith('.yaml') && file !== 'config.yaml');
const config = read('config.yaml') as Config;
const subjects = files.map((file): Subject => {
  // An answers file has no id; the one that a review gets begins with the day.
  const answers = read(file) as Review;
  const id = `${answers.verdict?.date ?? '2026-11-22'}-${file.replace('.yaml', '')}-ex4m`;
  return { file, review: { ...answers, id } };
});

const result = runRules(subjects, { ...settings, config, pages: (review) => pagesOf(review, config) });

describe.each(files)('the example %s', (file) => {
  it('is reviewed in full', () => {
    expect(subjects.find((one) => one.file === file)?.review?.depth).toBe('full');
  });

  it('raises nothing', () => {
    const own = result.findings.filter((finding) => finding.file === file);
    expect(own.map(({ rule, path, message }) => `${rule} ${path}: ${message}`)).toEqual([]);
  });

  it('asks for no exception', () => {
    expect(subjects.find((one) => one.file === file)?.review?.exceptions ?? []).toEqual([]);
  });
});
