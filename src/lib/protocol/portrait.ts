import type { ActorId } from './message';

/** How a role is drawn, so that what does the same work in two systems looks the same. */
export type Shape = 'leader' | 'candidate' | 'follower' | 'acceptor' | 'store' | 'peer';

/** A node as it is shown, whatever it runs: on the stage, in inspectors, in diagrams and in what a step changed. */
export interface Portrait {
  readonly id: ActorId;
  /** In the system's own word: follower, acceptor, … */
  readonly role: string;
  readonly shape: Shape;
  readonly alive: boolean;
  /** What its epochs are called and which it is in: term 3, ballot 2.l1. null: it has none. */
  readonly epoch: Epoch | null;
  /** Everything else that it holds, in the order in which it is shown. */
  readonly fields: readonly Field[];
  /** What it holds in a row, by index or slot; null: nothing of the kind. */
  readonly row: Row | null;
  /** What it believes of others' rows; absent: nothing. */
  readonly marks?: readonly Mark[];
}

export interface Epoch {
  /** As people say it: term, ballot. */
  readonly name: string;
  /** As the system's source names the variable: `currentTerm`. */
  readonly field: string;
  readonly value: string;
  /** As short as it can be said: `t3`. */
  readonly brief: string;
  /** It stands on the line of the fields, after this word; absent: beside the role. */
  readonly line?: string;
}

export interface Field {
  /** As the system's source names it: `votedFor`. */
  readonly name: string;
  readonly value: string;
  /** Its name on the stage; absent: it is shown in the inspector alone. */
  readonly brief?: string;
  /** There is nothing: the stage shows a dash. */
  readonly blank?: boolean;
  /** Where the stage shows it: in the column of stores, or in place of a log; absent: on the line below the node's name. */
  readonly column?: 'store' | 'log';
}

export interface Row {
  /** What it is called: log, slots. */
  readonly name: string;
  /** What a settled cell is called: committed, chosen. */
  readonly settledAs: string;
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** From 1. */
  readonly index: number;
  /** The epoch's number tints it; `mark` is how that is written: `t2`. */
  readonly epoch: number;
  readonly mark: string;
  /** As short as it can be said: `c=1`. */
  readonly text: string;
  /** Committed, chosen or learnt: drawn filled. */
  readonly settled: boolean;
  /** The node's store holds its effect. */
  readonly applied: boolean;
  /** All of it in words, for who listens: "index 2, term 1, c=1, committed". */
  readonly told: string;
}

/** What a node believes of another's row, as a leader's nextIndex and matchIndex. */
export interface Mark {
  /** Whose row it points into. */
  readonly node: ActorId;
  /** As the system's source names it. */
  readonly name: string;
  /** `match`: up to here the other holds the same; `next`: this is sent to it next. */
  readonly kind: 'match' | 'next';
  /** 0: before the first. */
  readonly index: number;
}
