import type { Content } from '../../src/domain/content.ts';
import type { Review } from '../../src/domain/review.ts';
import generated from '../../src/generated/content.json' with { type: 'json' };
import type { RenderDeps } from '../../src/render/deps.ts';

const raw = generated as unknown as {
  readonly questions: Content['sections'];
  readonly situations: Content['situations'];
};

/** The shipped content, as it is on disk. */
export const content: Content = {
  sections: raw.questions,
  situations: raw.situations,
  duties: [],
  cases: [],
  phrases: [],
};

export const deps: RenderDeps = {
  content,
  people: { noor: { name: 'Noor Haddad' }, imani: { name: 'Imani Okafor' } },
  locale: 'en-GB',
};

export const markdownDeps = {
  ...deps,
  digest: `sha256:${'0'.repeat(64)}`,
  file: '2026-11-02-harbour-k3f9.yaml',
};

/** The situations that leaders choose from. */
export const offered = content.situations.filter(({ builtIn }) => builtIn !== true);

/** A review out of the strong answers of the bank, which tell one story. */
export function strongReview(): Review {
  const review = { schema: 'cx-review/1', situation: 'price-rise', depth: 'full' } as Record<string, unknown>;
  const segments = ['loyal', 'small-teams'];
  const set = (path: string, value: unknown) => {
    const names = path.split('.');
    let node: unknown = review;
    names.forEach((name, at) => {
      const isLast = at === names.length - 1;
      if (Array.isArray(node)) {
        const key = node.some((row) => 'id' in row) ? 'id' : 'segment';
        let row = node.find((one) => one[key] === name);
        if (row === undefined) {
          row = { [key]: name };
          node.push(row);
        }
        node = row;
      } else {
        const map = node as Record<string, unknown>;
        if (isLast) map[name] = structuredClone(value);
        else {
          map[name] ??= ['consequences', 'notices', 'acknowledgements'].includes(name) ? [] : {};
          node = map[name];
        }
      }
    });
  };
  for (const { questions } of content.sections) {
    for (const question of questions) {
      for (const [path, value] of Object.entries(question.strong.values)) {
        const rows =
          question.each === 'frontline.offers'
            ? ((review.frontline as { offers?: { id: string }[] }).offers ?? []).map(({ id }) => id)
            : segments;
        for (const row of path.includes('*') ? rows : ['']) set(path.replaceAll('*', row), value);
      }
    }
  }
  return review as unknown as Review;
}
