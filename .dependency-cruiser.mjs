// Who may import whom. Each boundary says why, because a boundary nobody understands gets removed.
// Types count as imports: a circle of types is a circle all the same, and an arrow up in a type is one in thought.

/** What each folder may import besides itself and the generated code; DESIGN of the house in ARCHITECTURE.md. */
const allowed = {
  lib: [],
  domain: ['lib'],
  ports: ['domain', 'lib'],
  economics: ['domain', 'lib'],
  document: ['domain', 'lib'],
  policy: ['domain', 'lib'],
  formatters: ['domain', 'lib'],
  input: ['domain', 'lib'],
  render: ['economics', 'domain', 'lib'],
  content: ['document', 'domain', 'lib'],
  rules: ['economics', 'domain', 'lib'],
  interview: ['rules', 'content', 'input', 'domain', 'lib'],
  gate: ['rules', 'document', 'policy', 'ports', 'domain', 'lib'],
  adapters: ['ports', 'domain', 'lib'],
  app: [
    'formatters',
    'render',
    'document',
    'policy',
    'gate',
    'interview',
    'input',
    'rules',
    'content',
    'economics',
    'ports',
    'domain',
    'lib',
  ],
};
allowed.commands = ['app', ...allowed.app];

const reasons = {
  lib: 'What knows no review can be used everywhere, and be understood alone.',
  domain: 'The model is pure and knows nobody, so that every other part can know it.',
  ports: 'A port says what is needed of the world; it knows nobody who gives it.',
  adapters: 'An adapter does what its port says, and knows nothing of reviews beyond the model.',
  app: 'What several commands do stands below them; it reaches the world through its context, never by itself.',
  commands: 'A command reaches the world through its context, so that a test can stand in for all of it.',
};

const forbidden = [
  {
    name: 'no-cycle',
    severity: 'error',
    comment: 'Modules that need each other, be it for a type, are one module with two names.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'not-to-unresolvable',
    severity: 'error',
    comment: 'An import that cannot be resolved breaks the bundle.',
    from: {},
    to: { couldNotResolve: true },
  },
  ...Object.entries(allowed).map(([folder, others]) => ({
    name: `${folder}-imports`,
    severity: 'error',
    comment: reasons[folder] ?? 'Parts of one level do not know each other; app brings them together.',
    from: { path: `^src/${folder}/` },
    to: { path: '^(src|bin)/', pathNot: `^src/(${[folder, 'generated', ...others].join('|')})/` },
  })),
  {
    name: 'a-command-alone',
    severity: 'error',
    comment:
      'A command knows no other command, only how flags are read; what two of them need stands in app.',
    from: { path: '^src/commands/([^/]+)\\.ts$', pathNot: '^src/commands/index\\.ts$' },
    to: { path: '^src/commands/', pathNot: '^src/commands/($1|flags)\\.ts$' },
  },
  {
    name: 'commands-are-lazy',
    severity: 'error',
    comment: 'A command is loaded when it is called: start-up pays only for what it uses.',
    from: { path: '^src/(cli|main|commands/index)\\.ts$' },
    to: {
      path: '^src/(commands|app|adapters)/',
      pathNot: '^src/commands/(index|flags)\\.ts$',
      dependencyTypesNot: ['type-only', 'dynamic-import'],
    },
  },
  {
    name: 'commander-only-for-flags',
    severity: 'error',
    comment: 'Flags become typed options before any work; what runs never sees the parser.',
    from: { path: '^src/', pathNot: '^src/(cli\\.ts$|commands/)' },
    to: { path: 'node_modules/commander/' },
  },
  {
    name: 'docs-only-documents',
    severity: 'error',
    comment: 'The generator of the documentation reads everything, and nothing that ships reads it.',
    from: { path: '^(src|bin)/', pathNot: '^src/docs/' },
    to: { path: '^src/docs/' },
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
