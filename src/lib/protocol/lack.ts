import type { ActorId, Message } from './message';

/**
 * Something that has not happened, and one reason why not. Examples: an uncommitted entry, a waiting client, a refused
 * vote.
 */
export interface Lack {
  readonly about: Subject;
  /** The question for people: "Why is index 4 not committed on n1?" Lacks with the same subject answer the same question. */
  readonly question: string;
  /** The nodes that it waits for, or that refused. */
  readonly on: readonly ActorId[];
  /** One sentence: "Index 4 is on 2 of 5 servers; it needs 3." */
  readonly why: string;
  /** The rule behind it, a key of the system's rule cards; null: there is no rule, only the network or a crash. */
  readonly rule: string | null;
}

/** What has not happened. */
export type Subject =
  /** The entry at `index` (or slot) of `node` is not committed or chosen. */
  | { readonly kind: 'entry'; readonly node: ActorId; readonly index: number }
  /** `node` wants to lead and does not lead yet. */
  | { readonly kind: 'lead'; readonly node: ActorId }
  /** `by` has not voted for `node` or promised it anything. */
  | { readonly kind: 'vote'; readonly node: ActorId; readonly by: ActorId }
  /** `by` does not accept the entries that `node` sends. */
  | { readonly kind: 'append'; readonly node: ActorId; readonly by: ActorId }
  /** `client` has no answer to its request `request`. */
  | { readonly kind: 'client'; readonly client: ActorId; readonly request: number };

/** A reason before its question is attached. */
export type Reason = Omit<Lack, 'about' | 'question'>;

/** The lacks of one subject. They are worked out only if someone asks about it. */
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

/** A key that two subjects share exactly if they are the same. */
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

/** The network around the nodes, and which subjects to look at. */
export interface Surroundings {
  /** Every message that may still arrive. Those that a partition holds back count. */
  readonly inFlight: readonly Message[];
  /** Whether the network would let a message from one to the other pass now. */
  readonly reaches: (from: ActorId, to: ActorId) => boolean;
  /** Whether to look at a subject; absent: look at all. */
  readonly asked?: (about: Subject) => boolean;
}

/**
 * The messages of one type that are in flight to a node. Those that a partition holds back count.
 *
 * @param slot only messages about this slot; absent: of any slot or none.
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

/** The messages in flight by receiver, type and slot. With thousands of slots, each lookup must not scan all messages. */
const grouped = new WeakMap<readonly Message[], Map<string, Message[]>>();

function groupsOf(inFlight: readonly Message[]): Map<string, Message[]> {
  const groups = new Map<string, Message[]>();
  for (const message of inFlight) {
    const { to, type } = message;
    const slot = 'slot' in message && typeof message.slot === 'number' ? message.slot : undefined;
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

/** Those of the given messages that the partition lets through, by sender. */
export function arriving(
  { reaches }: Surroundings,
  messages: readonly Pick<Message, 'from' | 'to'>[],
): ActorId[] {
  return messages.filter(({ from, to }) => reaches(from, to)).map(({ from }) => from);
}

/** A sentence about the given nodes, or nothing if there are none: "n2 and n3 are crashed." */
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
