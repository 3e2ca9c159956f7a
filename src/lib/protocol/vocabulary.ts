/** The phases of agreement that every replicated system has: someone leads, it replicates, the others learn. */
export type Phase = 'lead' | 'replicate' | 'learn';

/** A system's terms for what other systems have too, so that two can be shown side by side. null: it has no such thing. */
export interface Vocabulary {
  /** The role that votes for leaders and stores what they propose: follower, acceptor. */
  readonly voter: string | null;
  /** What orders leaders in time: term, ballot. */
  readonly epoch: string | null;
  /** A position in the order of commands: index, slot. */
  readonly place: string | null;
  readonly phases: Readonly<Record<Phase, PhaseWords | null>>;
}

export interface PhaseWords {
  /** The name of the phase: election, phase 1. */
  readonly name: string;
  /** The message that begins a round: RequestVote, Prepare. */
  readonly request: string;
  /** The types of all messages of the phase, in causal order. */
  readonly messages: readonly string[];
}
