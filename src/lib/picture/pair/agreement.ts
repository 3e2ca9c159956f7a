/** Whether both sides give their clients the same answers and store the same keys. */
import type { Operation } from '../../kv/client';
import { requestText } from '../../kv/text';
import type { ActorId } from '../../protocol/message';
import type { PairMoment } from '../../run/pair/pair';
import { leaderOf } from '../../run/pair/roles';
import type { SideMoment } from '../../run/pair/side';

/** `waits`: one side is not there yet. */
export type Likeness = 'same' | 'different' | 'waits';

/** A client's request, with the answers of both sides. */
interface ReplyPair {
  readonly client: ActorId;
  /** The position among the client's requests, from 1. */
  readonly number: number;
  readonly request: string;
  /** null: not answered yet. */
  readonly left: string | null;
  readonly right: string | null;
  readonly likeness: Likeness;
}

/** All requests of both sides, those of each client in order. */
export function replyPairs({ left, right }: PairMoment): readonly ReplyPair[] {
  return Object.keys(left.world.clients).flatMap((client) => {
    const a = left.world.clients[client]?.history ?? [];
    const b = right.world.clients[client]?.history ?? [];
    const longest = a.length > b.length ? a : b;
    return longest.map((asked, i) => pairOf(client, i + 1, asked, a[i], b[i]));
  });
}

function pairOf(
  client: ActorId,
  number: number,
  asked: Operation,
  a: Operation | undefined,
  b: Operation | undefined,
): ReplyPair {
  const [left, right] = [a?.result ?? null, b?.result ?? null];
  const likeness = left === null || right === null ? 'waits' : left === right ? 'same' : 'different';
  const request = requestText(asked);
  return { client, number, request, left, right, likeness };
}

/** A key, with the values of both sides. null: the side does not have the key. */
interface KeyPair {
  readonly key: string;
  readonly left: string | null;
  readonly right: string | null;
}

/** All keys of both stores, in order; null: a side has no store, or no node that can answer. */
export function keyPairs({ left, right }: PairMoment): readonly KeyPair[] | null {
  const a = storeOf(left);
  const b = storeOf(right);
  if (!a || !b) return null;
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return keys.map((key) => ({ key, left: valueOf(a, key), right: valueOf(b, key) }));
}

type Store = Readonly<Record<string, string>>;

const valueOf = (store: Store, key: string) => (Object.hasOwn(store, key) ? (store[key] ?? null) : null);

/** The leader's store; if nobody leads, the store of the node that has applied most. */
function storeOf({ system, world }: SideMoment): Store | null {
  const leader = leaderOf(system, world);
  const views = Object.values(world.nodes).map((node) => system.view(node));
  const holding = views.filter((view) => typeof view['store'] === 'object');
  const applied = (view: (typeof views)[number]) => Number(view['lastApplied'] ?? 0);
  const best = holding.find(({ id }) => id === leader) ?? holding.sort((a, b) => applied(b) - applied(a))[0];
  return (best?.['store'] as Store | undefined) ?? null;
}

/** The name of the first answer that differs, or, if nothing is in progress, of the first key; null: there is none. */
export function firstDifference(moment: PairMoment): string | null {
  if (likenessOf(moment) !== 'different') return null;
  const reply = replyPairs(moment).find(({ likeness }) => likeness === 'different');
  if (reply) return `${reply.client} ${reply.request}`;
  const key = keyPairs(moment)?.find(({ left, right }) => left !== right);
  return key ? `key ${key.key}` : null;
}

/** The verdict in one word: different as soon as one answer differs, or, if nothing is in progress, one key. */
export function likenessOf(moment: PairMoment): Likeness {
  const replies = replyPairs(moment);
  if (replies.some(({ likeness }) => likeness === 'different')) return 'different';
  if (replies.some(({ likeness }) => likeness === 'waits')) return 'waits';
  const keys = keyPairs(moment);
  return keys?.some(({ left, right }) => left !== right) ? 'different' : 'same';
}
