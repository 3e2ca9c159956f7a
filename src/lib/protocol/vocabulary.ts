/** What agreeing on a command takes, in every system that replicates: someone leads, it replicates, the others learn. */
export type Phase = 'lead' | 'replicate' | 'learn';

/** What a system calls the things that others have too, so that two can be laid side by side. null: it has nothing of the kind. */
export interface Vocabulary {
  /** Who votes for leaders and keeps what they propose: follower, acceptor. */
  readonly voter: string | null;
  /** What orders leaders: term, ballot. */
  readonly epoch: string | null;
  /** A place in the order of commands: index, slot. */
  readonly place: string | null;
  readonly phases: Readonly<Record<Phase, PhaseWords | null>>;
}

export interface PhaseWords {
  /** election, phase 1. */
  readonly name: string;
  /** The message that a round of it begins with: RequestVote, Prepare. */
  readonly request: string;
  /** The types of all its messages, each after those that lead to it. */
  readonly messages: readonly string[];
}
