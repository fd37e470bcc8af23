// Who may import whom. Each boundary says why, because a boundary nobody understands gets removed.
const sideways = [
  'adapters',
  'formatters',
  'render',
  'document',
  'policy',
  'gate',
  'interview',
  'rules',
  'content',
  'economics',
];

/** What each folder may import besides itself, domain and the generated code. */
const allowed = {
  rules: ['economics'],
  interview: ['rules', 'content'],
  gate: ['rules', 'document', 'policy'],
  content: ['document'],
};

const forbidden = [
  {
    name: 'no-cycle',
    severity: 'error',
    comment: 'Modules that need each other are one module with two names.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'not-to-unresolvable',
    severity: 'error',
    comment: 'An import that cannot be resolved breaks the bundle.',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'domain-stands-alone',
    severity: 'error',
    comment: 'The model is pure and knows nobody, so that every other part can know it.',
    from: { path: '^src/domain/' },
    to: { path: '^(src|bin)/', pathNot: '^src/(domain|generated)/' },
  },
  ...sideways.map((folder) => ({
    name: `${folder}-imports`,
    severity: 'error',
    comment: 'Parts of one level do not know each other; a command brings them together.',
    from: { path: `^src/${folder}/` },
    to: {
      path: '^(src|bin)/',
      pathNot: `^src/(${[folder, 'domain', 'generated', ...(allowed[folder] ?? [])].join('|')})/`,
      dependencyTypesNot: ['type-only'],
    },
  })),
  {
    name: 'docs-only-documents',
    severity: 'error',
    comment: 'The generator of the documentation reads everything, and nothing that ships reads it.',
    from: { path: '^(src|bin)/', pathNot: '^src/docs/' },
    to: { path: '^src/docs/' },
  },
  {
    name: 'context-is-types',
    severity: 'error',
    comment: 'The context names what adapters give; it does not load them.',
    from: { path: '^src/context\\.ts$' },
    to: { path: '^src/adapters/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'commands-are-lazy',
    severity: 'error',
    comment: 'A command is loaded when it is called: start-up pays only for what it uses.',
    from: { path: '^src/(cli|main)\\.ts$' },
    to: { path: '^src/(commands|adapters)/', dependencyTypesNot: ['type-only', 'dynamic-import'] },
  },
  {
    name: 'world-only-in-adapters',
    severity: 'error',
    comment:
      'Files, processes and the terminal are reached through one seam, so that tests can stand in for them.',
    from: { path: '^src/', pathNot: '^src/adapters/' },
    to: {
      path: '^(node:)?(fs|child_process|readline|tty|net|http|https|os|worker_threads)(/|$)|node_modules/(@inquirer/|chalk/)',
    },
  },
  {
    name: 'yaml-and-ajv-only-in-document',
    severity: 'error',
    comment:
      'One place knows how text becomes a review, so that the limits on hostile files hold everywhere.',
    from: { path: '^src/', pathNot: '^src/document/' },
    to: { path: 'node_modules/(yaml|ajv|ajv-formats)/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'bin-is-a-door',
    severity: 'error',
    comment: 'The door hands the world to main and does nothing else.',
    from: { path: '^bin/' },
    to: { path: '^src/', pathNot: '^src/(main|adapters/world)\\.ts$' },
  },
];

export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
