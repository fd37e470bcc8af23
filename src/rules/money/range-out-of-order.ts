import { fieldLabel } from '../../domain/question-index.ts';
import { joinPath, rowKey } from '../../lib/path.ts';
import { grouped } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';

interface Disorder {
  readonly path: string;
  readonly points: readonly number[];
}

function collect(value: unknown, path: string, found: Disorder[]): void {
  if (Array.isArray(value)) {
    for (const row of value) collect(row, joinPath(path, rowKey(row) ?? ''), found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const { low, likely, high } = value as Readonly<Record<string, unknown>>;
  if (typeof low === 'number' && typeof high === 'number') {
    const points = typeof likely === 'number' ? [low, likely, high] : [low, high];
    if (points.some((point, index) => index > 0 && point < (points[index - 1] ?? point))) {
      found.push({ path, points });
    }
    return;
  }
  for (const [key, member] of Object.entries(value)) collect(member, joinPath(path, key), found);
}

export const rangeOutOfOrder = reviewRule({
  name: 'range-out-of-order',
  severity: 'error',
  class: 'evidence',
  summary: 'The figures of a range do not go up from low to high.',
  why: 'Nothing can be reckoned with a range whose most likely figure lies outside of it.',
  bad: `
    economics:
      lossAtAnnouncement: { low: 0.02, likely: 0.12, high: 0.09 }  # ← range-out-of-order
  `,
  good: `
    economics:
      lossAtAnnouncement: { low: 0.02, likely: 0.05, high: 0.09 }
  `,
  sources: [{ text: 'An arithmetic check of cx-review.' }],
  check(review, { content }) {
    const found: Disorder[] = [];
    for (const section of ['customers', 'consequences', 'alternatives', 'economics', 'frontline'] as const) {
      collect(review[section], section, found);
    }
    return found.map(({ path, points }) => ({
      path,
      message: `"${fieldLabel(path, content)}" does not go up from low to high: ${points.map(grouped).join(', ')}.`,
      hint: 'Order the figures: at least, most likely, at most.',
    }));
  },
});
