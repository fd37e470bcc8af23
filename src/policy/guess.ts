/** Something that the file does not say outright, with what suggests it. */
export interface Guess<T> {
  readonly value: T;
  /** In words for the leader, a clause: "the key price stands beside currency: EUR". */
  readonly why: string;
}
