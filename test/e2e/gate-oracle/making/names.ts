import { bytesOf } from '../oracle/side.ts';
import type { Dice } from './random.ts';

const composed = 'größe'.normalize('NFC');
const decomposed = 'größe'.normalize('NFD');

const folders = [
  ...[
    '',
    '',
    'pricing',
    'pricing',
    'pricing',
    'Pricing',
    'PRICING',
    'pricing/deep/er',
    'legal',
    'legal',
    'docs',
    'src',
  ],
  ...[
    composed,
    decomposed,
    composed.toUpperCase(),
    ' spaced dir',
    '-dash',
    '.rules',
    'a/.rules',
    '🎈',
    'CX-reviews',
    'cx-reviews/notes',
  ],
];

const plainNames = ['plans.yaml', 'plan.yaml', 'policy.json', 'terms.md', 'limits.yml', 'a', 'README.md'];

const oddNames = [
  ...['PLANS.YAML', '.hidden.yaml', '-rf.yaml', '--base', 'new\nline.yaml', 'quo"te\'s.yaml', 'tab\there.md'],
  ...[
    `${composed}.yaml`,
    `${decomposed}.yaml`,
    'emoji🎈.json',
    'back\\slash.yaml',
    ':(top)x.yaml',
    '*st?r.yaml',
  ],
  ...[
    ' lead.yaml',
    'trail ',
    '$(touch x).yaml',
    '%00.md',
    '\u202egnp.yaml',
    'colon: name.yaml',
    '#no.yaml',
    "'",
    '"',
  ],
  ...[
    '~.yaml',
    '{a,b}.yaml',
    '[a].yaml',
    '::warning::x',
    '..yaml',
    '...',
    'con',
    'plans.yaml ',
    'é',
    'e\u0301',
    'ﬁ.md',
  ],
  ...[`${'long'.repeat(50)}.yaml`, '.gitattributes', '.gitignore', '\u2028.yaml', 'null', 'true.yaml', '1.0'],
];

/** Names that are no UTF-8, so that nothing can list them. */
const brokenNames = ['\xe9.yaml', 'plans\xff', '\xc3'];

/** A path as bytes, an odd one in some of the cases. */
export function randomPath(dice: Dice): string {
  const folder = bytesOf(dice.pick(folders));
  const name = dice.chance(1)
    ? dice.pick(brokenNames)
    : bytesOf(dice.chance(45) ? dice.pick(oddNames) : dice.pick(plainNames));
  return folder === '' ? name : `${folder}/${name}`;
}

const globs = [
  ...[
    'pricing/**',
    'pricing/**',
    'pricing/*.yaml',
    'PRICING/**',
    'Pricing/plan?.yaml',
    'legal/*',
    'legal/**/*.md',
  ],
  ...[
    '**/policy.json',
    '**/*.yaml',
    '*.yaml',
    '**/*',
    '**',
    `${composed}/**`,
    `${decomposed}/*`,
    ' spaced dir/**',
  ],
  ...[
    '-dash/*',
    '**/.rules/**',
    '🎈/?*',
    'pricing',
    'docs/**',
    '?lans.yaml',
    '*',
    'a/**/plan.yaml',
    '**/pricing/**',
  ],
];

export const randomGlobs = (dice: Dice): string[] => dice.some(globs, 1 + dice.number(2));
