/** The names of what can be violated, for `expect violation`; another system adds its own. */
export const VIOLATIONS = [
  'election-safety',
  'vote-once',
  'leader-append-only',
  'log-matching',
  'leader-completeness',
  'state-machine-safety',
  'commit-majority',
  'commit-durable',
  'match-true',
  'match-monotonic',
  'persistence',
  'term-monotonic',
  'commit-monotonic',
  'applied-monotonic',
  'applied-commit-last',
  'linearizability',
] as const;
