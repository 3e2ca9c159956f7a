import type { ActorId, Message } from './message';

/** Something that has not happened, and one reason why not: an uncommitted entry, a waiting client, a refused vote. */
export interface Lack {
  readonly about: Subject;
  /** What is asked: "Why is index 4 not committed on n1?" Lacks about the same thing answer the same question. */
  readonly question: string;
  /** On whom it waits, or who refused. */
  readonly on: readonly ActorId[];
  /** One sentence: "Index 4 is on 2 of 5 servers; it needs 3." */
  readonly why: string;
  /** The rule behind it, a key of the system's rule cards; null: no rule, only the network or a crash. */
  readonly rule: string | null;
}

/** What has not happened. */
export type Subject =
  /** The entry or slot `index` of `node` is not settled. */
  | { readonly kind: 'entry'; readonly node: ActorId; readonly index: number }
  /** `node` stands for election, or the like, and does not lead. */
  | { readonly kind: 'lead'; readonly node: ActorId }
  /** `by` does not give `node` its vote, or the like. */
  | { readonly kind: 'vote'; readonly node: ActorId; readonly by: ActorId }
  /** `by` does not take what `node` sends it to keep. */
  | { readonly kind: 'append'; readonly node: ActorId; readonly by: ActorId }
  /** `client` has no answer to its request number `request`. */
  | { readonly kind: 'client'; readonly client: ActorId; readonly request: number };

/** One reason, before it is known what it is asked for. */
export type Reason = Omit<Lack, 'about' | 'question'>;

/** The lacks of one subject, if it is asked about; else nothing is worked out. */
export function lacksOf(
  { asked }: Surroundings,
  about: Subject,
  question: string,
  reasons: () => readonly Reason[],
): Lack[] {
  if (asked && !asked(about)) return [];
  return reasons().map((reason) => ({ about, question, ...reason }));
}

/** "n2 is", "n2 and n3 are", "n2, n3 and n4 are". */
export function they(ids: readonly ActorId[], one: string, several: string): string {
  const last = ids.at(-1);
  return ids.length <= 1 ? `${last} ${one}` : `${ids.slice(0, -1).join(', ')} and ${last} ${several}`;
}

/** A text that is the same for what is about the same thing, and for nothing else. */
export function subjectKey(about: Subject): string {
  switch (about.kind) {
    case 'entry':
      return `entry ${about.node} ${about.index}`;
    case 'lead':
      return `lead ${about.node}`;
    case 'vote':
    case 'append':
      return `${about.kind} ${about.node} ${about.by}`;
    case 'client':
      return `client ${about.client} ${about.request}`;
  }
}

/** What is around the nodes: lacks are read from both. And what is asked about. */
export interface Surroundings {
  /** Every message that may still arrive, also those that a partition holds back. */
  readonly inFlight: readonly Message[];
  /** Whether a message from one to the other would pass the network now. */
  readonly reaches: (from: ActorId, to: ActorId) => boolean;
  /** Whether something is asked about; absent: all is. */
  readonly asked?: (about: Subject) => boolean;
}

/**
 * The messages of a type that are in flight to a node, whether or not the partition holds them back.
 *
 * @param slot absent: for any slot, or none.
 */
export function messagesTo<M extends Message>(
  { inFlight }: Surroundings,
  whom: ActorId,
  what: string,
  slot?: number,
): readonly M[] {
  let groups = grouped.get(inFlight);
  if (!groups) grouped.set(inFlight, (groups = groupsOf(inFlight)));
  return (groups.get(groupOf(whom, what, slot)) ?? []).filter((one): one is M => one.type === what);
}

/** What is in flight by receiver, type and slot. With thousands of slots each asks; none should look through all messages. */
const grouped = new WeakMap<readonly Message[], Map<string, Message[]>>();

function groupsOf(inFlight: readonly Message[]): Map<string, Message[]> {
  const groups = new Map<string, Message[]>();
  for (const message of inFlight) {
    const { to, type, slot } = message as Message & { readonly slot?: number };
    const names = slot === undefined ? [groupOf(to, type)] : [groupOf(to, type), groupOf(to, type, slot)];
    for (const name of names) {
      const group = groups.get(name);
      if (group) group.push(message);
      else groups.set(name, [message]);
    }
  }
  return groups;
}

const groupOf = (to: ActorId, type: string, slot?: number) => `${to} ${type} ${slot ?? ''}`;

/** Those of some messages that the partition lets through, by sender. */
export function arriving(
  { reaches }: Surroundings,
  messages: readonly Pick<Message, 'from' | 'to'>[],
): ActorId[] {
  return messages.filter(({ from, to }) => reaches(from, to)).map(({ from }) => from);
}

/** A sentence about some nodes, if there are any: "n2 and n3 are crashed." */
export function some(
  nodes: readonly { readonly id: ActorId }[],
  one: string,
  several: string,
  rest: string,
  rule: string | null,
): Reason[] {
  const on = nodes.map(({ id }) => id);
  return on.length === 0 ? [] : [{ on, why: `${they(on, one, several)} ${rest}`, rule }];
}
