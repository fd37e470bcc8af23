import type { Command } from 'commander';
import type { ExitCode } from '../lib/exit-code.ts';
import type { Context, Run } from '../ports/context.ts';
import type { Define } from './flags.ts';

/** A command that was called, with its options in it. */
export interface Called {
  /** The typed options value, whose type only the command knows. */
  readonly options: unknown;
  readonly run: (context: Context) => Promise<ExitCode>;
}

/** What is known of a command before it is loaded: as much as the list of all commands says. */
interface CommandEntry {
  readonly name: string;
  /** `<id>` for one that is needed, `[id]` for one that may be left out, `[ids...]` for any number. */
  readonly arguments: readonly string[];
  /** One line. */
  readonly summary: string;
  /** Imports the command. What it gives adds flags and help, and tells `call` once the command is called. */
  readonly load: () => Promise<(command: Command, call: (called: Called) => void) => void>;
}

interface CommandModule<Options> {
  readonly define: Define<Options>;
  readonly run: Run<Options>;
}

/** Binds a command to its options, so that nobody else needs to know their type. */
async function bind<Options>(module: Promise<CommandModule<Options>>): ReturnType<CommandEntry['load']> {
  const { define, run } = await module;
  return (command, call) =>
    define(command, (options) => call({ options, run: (context) => run(options, context) }));
}

/** Every command, in the order in which help and README list them. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'new',
    arguments: [],
    summary: 'answer the questions and write a review (what cx-review alone does)',
    load: () => bind(import('./new.ts')),
  },
  {
    name: 'resume',
    arguments: ['[id]'],
    summary: 'go on with a review that is not finished',
    load: () => bind(import('./resume.ts')),
  },
  {
    name: 'edit',
    arguments: ['<id>'],
    summary: 'change answers of a review',
    load: () => bind(import('./edit.ts')),
  },
  {
    name: 'revise',
    arguments: ['<id>'],
    summary: 'reopen a review that was sent back, as a new version that shows what changed',
    load: () => bind(import('./revise.ts')),
  },
  {
    name: 'list',
    arguments: [],
    summary: 'list the reviews, and what is still open in each',
    load: () => bind(import('./list.ts')),
  },
  {
    name: 'show',
    arguments: ['<id>'],
    summary: 'show one review, the decision first',
    load: () => bind(import('./show.ts')),
  },
  {
    name: 'plan',
    arguments: ['<id>'],
    summary: 'print a page out of a review: agent card, leader page, customer notice',
    load: () => bind(import('./plan.ts')),
  },
  {
    name: 'economics',
    arguments: ['[id]'],
    summary: 'say what a change comes to, and how many customers it can afford to lose',
    load: () => bind(import('./economics.ts')),
  },
  {
    name: 'render',
    arguments: ['[ids...]'],
    summary: 'write the Markdown beside each review again',
    load: () => bind(import('./render.ts')),
  },
  {
    name: 'check',
    arguments: ['[ids...]'],
    summary: 'say what is missing, weak, contradictory, unfair or unworkable',
    load: () => bind(import('./check.ts')),
  },
  {
    name: 'cover',
    arguments: ['<id>', '[paths...]'],
    summary: 'record in a review which policy files change, with their content and values',
    load: () => bind(import('./cover.ts')),
  },
  {
    name: 'approve',
    arguments: ['<id>'],
    summary: 'approve a review or waiver, bound to exactly what it says now',
    load: () => bind(import('./approve.ts')),
  },
  {
    name: 'waive',
    arguments: ['[paths...]'],
    summary: 'let a change of a policy through without a review, in an emergency and for a few days',
    load: () => bind(import('./waive.ts')),
  },
  {
    name: 'explain',
    arguments: ['[rule]'],
    summary: 'explain a rule: what it finds, why it matters, what good looks like',
    load: () => bind(import('./explain.ts')),
  },
  {
    name: 'questions',
    arguments: [],
    summary: 'print the questions, for a form or a program to fill in',
    load: () => bind(import('./questions.ts')),
  },
  {
    name: 'schema',
    arguments: ['[name]'],
    summary: 'print the JSON Schema of a review, of the config or of a waiver',
    load: () => bind(import('./schema.ts')),
  },
  {
    name: 'init',
    arguments: [],
    summary: 'set up cx-reviews/ in this repository',
    load: () => bind(import('./init.ts')),
  },
  {
    name: 'demo',
    arguments: [],
    summary: 'watch the main job on a shipped example, asked nothing',
    load: () => bind(import('./demo.ts')),
  },
];
