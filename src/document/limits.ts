/**
 * What a YAML file may hold. Far above any review, far below what hurts: without these a file of 2 KB can
 * end the process or hold it for minutes.
 */
export const limits = {
  /** 256 KB. */
  bytes: 256 * 1024,
  /** Maps and lists in one another. */
  depth: 32,
  /** Keys in one map. */
  keys: 1_000,
  /** Keys, values, brackets, line ends … as the lexer of `yaml` cuts them. */
  tokens: 50_000,
  /** Anchors, aliases and tags in a policy file; no other file may have any. */
  names: 1_000,
  /** Values that the aliases of a policy file stand for, all together. */
  expanded: 10_000,
} as const;
