/** What a rule is about; the page of rules shows them in this order. */
export const RULE_GROUPS = ['All servers', 'Elections', 'Replication', 'Commit', 'Clients'] as const;

export type RuleGroup = (typeof RULE_GROUPS)[number];

/** A rule of a protocol, told in our own words, with where its source says it. */
export interface RuleCard {
  readonly group: RuleGroup;
  readonly id: string;
  readonly title: string;
  /** The rule in one or two sentences. */
  readonly text: string;
  /** The work that states it: "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm". */
  readonly source: string;
  /** The place in that work: "§5.4.1", "Figure 2, RequestVote RPC, receiver 2". */
  readonly section: string;
}
