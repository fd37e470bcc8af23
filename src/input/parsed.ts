/** What became of something that a person typed. */
export type Parsed<Value> = Understood<Value> | NotUnderstood;

export interface Understood<Value> {
  readonly value: Value;
  /** The value in words, shown back so that a misreading is seen at once. */
  readonly echo: string;
  readonly problem?: undefined;
  /** Of a range: only its ends were given, and the most likely point is their middle. */
  readonly isMiddle?: boolean;
}

export interface NotUnderstood {
  /** What could not be understood, in one sentence. */
  readonly problem: string;
  /** Something that would be understood. */
  readonly example: string;
}

export function understood<Value>(value: Value, echo: string): Understood<Value> {
  return { value, echo };
}

export function notUnderstood(problem: string, example: string): NotUnderstood {
  return { problem, example };
}
