import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildShape } from '../../src/document/shape.ts';
import { writeYaml } from '../../src/document/write.ts';
import reviewSchema from '../../templates/schemas/review.schema.json' with { type: 'json' };

const templates = join(import.meta.dirname, '../../templates/examples');
const names = ['price-rise', 'returns-cut', 'support-cut', 'free-tier-withdrawal'];
/** Stands where one review differs from the next. */
const mark = 'qqqq';

/** Long texts differ from review to review, so that none is a copy of another. */
function vary(value: unknown): unknown {
  if (typeof value === 'string') return value.length > 40 ? `Case ${mark}: ${value}` : value;
  if (Array.isArray(value)) return value.map(vary);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, vary(member)]));
}

function buildTemplate(name: string, at: number): string {
  const example = parse(readFileSync(join(templates, `${name}.yaml`), 'utf8')) as Record<string, unknown>;
  const varied = vary(example) as Record<string, unknown>;
  const customers = varied.customers as { readonly segments: readonly { readonly name: string }[] };
  const review = {
    ...varied,
    customers: {
      ...customers,
      segments: customers.segments.map((one) => ({ ...one, name: `${one.name} ${mark}` })),
    },
    id: idOf(at, mark),
    title: `${String(example.title)}, ${mark}`,
  };
  const text = writeYaml(review, ['Made for a test.'], buildShape(reviewSchema));
  // Each company in the archive has customers of its own, or all of these changes would pile up on the same ones.
  const { segments } = example.customers as { readonly segments: readonly { readonly id: string }[] };
  return segments.reduce(
    (before, { id }) => before.replaceAll(new RegExp(`(?<=[ \\[])${id}(?=[,\\]\\n:])`, 'g'), `${id}-${mark}`),
    text,
  );
}

const idOf = (at: number, code: string) => `20${26 - (at % 4)}-11-22-${names[at % names.length]}-${code}`;

/** One review of each example. */
export const buildReviews = (): string[] => names.map(buildTemplate);

/**
 * Writes an archive of reviews at full depth, of about 30 KB each: the four examples in turn, each with an id and
 * texts of its own. The same number gives the same files.
 * @param root the repository, which gets a config besides
 */
export function writeArchive(root: string, reviews: number): void {
  const folder = join(root, 'cx-reviews');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.yaml'), readFileSync(join(templates, 'config.yaml')));
  const texts = buildReviews();
  for (let at = 0; at < reviews; at += 1) {
    const code = at.toString(36).padStart(4, '0');
    const text = texts[at % texts.length]?.replaceAll(mark, code) ?? '';
    writeFileSync(join(folder, `${idOf(at, code)}.yaml`), text);
  }
}
