import { type Review, sectionsWithoutAnswers } from '../../domain/review.ts';
import { joinPath, rowKey } from '../../lib/path.ts';

/** A piece of text in a review and where it stands. */
export interface TextAt {
  readonly path: string;
  readonly text: string;
}

function collect(value: unknown, path: string, found: TextAt[]): void {
  if (typeof value === 'string') {
    found.push({ path, text: value });
  } else if (Array.isArray(value)) {
    for (const row of value) {
      const key = rowKey(row);
      collect(row, key === undefined ? path : joinPath(path, key), found);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      if (key !== 'id' && key !== 'segment') collect(member, joinPath(path, key), found);
    }
  }
}

/** Every text that the author wrote into the decision, choices and dates included, ids of rows left out. */
export function listTexts(review: Review): TextAt[] {
  const found: TextAt[] = [];
  for (const [section, value] of Object.entries(review)) {
    if (!sectionsWithoutAnswers.has(section as keyof Review)) collect(value, section, found);
  }
  return found;
}
