import type {
  ChoiceSpec,
  Frame,
  LineSpec,
  ListAction,
  ListSpec,
  Prompter,
  Reply,
  TextSpec,
  YesNoSpec,
} from '../../src/ports/prompter.ts';

/** A prompt as a scripted person sees it. */
export type Seen =
  | ({ readonly kind: 'line' | 'text' } & Frame)
  | ({ readonly kind: 'choice'; readonly choices: readonly string[] } & Frame)
  | ({ readonly kind: 'yes-no' } & Frame)
  | ({ readonly kind: 'list'; readonly rows: ListSpec['rows'] } & Frame);

/**
 * What the person does: types text, picks a choice by the beginning of its label, says yes or no, does
 * something with a list, or wishes something else.
 */
export type Act = string | boolean | ListAction | { readonly wish: 'keep' | 'back' | 'skip' | 'more' };

/** Something that was said between two prompts. */
interface Said {
  readonly tone: string;
  readonly text: string;
}

export interface ScriptedPrompter extends Prompter {
  readonly said: readonly Said[];
  /** Every prompt, in order: its question and label. */
  readonly asked: readonly Seen[];
  readonly isClosed: () => boolean;
}

function wishOf(act: Act): Reply<never> | undefined {
  return typeof act === 'object' && 'wish' in act ? { kind: act.wish } : undefined;
}

/** A person who answers as `decide` says. What cannot be read is an error: a script has no second try. */
export function scriptedPrompter(decide: (seen: Seen) => Act | Promise<Act>): ScriptedPrompter {
  const said: Said[] = [];
  const asked: Seen[] = [];
  let isClosed = false;
  const see = async (seen: Seen): Promise<Act> => {
    asked.push(seen);
    return decide(seen);
  };
  const typed = <Value>(act: Act, spec: Pick<LineSpec<Value>, 'label' | 'read'>): Reply<Value> => {
    const wish = wishOf(act);
    if (wish !== undefined) return wish;
    const reading = spec.read(String(act));
    if (reading.problem !== undefined) throw new Error(`${spec.label}: ${reading.problem}`);
    return { kind: 'answer', value: reading.value, echo: reading.echo };
  };
  return {
    said,
    asked,
    isClosed: () => isClosed,
    line: async <Value>(spec: LineSpec<Value>) => typed(await see({ kind: 'line', ...spec }), spec),
    text: async (spec: TextSpec) => typed(await see({ kind: 'text', ...spec }), spec),
    choose: async <Value>(spec: ChoiceSpec<Value>): Promise<Reply<Value>> => {
      const act = await see({ ...spec, kind: 'choice', choices: spec.choices.map(({ label }) => label) });
      const wish = wishOf(act);
      if (wish !== undefined) return wish;
      const choice = spec.choices.find(({ label }) => label.startsWith(String(act)));
      if (choice === undefined) throw new Error(`${spec.label}: there is no choice “${String(act)}”.`);
      return { kind: 'answer', value: choice.value, echo: choice.label };
    },
    yesNo: async (spec: YesNoSpec): Promise<Reply<boolean>> => {
      const act = await see({ kind: 'yes-no', ...spec });
      return wishOf(act) ?? { kind: 'answer', value: act === true, echo: act === true ? 'yes' : 'no' };
    },
    list: async (spec: ListSpec): Promise<Reply<ListAction>> => {
      const act = await see({ ...spec, kind: 'list' });
      const wish = wishOf(act);
      if (wish !== undefined) return wish;
      return { kind: 'answer', value: act as ListAction, echo: '' };
    },
    tell: (text, tone = 'plain') => {
      said.push({ tone, text });
    },
    heading: (title, text = '') => {
      said.push({ tone: 'heading', text: `${title}\n${text}` });
    },
    close: () => {
      isClosed = true;
    },
  };
}
