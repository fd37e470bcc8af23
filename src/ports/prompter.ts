/** What a person typed, understood or not. */
export type Reading<Value> =
  | { readonly value: Value; readonly echo: string; readonly problem?: undefined }
  | { readonly problem: string; readonly example: string };

/** What came of a prompt. */
export type Reply<Value> =
  | { readonly kind: 'answer'; readonly value: Value; readonly echo: string }
  /** Enter on an empty line: what was there stays, or nothing is said. */
  | { readonly kind: 'keep' }
  | { readonly kind: 'back' }
  | { readonly kind: 'skip' }
  /** The person wants to do something else than answer. */
  | { readonly kind: 'more' };

/** What stands around the place where an answer is typed. */
export interface Frame {
  /** Where one is and how long it takes. */
  readonly header?: string | undefined;
  /** The question. Left out for a further part of the same question. */
  readonly question?: string | undefined;
  /** Names the answer. */
  readonly label: string;
  readonly hint?: string | undefined;
  /** Printed when somebody types `?`. */
  readonly help?: string | undefined;
  /** The answer given earlier, in words. */
  readonly earlier?: string | undefined;
  /** An answer that suggests itself, in words. */
  readonly suggested?: string | undefined;
  /** Enter on an empty line leaves it out, or keeps what was there. */
  readonly canKeep?: boolean | undefined;
  readonly canGoBack?: boolean | undefined;
  readonly canSkip?: boolean | undefined;
  readonly hasMore?: boolean | undefined;
  /** What skipping means; "later" if left out. */
  readonly skipWord?: string | undefined;
  /** What stays on the screen where it is skipped; "for later" if left out. */
  readonly skipEcho?: string | undefined;
  /** The answer leaves no line on the screen. */
  readonly isSilent?: boolean | undefined;
}

/** How a text between two prompts is meant; told by words and signs first, by colour only besides. */
export type Tone = 'plain' | 'quiet' | 'hint';

export interface LineSpec<Value> extends Frame {
  readonly read: (text: string) => Reading<Value>;
}

export interface TextSpec extends Frame {
  readonly read: (text: string) => Reading<string>;
  /** A text to correct: the earlier answer, or a draft. Enter takes it as it stands, Tab opens it. */
  readonly offered?: { readonly text: string; readonly isDraft: boolean } | undefined;
}

export interface Choice<Value> {
  readonly value: Value;
  readonly label: string;
  /** One more line, shown for the choice at hand. */
  readonly detail?: string | undefined;
}

export interface ChoiceSpec<Value> extends Frame {
  readonly choices: readonly Choice<Value>[];
  /** The choice that stands marked at first. */
  readonly marked?: Value | undefined;
  /** Typing looks for words anywhere in the labels, and only what holds them is shown. */
  readonly canSearch?: boolean | undefined;
}

export interface YesNoSpec extends Frame {
  /** What Enter alone means. */
  readonly marked?: boolean | undefined;
}

export interface ListRow {
  readonly id: string;
  readonly text: string;
  /** Something in it is still to be answered. */
  readonly isOpen?: boolean | undefined;
}

export interface ListSpec extends Frame {
  readonly rows: readonly ListRow[];
  /** What one row is called: group, promise. */
  readonly rowName: string;
  /** Fewer rows than these do not end it. */
  readonly minRows: number;
}

export type ListAction =
  | { readonly action: 'add' | 'done' }
  | { readonly action: 'edit' | 'delete'; readonly id: string };

/** Asks a person at a terminal. Every method fails with Failure `cancelled` when the person stops. */
export interface Prompter {
  /** One line. */
  line<Value>(spec: LineSpec<Value>): Promise<Reply<Value>>;
  /** One or more paragraphs. */
  text(spec: TextSpec): Promise<Reply<string>>;
  choose<Value>(spec: ChoiceSpec<Value>): Promise<Reply<Value>>;
  yesNo(spec: YesNoSpec): Promise<Reply<boolean>>;
  /** What to do with the rows of a list. */
  list(spec: ListSpec): Promise<Reply<ListAction>>;
  /** Prints text between two prompts, broken to the width of the terminal. */
  tell(text: string, tone?: Tone): void;
  /** Begins a new part. */
  heading(title: string, text?: string): void;
  /** Gives the terminal back as it was. Nothing can be asked afterwards. */
  close(): void;
}
