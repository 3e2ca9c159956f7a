import type { ActorId } from './message';

/** Something that has not happened, and what it still lacks: an uncommitted entry, a waiting client, a refused vote. */
export interface Lack {
  /** What waits: "index 4 on n1", "c1: put a=1". */
  readonly what: string;
  /** On whom it waits or who refused. */
  readonly actor: ActorId;
  /** One sentence: "Index 4 is on 2 of 5 servers; it needs 3." */
  readonly why: string;
  /** The rule behind it, a key of the system's rule cards. */
  readonly rule: string;
}
