/** The subject of a rule. The page of rules has a section for each, in this order. */
export const RULE_GROUPS = ['All servers', 'Elections', 'Replication', 'Commit', 'Clients'] as const;

export type RuleGroup = (typeof RULE_GROUPS)[number];

/** A rule of a protocol in our own words, with the place in its source. */
export interface RuleCard {
  readonly group: RuleGroup;
  readonly id: string;
  readonly title: string;
  /** The rule in one or two sentences. */
  readonly text: string;
  /** The title of the source: "Ongaro and Ousterhout, In Search of an Understandable Consensus Algorithm". */
  readonly source: string;
  /** The place in the source: "§5.4.1", "Figure 2, RequestVote RPC, receiver 2". */
  readonly section: string;
}
