import type { ActorId } from './message';

/** How a role is drawn. Roles that do the same work in two systems have the same shape. */
export type Shape = 'leader' | 'candidate' | 'follower' | 'acceptor' | 'store' | 'peer';

/** A node as every picture shows it: the stage, the inspectors, the diagrams and the list of changes. */
export interface Portrait {
  readonly id: ActorId;
  /** In the system's own terms: follower, acceptor, … */
  readonly role: string;
  readonly shape: Shape;
  readonly alive: boolean;
  /** The name and value of its epoch: term 3, ballot 2.l1. null: it has none. */
  readonly epoch: Epoch | null;
  /** Everything else that it holds, in display order. */
  readonly fields: readonly Field[];
  /** Its log or slots, in order; null: it has nothing of the kind. */
  readonly row: Row | null;
  /** Where it believes the logs of other nodes stand; absent: it keeps no such indexes. */
  readonly marks?: readonly Mark[];
}

export interface Epoch {
  /** The term for people: term, ballot. */
  readonly name: string;
  /** The variable's name in the system's source: `currentTerm`. */
  readonly field: string;
  readonly value: string;
  /** The shortest form: `t3`. */
  readonly brief: string;
  /** Absent: shown beside the role. Otherwise it is shown on the line of fields, after this word. */
  readonly line?: string;
}

export interface Field {
  /** The variable's name in the system's source: `votedFor`. */
  readonly name: string;
  readonly value: string;
  /** Its name on the stage; absent: only the inspector shows it. */
  readonly brief?: string;
  /** Whether it has no value: the stage shows a dash. */
  readonly blank?: boolean;
  /** The column of the stage that shows it: stores, or the log. Absent: the line below the node's name. */
  readonly column?: 'store' | 'log';
}

export interface Row {
  /** The name of the whole: log, slots. */
  readonly name: string;
  /** The term for a settled cell: committed, chosen. */
  readonly settledAs: string;
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** From 1. */
  readonly index: number;
  /** The epoch's number, which sets the colour. `mark` is its written form: `t2`. */
  readonly epoch: number;
  readonly mark: string;
  /** The shortest form: `c=1`. */
  readonly text: string;
  /** Committed, chosen or learnt: drawn filled. */
  readonly settled: boolean;
  /** The node's store holds its effect. */
  readonly applied: boolean;
  /** The whole cell in words, for screen readers: "index 2, term 1, c=1, committed". */
  readonly told: string;
}

/** Where a node believes another node's log stands, such as a leader's nextIndex and matchIndex. */
export interface Mark {
  /** The node whose row it points into. */
  readonly node: ActorId;
  /** The variable's name in the system's source. */
  readonly name: string;
  /** `match`: the rows agree up to here; `next`: the entry sent next. */
  readonly kind: 'match' | 'next';
  /** 0: before the first entry. */
  readonly index: number;
}
