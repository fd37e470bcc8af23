import { Option } from 'commander';
import { resumeReview } from '../app/session/continue.ts';
import { nobodyToAsk } from '../app/session/end.ts';
import { factSuggestions, findFacts, offerFacts, withFacts } from '../app/session/facts.ts';
import { unfinishedDrafts } from '../app/session/find-drafts.ts';
import { finish, runToEnd } from '../app/session/run.ts';
import { type SessionStore, sessionStore } from '../app/session/store.ts';
import { readAnswers } from '../app/workspace/answers-file.ts';
import { openWorkspace, type Workspace } from '../app/workspace/workspace.ts';
import { listUnanswered } from '../domain/agenda.ts';
import type { Config } from '../domain/config.ts';
import type { Content } from '../domain/content.ts';
import { compareDepths, type Depth, depths, type Review } from '../domain/review.ts';
import { whyThisDepth } from '../domain/screening.ts';
import { parsePerson } from '../input/people.ts';
import { beginSession } from '../interview/begin.ts';
import { withConsequences } from '../interview/derived.ts';
import { buildScreening, type State } from '../interview/state.ts';
import { command } from '../lib/command.ts';
import { Failure } from '../lib/failure.ts';
import { hintText, listCommands } from '../lib/hint.ts';
import { logText } from '../lib/safe-text.ts';
import { closest } from '../lib/suggest.ts';
import type { Context, Run } from '../ports/context.ts';
import type { Choice, Prompter } from '../ports/prompter.ts';
import { checkReview } from '../rules/engine/run.ts';
import { unknownQuestion } from '../rules/file/unknown-question.ts';
import { type Define, type Given, showExamples } from './flags.ts';

interface NewOptions {
  readonly title: string | undefined;
  readonly situation: string | undefined;
  readonly depth: Depth | undefined;
  /** Commit since which the policy files are looked at. */
  readonly base: string | undefined;
  /** File with answers, or `-` for standard input. */
  readonly answers: string | undefined;
  readonly json: boolean;
}

/** Flags, help and examples. */
export const define: Define<NewOptions> = (command, call) => {
  showExamples(command, [
    'cx-review',
    'cx-review new --situation price-rise --title "Pro plan from 20 to 25 EUR"',
    'cx-review new --base main                # facts out of what changed since main',
    'cx-review new --answers answers.yaml --no-input --json',
  ])
    .option('--title <words>', 'the decision in a few words')
    .option('--situation <id>', 'the kind of decision: price-rise, new-fee, returns-cut …')
    .addOption(new Option('--depth <depth>', 'ask for more depth than screening finds').choices(depths))
    .option('--base <ref>', 'read old and new values out of what changed since this commit')
    .option('--answers <file>', 'take answers from a file, or from standard input with -')
    .option('--json', 'print what was written as JSON')
    .action(({ title, situation, depth, base, answers, json = false }: Given<NewOptions>) =>
      call({ title, situation, depth, base, answers, json }),
    );
};

function refuseUnknownSituation(id: string | undefined, content: Content): void {
  const ids = content.situations.map((situation) => situation.id);
  if (id === undefined || ids.includes(id)) return;
  const meant = closest(id, ids);
  throw new Failure('misuse', `There is no situation "${id}".`, {
    why: meant === undefined ? `the situations are ${ids.join(', ')}` : `did you mean ${meant}?`,
    next: [command('cx-review', 'questions')],
  });
}

/** An answer under a name that no question has would be read by nobody. */
function refuseUnknownQuestions(
  answers: Review,
  file: string | undefined,
  settings: { readonly config: Config; readonly content: Content },
): void {
  const [finding] = checkReview(answers, { ...settings, rules: [unknownQuestion] });
  if (finding === undefined) return;
  throw new Failure('invalid', finding.message, {
    ...(file === undefined ? {} : { place: { file: file === '-' ? 'standard input' : file } }),
    why: `it stands at ${finding.path}${listCommands(finding.hint).length === 0 ? `. ${hintText(finding.hint)}` : ''}`,
    next: [command('cx-review', 'questions', '--json')],
  });
}

/** A new review with what the config says of every one, the answers of a file, and the flags. */
function firstReview(options: NewOptions, answers: Review, config: Config): Review {
  const { currency, jurisdictions, sector } = config;
  const change = {
    ...(jurisdictions === undefined ? {} : { jurisdictions }),
    ...(sector === undefined ? {} : { sector }),
    ...answers.change,
  };
  return {
    ...(currency === undefined ? {} : { currency }),
    ...answers,
    ...(Object.keys(change).length === 0 ? {} : { change }),
    ...(options.title === undefined ? {} : { title: options.title }),
    ...(options.situation === undefined ? {} : { situation: options.situation }),
    status: 'draft',
  };
}

/** Who probably writes it: the person of the config whom git names, the only one there is, or whom git names. */
function likelyAuthor({ people = {} }: Config, { git }: Pick<Context, 'git'>): string | undefined {
  const entries = Object.entries(people);
  const ask = (question: () => string | undefined): string | undefined => {
    try {
      return question();
    } catch (error) {
      if (error instanceof Failure) return undefined;
      throw error;
    }
  };
  const email = ask(() => git.userEmail())?.toLowerCase();
  const name = ask(() => git.userName());
  const known = entries.find(
    ([, person]) => (email !== undefined && person.email?.toLowerCase() === email) || person.name === name,
  );
  if (known !== undefined || entries.length > 0)
    return known?.[0] ?? (entries.length === 1 ? entries[0]?.[0] : undefined);
  const named = parsePerson(name ?? '', people);
  return named.problem === undefined ? named.value : undefined;
}

/** Makes the review complete without asking: what follows from the answers, and the depth. */
function settled(state: State, wanted: Depth | undefined): State {
  const { review } = withConsequences(state, []);
  const asked = buildScreening({ ...state, review }).depth;
  const depth =
    review.depth ??
    (wanted !== undefined && (asked === undefined || compareDepths(wanted, asked) > 0) ? wanted : asked);
  return { ...state, review: depth === undefined ? review : { ...review, depth } };
}

/** What the answers have not settled as their author may think. */
function depthNotes(given: State, whole: State): string[] {
  const screening = buildScreening(whole);
  const unfounded = screening.answers.filter(({ known, from }) => known && from === 'answer');
  return [
    ...(given.review.depth !== undefined && given.review.depth !== whole.review.depth
      ? [
          `The answers say ${given.review.depth}. ${whyThisDepth(screening)}`,
          'Less takes a reason and a second person: screening.lowered.',
        ]
      : []),
    ...(unfounded.length === 0
      ? []
      : [
          `The depth may change: for ${unfounded.map(({ id }) => id).join(', ')} only the class is given, not yet the facts.`,
        ]),
  ];
}

/** Writes what there is as a draft. */
async function writeDraft(state: State, store: SessionStore, options: NewOptions, context: Context) {
  const whole = settled(state, options.depth);
  if (!context.quiet) for (const note of depthNotes(state, whole)) context.stderr.write(`${logText(note)}\n`);
  const saved = await store.save(whole.review, [], whole.review);
  if (saved.kind === 'refused') throw new Failure('invalid', saved.why);
  return finish({ ...whole, review: saved.review }, store, context, options);
}

type Offered = { readonly kind: 'new' } | { readonly kind: 'resume'; readonly id: string };

/** Offers to go on with a draft that nobody has finished. */
async function offerDrafts(prompter: Prompter, workspace: Workspace, content: Content): Promise<Offered> {
  const drafts = unfinishedDrafts(workspace);
  if (drafts.length === 0) return { kind: 'new' };
  const choices: readonly Choice<Offered>[] = [
    ...drafts.map(({ id, review }) => ({
      value: { kind: 'resume', id } as const,
      label: review.title ?? id,
      detail: `${id}, ${listUnanswered(review, content).length} questions open`,
    })),
    { value: { kind: 'new' }, label: 'Start a new review' },
  ];
  const reply = await prompter.choose<Offered>({
    question:
      drafts.length === 1
        ? 'One review is not finished. Go on with it?'
        : 'Some reviews are not finished. Go on with one?',
    label: 'Review',
    isSilent: true,
    choices,
    marked: choices[0]?.value,
  });
  return reply.kind === 'answer' ? reply.value : { kind: 'new' };
}

/** Interviews a leader and writes a review. */
export const run: Run<NewOptions> = async (options, context) => {
  const workspace = openWorkspace(context);
  const config = workspace.config();
  const content = await workspace.content();
  const answers: Review =
    options.answers === undefined ? { schema: 'cx-review/1' } : await readAnswers(options.answers, context);
  const review = firstReview(options, answers, config);
  refuseUnknownSituation(review.situation, content);
  refuseUnknownQuestions(answers, options.answers, { config, content });
  const store = sessionStore(workspace, context);
  const author = likelyAuthor(config, context);
  const state = (of: Review, suggested: Readonly<Record<string, unknown>> = {}): State => ({
    review: of,
    session: beginSession(of, content),
    content,
    config,
    today: context.today,
    suggested: { ...(author === undefined ? {} : { author }), ...suggested },
  });
  if (!context.interactive && options.answers === undefined) {
    throw nobodyToAsk(settled(state(review), options.depth), context, [
      command('cx-review', 'new', '--answers', 'answers.yaml', '--no-input'),
    ]);
  }
  const hasPolicy = review.policy !== undefined;
  const looksAtFiles = options.base !== undefined || (context.interactive && !hasPolicy);
  const notes: string[] = [];
  const found = looksAtFiles
    ? findFacts(options.base, context, { config, content }, (note) => notes.push(note))
    : undefined;
  if (!context.interactive) {
    return writeDraft(
      state(found === undefined || hasPolicy ? review : withFacts(review, found)),
      store,
      options,
      context,
    );
  }
  const prompter = await context.prompter();
  let start: State;
  try {
    const isFresh = options.answers === undefined && options.title === undefined;
    const offered = isFresh ? await offerDrafts(prompter, workspace, content) : ({ kind: 'new' } as const);
    if (offered.kind === 'resume') {
      prompter.close();
      return await resumeReview(workspace.find(offered.id), undefined, workspace, context);
    }
    for (const note of notes) prompter.tell(note, 'quiet');
    const takes = found !== undefined && !hasPolicy && (await offerFacts(prompter, found));
    start =
      takes && found !== undefined ? state(withFacts(review, found), factSuggestions(found)) : state(review);
    if (start.review.title !== undefined) {
      const saved = await store.save(start.review, [], start.review);
      if (saved.kind === 'saved') start = { ...start, review: saved.review };
    }
  } catch (error) {
    prompter.close();
    throw error;
  }
  const end = await runToEnd(start, { prompter, store, wanted: options.depth });
  return finish(end, store, context, options);
};
