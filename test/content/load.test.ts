import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadContent, type OwnContentFile } from '../../src/content/load.ts';
import { shippedContent } from '../../src/content/shipped.ts';
import type { Content, Question } from '../../src/domain/content.ts';
import { Failure } from '../../src/lib/failure.ts';

const shipped = await shippedContent();

function own(kind: OwnContentFile['kind'], name: string, text: string): OwnContentFile {
  return { file: `cx-reviews/content/${kind}/${name}.yaml`, kind, bytes: new TextEncoder().encode(text) };
}

/** A question in YAML that is right in everything that is not given. */
function question(given: {
  id: string;
  path?: string;
  type?: string;
  more?: string;
  field?: string;
}): string {
  const { id, path = `answers.${id}`, type = 'text', more = '', field = '' } = given;
  return `
  - id: ${id}
    depths: [full]
    ask: What would our oldest customer say?
    help: Because she will say it anyway.
    weak: { says: Fine., values: { ${path}: Fine. } }
    strong: { says: She wrote on 3 May., values: { ${path}: She wrote on 3 May. } }
    fields:
      - path: ${path}
        type: ${type}
        label: In her words
${field}
    minutes: 1
    ideas: []
${more}`;
}

const pack = (section: string, ...questions: string[]) =>
  `section: ${section}\ntitle: Our own\nquestions:${questions.join('')}`;

function failure(...files: OwnContentFile[]): Failure {
  try {
    loadContent(shipped, files);
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('the content was accepted');
}

const idsOf = (content: Content, section: string) =>
  content.sections.find((one) => one.section === section)?.questions.map(({ id }) => id) ?? [];
const find = (content: Content, id: string): Question | undefined =>
  content.sections.flatMap(({ questions }) => questions).find((one) => one.id === id);

describe('the shipped content', () => {
  it('holds every kind', () => {
    expect(shipped.sections.map(({ section }) => section).slice(0, 2)).toEqual(['start', 'screening']);
    expect(shipped.situations.length).toBe(16);
    expect(shipped.duties.length).toBe(23);
    expect(shipped.cases.length).toBeGreaterThanOrEqual(12);
  });

  it('is what is used where there is nothing of one’s own', () => {
    expect(loadContent(shipped)).toBe(shipped);
    expect(loadContent(shipped, [])).toBe(shipped);
  });

  it('holds together by the rules that hold for own content', () => {
    const files = shipped.situations
      .filter(({ builtIn }) => builtIn !== true)
      .map((situation) => own('situations', situation.id, JSON.stringify(situation)));
    const packs = shipped.sections.map((one) => own('questions', one.section, JSON.stringify(one)));
    const lists = [
      own('duties', 'all', JSON.stringify({ duties: shipped.duties })),
      own('cases', 'all', JSON.stringify({ cases: shipped.cases })),
      ...shipped.phrases.map((list) => own('phrases', list.list, JSON.stringify(list))),
    ];
    expect(loadContent(shipped, [...files, ...packs, ...lists])).toEqual(shipped);
  });
});

describe('an organisation’s own content', () => {
  it('adds a question at the end of its section', () => {
    const content = loadContent(shipped, [
      own('questions', 'ours', pack('change', question({ id: 'our-oldest' }))),
    ]);
    expect(idsOf(content, 'change')).toEqual([...idsOf(shipped, 'change'), 'our-oldest']);
    expect(idsOf(content, 'evidence')).toEqual(idsOf(shipped, 'evidence'));
    expect(content.sections.map(({ section }) => section)).toEqual(
      shipped.sections.map(({ section }) => section),
    );
  });

  it('adds a section after all others, and the questions of several files to it, by the names of the files', () => {
    const content = loadContent(shipped, [
      own('questions', 'b', pack('ours', question({ id: 'second' }))),
      own('questions', 'a', pack('ours', question({ id: 'first' }))),
    ]);
    expect(content.sections.at(-1)?.section).toBe('ours');
    expect(idsOf(content, 'ours')).toEqual(['first', 'second']);
  });

  it('replaces a question where it stands, whatever section the file names', () => {
    const text = pack('leadership', question({ id: 'A5', path: 'change.outlook' }));
    const content = loadContent(shipped, [own('questions', 'ours', text)]);
    expect(find(content, 'A5')?.ask).toBe('What would our oldest customer say?');
    expect(idsOf(content, 'alternatives')).toEqual(idsOf(shipped, 'alternatives'));
    expect(idsOf(content, 'leadership')).toEqual(idsOf(shipped, 'leadership'));
  });

  it('adds and replaces situations, duties and cases by id', () => {
    const [rise] = shipped.situations.filter(({ id }) => id === 'price-rise');
    const renamed = { ...rise, title: 'A dearer tariff' };
    const added = {
      ...rise,
      id: 'queue-fee',
      questions: [],
      duties: ['our-charter'],
      cases: ['our-own-2025'],
    };
    const duty = { ...shipped.duties[0], id: 'our-charter', code: 'O1', title: 'Our customer charter' };
    const one = { ...shipped.cases[0], id: 'our-own-2025', situations: ['queue-fee'], fails: ['C1'] };
    const content = loadContent(shipped, [
      own('situations', 'rise', JSON.stringify(renamed)),
      own('situations', 'queue', JSON.stringify(added)),
      own('duties', 'ours', JSON.stringify({ duties: [duty] })),
      own('cases', 'ours', JSON.stringify({ cases: [one] })),
    ]);
    const position = (of: Content) => of.situations.findIndex(({ id }) => id === 'price-rise');
    expect(content.situations[position(content)]?.title).toBe('A dearer tariff');
    expect(position(content)).toBe(position(shipped));
    expect(content.situations.at(-1)?.id).toBe('queue-fee');
    expect(content.duties.at(-1)?.id).toBe('our-charter');
    expect(content.cases.at(-1)?.id).toBe('our-own-2025');
    expect(shipped.situations).toHaveLength(16);
  });

  it('adds phrases to a list and changes the advice for a known one', () => {
    const first = loadContent(shipped, [
      own(
        'phrases',
        'ours',
        'list: dismissive\nabout: Ours\nphrases:\n  - { phrase: calm down, instead: I hear you }\n',
      ),
    ]);
    const second = loadContent(first, [
      own(
        'phrases',
        'ours',
        'list: dismissive\nabout: Ours\nphrases:\n  - { phrase: calm down, instead: Tell me }\n',
      ),
    ]);
    const of = (content: Content) => content.phrases.find(({ list }) => list === 'dismissive')?.phrases ?? [];
    expect(of(first)).toContainEqual({ phrase: 'calm down', instead: 'I hear you' });
    expect(of(second).filter(({ phrase }) => phrase === 'calm down')).toEqual([
      { phrase: 'calm down', instead: 'Tell me' },
    ]);
    expect(content(second)).toBe(content(first));
    function content(one: Content): number {
      return of(one).length;
    }
  });
});

describe('own content that cannot be used is refused', () => {
  it('with file, line, column and what was meant, for an unknown key', () => {
    const text = `section: ours\ntitle: Ours\nquestions:\n  - id: one\n    depth: [full]\n`;
    const { kind, message, place, why, next } = failure(own('questions', 'ours', text));
    expect(kind).toBe('misuse');
    expect(message).toContain('`depth`');
    expect(why).toBe('Did you mean `depths`?');
    expect(place).toEqual({ file: 'cx-reviews/content/questions/ours.yaml', line: 5, column: 5 });
    expect(next).toBeDefined();
  });

  const wrong: [string, OwnContentFile, RegExp, number][] = [
    ['a key that is missing', own('duties', 'x', 'duties:\n  - id: ours\n'), /has no `code`/u, 2],
    [
      'a value that is none of the choices',
      own('phrases', 'x', 'list: rude\nabout: x\nphrases: []\n'),
      /dismissive/u,
      1,
    ],
    [
      'a value of the wrong type',
      own('questions', 'x', 'section: 3\ntitle: x\nquestions: []\n'),
      /`section`/u,
      1,
    ],
    [
      'a notice in the wrong unit',
      own('duties', 'x', `duties:\n  - id: x\n    notice: { fortnights: 2 }\n`),
      /fortnights/u,
      3,
    ],
    ['an empty file', own('cases', 'x', ''), /empty/u, 1],
    ['a file that is no YAML', own('cases', 'x', 'cases:\n  - id: "x\n'), /./u, 3],
    ['an anchor', own('cases', 'x', 'cases: &all []\n'), /anchor/iu, 1],
    [
      'a case that does not exist',
      own('questions', 'x', pack('ours', question({ id: 'one', more: '    cases: [netflix-2012]' }))),
      /netflix-2012/u,
      17,
    ],
    [
      'a path that no question fills',
      own('questions', 'x', pack('ours', question({ id: 'one', path: 'change.reasons' }))),
      /change\.reasons/u,
      11,
    ],
    [
      'another question’s answer',
      own('questions', 'x', pack('ours', question({ id: 'one', path: 'answers.two' }))),
      /answers\.two/u,
      11,
    ],
    [
      'a list in an answer',
      own('questions', 'x', pack('ours', question({ id: 'one', type: 'list' }))),
      /type list/u,
      12,
    ],
    [
      'a row in an answer',
      own('questions', 'x', pack('ours', question({ id: 'one', more: '    each: customers.segments' }))),
      /each row/u,
      17,
    ],
    [
      'an id that no answer can have',
      own('questions', 'x', pack('ours', question({ id: 'One' }))),
      /`One`/u,
      4,
    ],
    [
      'money where a date belongs',
      own(
        'questions',
        'x',
        pack('change', question({ id: 'C1', path: 'change.dates.effective', type: 'money' })),
      ),
      /date, not with money/u,
      12,
    ],
    [
      'a column that the list does not have',
      own(
        'questions',
        'x',
        pack(
          'ours',
          question({
            id: 'one',
            path: 'alternatives',
            type: 'list',
            field: '        rows:\n          - { key: whatt, type: text, label: What }',
          }),
        ),
      ),
      /whatt/u,
      15,
    ],
    [
      'a draft that cannot be filled in',
      own(
        'questions',
        'x',
        pack('ours', question({ id: 'one', field: '        draft: "{{#change.reason}} and on"' })),
      ),
      /draft/u,
      14,
    ],
    [
      'a further screening question',
      own('questions', 'x', pack('screening', question({ id: 'one' }))),
      /screening/u,
      4,
    ],
    [
      'a question of a situation',
      own('questions', 'x', pack('ours', question({ id: 'price-rise-size' }))),
      /situation price-rise/u,
      4,
    ],
    [
      'a whole that is no question',
      own('questions', 'x', pack('ours', question({ id: 'one', more: '    partOf: L11' }))),
      /`L11`/u,
      17,
    ],
  ];
  it.each(wrong)('%s', (_, file, message, line) => {
    const found = failure(file);
    expect(found.kind).toBe('misuse');
    expect(`${found.message} ${found.why ?? ''}`).toMatch(message);
    expect(found.place?.file).toBe(file.file);
    expect(found.place?.line).toBe(line);
  });

  it('a second question of the same id, naming where the first stands', () => {
    const found = failure(
      own('questions', 'a', pack('ours', question({ id: 'one' }))),
      own('questions', 'b', pack('ours', question({ id: 'one' }))),
    );
    expect(found.place?.file).toBe('cx-reviews/content/questions/b.yaml');
    expect(found.why).toContain('cx-reviews/content/questions/a.yaml:4');
  });

  it('a situation of the gate, and one that calls itself so', () => {
    const gate = shipped.situations.find(({ builtIn }) => builtIn === true);
    const rise = shipped.situations.find(({ id }) => id === 'price-rise');
    expect(failure(own('situations', 'x', JSON.stringify({ ...gate, asks: [] }))).message).toContain(
      'gate-change',
    );
    const posing = { ...rise, id: 'mine', builtIn: true, questions: [] };
    expect(failure(own('situations', 'x', JSON.stringify(posing))).message).toContain('mine');
  });

  it('a situation that names what is not there, with everything else that is wrong', () => {
    const rise = shipped.situations.find(({ id }) => id === 'price-rise');
    const wrong = {
      ...rise,
      id: 'mine',
      questions: [],
      duties: ['ofcom-contract-chance'],
      cases: ['nobody-1999'],
      asks: ['C9'],
      drafts: { ...rise?.drafts, thank: '{{/thank}}' },
    };
    const found = failure(own('situations', 'x', JSON.stringify(wrong, null, 2)));
    expect(found.message).toMatch(/draft/u);
    expect(found.why?.match(/x\.yaml:\d+/gu)).toHaveLength(3);
    const without = failure(
      own('situations', 'x', JSON.stringify({ ...wrong, drafts: {}, cases: [], asks: [] })),
    );
    expect(without.why).toBe('Did you mean ofcom-contract-change?');
  });

  it('a question of a situation that the bank has already', () => {
    const rise = shipped.situations.find(({ id }) => id === 'price-rise');
    const text = JSON.stringify({ ...rise, questions: [{ ...find(shipped, 'A5') }] });
    expect(failure(own('situations', 'x', text)).message).toContain('`A5`');
  });

  it('a duty or a case that names a situation or question that is not there', () => {
    const variants = [{ situations: ['price-raise'], complaintDays: 5 }];
    const duty = { ...shipped.duties[0], variants };
    expect(failure(own('duties', 'x', JSON.stringify({ duties: [duty] }))).why).toBe(
      'Did you mean price-rise?',
    );
    const one = { ...shipped.cases[0], fails: ['K77'] };
    expect(failure(own('cases', 'x', JSON.stringify({ cases: [one] }))).message).toContain('`K77`');
  });
});

describe('what the answers to a question of one’s own raise', () => {
  /** A question with a choice, a share and a range beside its words. */
  function raising(raise: string): OwnContentFile {
    const field = `      - { path: answers.vow-is, type: choice, label: Is it kept, choices: { kept: Kept, broken: Broken } }
      - { path: answers.vow-share, type: share, label: For how many }
      - { path: economics.lossAtAnnouncement, type: share-range, label: Who leaves }`;
    return own(
      'questions',
      'x',
      pack('ours', question({ id: 'vow', field, more: `    raises:\n      - ${raise}` })),
    );
  }
  const said = 'message: A vow is broken., hint: Keep it.';

  it('is loaded', () => {
    const all = [
      `{ when: { answers.vow-is: broken }, class: decides, gravity: deceit, severity: error, ${said} }`,
      `{ above: { answers.vow-share: 0.1 }, when: { screening.answers.S3: c, change.reasonClass: [cost, law] }, class: evidence, severity: warning, ${said} }`,
      `{ below: { economics.lossAtAnnouncement.likely: 0.5 }, class: evidence, severity: warning, ${said} }`,
    ];
    const content = loadContent(shipped, [raising(all.join('\n      - '))]);
    expect(find(content, 'vow')?.raises).toHaveLength(3);
  });

  it('is loaded as docs/judging-answers.md shows it', () => {
    const page = readFileSync(new URL('../../docs/judging-answers.md', import.meta.url), 'utf8');
    const [, shown = ''] = /```yaml\n(.*?)```/su.exec(page) ?? [];
    expect(find(loadContent(shipped, [own('questions', 'vow', shown)]), 'our-vow')?.raises).toHaveLength(2);
  });

  const evidence = `class: evidence, severity: error, ${said}`;
  it.each([
    [
      'rests on no answer of the question',
      `{ when: { change.reasonClass: cost }, ${evidence} }`,
      'no answer of the question itself',
    ],
    ['rests on nothing at all', `{ ${evidence} }`, 'no answer of the question itself'],
    [
      'names a choice that there is not',
      `{ when: { answers.vow-is: brokn }, ${evidence} }`,
      'kept and broken',
    ],
    [
      'names a choice of another question that there is not',
      `{ when: { answers.vow-is: broken, change.reasonClass: greed }, ${evidence} }`,
      'never `greed`',
    ],
    [
      'names a path that nothing fills',
      `{ when: { answers.vow-is: broken, change.reasonKlass: cost }, ${evidence} }`,
      'Did you mean change.reasonClass',
    ],
    ['compares words', `{ above: { answers.vow: 3 }, ${evidence} }`, 'no figure'],
    [
      'compares a whole range',
      `{ above: { economics.lossAtAnnouncement: 0.3 }, ${evidence} }`,
      'name one of low, likely and high',
    ],
    [
      'compares a part that a range does not have',
      `{ above: { economics.lossAtAnnouncement.most: 0.3 }, ${evidence} }`,
      'no figure',
    ],
    [
      'says of a yes-or-no that it is a word',
      `{ when: { answers.vow-is: broken, verdict.wouldSayIt: maybe }, ${evidence} }`,
      'true or false',
    ],
    [
      'decides without saying how grave it is',
      `{ when: { answers.vow-is: broken }, class: decides, severity: error, ${said} }`,
      'how grave',
    ],
    [
      'is grave and does not decide',
      `{ when: { answers.vow-is: broken }, gravity: harm, ${evidence} }`,
      'Only what decides is grave',
    ],
    [
      'is only information',
      `{ when: { answers.vow-is: broken }, class: evidence, severity: info, ${said} }`,
      'severity',
    ],
  ])('is refused where it %s', (_, raise, message) => {
    const found = failure(raising(raise));
    expect(found.kind).toBe('misuse');
    expect(`${found.message} ${found.why ?? ''}`).toContain(message);
    expect(found.place?.line).toBe(20);
  });
});

describe('a slip in a file of one’s own', () => {
  type Path = readonly (string | number)[];

  function pathsIn(value: unknown, path: Path = []): Path[] {
    if (typeof value !== 'object' || value === null) return [path];
    const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
    return [path, ...[...keys].flatMap((key) => pathsIn(value[key as keyof typeof value], [...path, key]))];
  }

  /** What people do to a value by mistake: leave it empty, write it as another kind, misspell a key, lose one. */
  const slips: readonly ((value: unknown) => unknown)[] = [
    () => null,
    (value) => (typeof value === 'string' ? { [value]: true } : 'words'),
    (value) => (typeof value === 'object' && !Array.isArray(value) ? { ...value, asks: 1, $ref: '#/x' } : []),
    (value) => (Array.isArray(value) ? [...value, 'other.schema.json#/$defs/x'] : ''),
  ];

  function withSlip(value: unknown, path: Path, slip: (value: unknown) => unknown): unknown {
    const [key, ...rest] = path;
    if (key === undefined) return slip(value);
    const copy: Record<string | number, unknown> = Array.isArray(value)
      ? (value.slice() as never)
      : { ...(value as object) };
    copy[key] = withSlip(copy[key], rest, slip);
    return copy;
  }

  const situation = shipped.situations.find(({ id }) => id === 'price-rise');
  const first = shipped.sections.find(({ section }) => section === 'alternatives');
  it.each<[OwnContentFile['kind'], unknown]>([
    ['situations', { ...situation, questions: situation?.questions.slice(0, 2) }],
    ['questions', { ...first, questions: first?.questions.slice(0, 2) }],
    ['duties', { duties: shipped.duties.slice(0, 2) }],
    ['cases', { cases: shipped.cases.slice(0, 1) }],
    ['phrases', { ...shipped.phrases[0], phrases: shipped.phrases[0]?.phrases.slice(0, 2) }],
  ])('is refused as misuse wherever it stands in %s, and is no bug', (kind, right) => {
    const paths = pathsIn(right);
    let refused = 0;
    for (const [index, path] of paths.entries()) {
      const slip = slips[index % slips.length] ?? (() => null);
      const text = JSON.stringify(withSlip(right, path, slip));
      try {
        loadContent(shipped, [own(kind, 'slip', text)]);
      } catch (error) {
        expect(error, `at ${path.join('.')}`).toBeInstanceOf(Failure);
        expect((error as Failure).kind).toBe('misuse');
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(paths.length / 2);
  });

  it('in a question of a situation is told like one in any other question', () => {
    const [question] = situation?.questions ?? [];
    const text = JSON.stringify({ ...situation, questions: [{ ...question, hlep: 'Because.' }] });
    expect(failure(own('situations', 'price-rise', text))).toMatchObject({
      message: expect.stringContaining('`hlep` is not a key of an item of `questions`'),
      why: expect.stringContaining('Did you mean `help`?'),
    });
  });
});

describe('an organisation’s own pages', () => {
  const page = (name: string, text: string | Uint8Array): OwnContentFile => ({
    file: `cx-reviews/content/pages/${name}.mustache`,
    kind: 'pages',
    bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
  });

  it('replace the shipped ones by name, parts too', () => {
    const files = [page('leader-page.md', '# {{title}}'), page('parts/deciding', '{{early}}')];
    expect(loadContent(shipped, files).pages).toEqual({
      'leader-page.md': '# {{title}}',
      'parts/deciding': '{{early}}',
    });
    expect(shipped.pages).toBeUndefined();
  });

  it.each([
    ['leader-page.mk', '', /no page "leader-page\.mk"/],
    ['leader-page.md', '{{#open}} never closed', /no Mustache template: Unclosed section/],
    ['leader-page.md', Uint8Array.of(0xff), /no UTF-8 text/],
    ['leader-page.md', 'x'.repeat(70_000), /at most 64 KB/],
  ])('are refused where they replace nothing, or are no template: %s', (name, text, why) => {
    const load = () => loadContent(shipped, [page(name, text)]);
    expect(load).toThrow(Failure);
    expect(load).toThrow(why);
  });
});
