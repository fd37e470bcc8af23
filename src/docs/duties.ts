import configSchema from '../../templates/schemas/config.schema.json' with { type: 'json' };
import type { Content, Duty } from '../domain/content.ts';
import { noticeInWords } from '../domain/duties.ts';
import { listed } from '../lib/words.ts';

/** Those that a config can name. */
const sectors = configSchema.properties.sector.enum.filter((sector) => sector !== 'any');

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]) => [row(cells), row(cells.map(() => '---'))];

/** As the variants have them: `2 calendar months; 90 calendar days in GB`. */
function noticesOf({ notice, variants = [] }: Duty): string {
  const others = variants.flatMap(({ notice: other, jurisdictions = [], situations = [] }) =>
    other === undefined ? [] : [`${noticeInWords(other)} (${[...jurisdictions, ...situations].join(', ')})`],
  );
  return [...(notice === undefined ? [] : [noticeInWords(notice)]), ...others].join('; ');
}

function complaintsOf({ complaintDays, variants = [] }: Duty): string {
  const others = variants.flatMap(({ complaintDays: other, sectors: own = [] }) =>
    other === undefined ? [] : [`${other} (${own.join(', ')})`],
  );
  return [...(complaintDays === undefined ? [] : [String(complaintDays)]), ...others].join('; ');
}

const situationsOf = ({ id }: Duty, { situations }: Content) =>
  situations.filter(({ duties }) => duties.includes(id)).map((situation) => situation.id);

function dutyTable(content: Content): string[] {
  return [
    ...head([
      'duty',
      'where',
      'sectors',
      'kinds of decision',
      'notice',
      'complaints, business days',
      'how sure',
      'checked',
    ]),
    ...content.duties.map((duty) =>
      row([
        `[${duty.title}](${duty.sources[0]?.url})`,
        duty.jurisdictions.join(', '),
        duty.sectors.length === 0 ? 'all' : duty.sectors.join(', '),
        situationsOf(duty, content).join(', '),
        noticesOf(duty),
        complaintsOf(duty),
        duty.certainty,
        duty.checkedOn,
      ]),
    ),
  ];
}

/** For each sector and place, the kinds of decision for which no duty is known. */
function gapTable(content: Content): string[] {
  const places = [...new Set(content.duties.flatMap(({ jurisdictions }) => jurisdictions))].sort();
  const asking = content.situations.filter(({ duties }) => duties.length > 0);
  const holds = ({ jurisdictions, sectors: own }: Duty, place: string, sector: string) =>
    jurisdictions.some((law) => law === place || place.startsWith(`${law}-`)) &&
    (own.length === 0 || own.includes(sector));
  const missing = (place: string, sector: string) => {
    const known = new Set(content.duties.filter((duty) => holds(duty, place, sector)).map(({ id }) => id));
    return asking.filter(({ duties }) => !duties.some((id) => known.has(id)));
  };
  return [
    ...head(['sector', ...places]),
    ...sectors.map((sector) =>
      row([
        sector,
        ...places.map((place) => {
          const open = missing(place, sector).map(({ id }) => id);
          return open.length === 0 ? 'none missing' : open.length === asking.length ? 'all' : open.join(', ');
        }),
      ]),
    ),
  ];
}

/** docs/duties.md: what is known, and of what nothing is known. */
export function dutyDocs(content: Content): string {
  const places = [...new Set(content.duties.flatMap(({ jurisdictions }) => jurisdictions))].sort();
  return [
    '# Duties that cx-review knows',
    '',
    'Prompts to ask counsel, never advice. Each stands in `templates/duties/` with what it asks for, its sources, the',
    'day on which it was compared with them, how sure we are, and a caution. An organisation adds its own in',
    '`cx-reviews/content/duties/`.',
    '',
    ...dutyTable(content),
    '',
    '## What is not covered',
    '',
    `Places: only ${listed(places)}; a member state of the Union is under the Union's, and without its own law. Below are, for`,
    'each place and sector, the kinds of decision for which no duty is known here. None known is not none: a review of',
    'such a change is told so ([no-known-duty](rules/no-known-duty.md)).',
    '',
    ...gapTable(content),
    '',
    'Left out until a source can be shown: UK unfair terms (Consumer Rights Act, schedule 2), EU package travel,',
    'Massachusetts, Australia, Canada, India, Brazil, and the law of every member state.',
    '',
  ].join('\n');
}
