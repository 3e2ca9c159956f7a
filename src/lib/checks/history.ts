import { required } from '../protocol/known';
import type { ActorId } from '../protocol/message';
import { apply, EMPTY_STORE, type Store } from '../kv/store';
import type { ClientState, Operation } from '../kv/client';
import type { Result } from '../kv/command';
import type { World } from '../sim/world';
import { isAnswered } from './model';
import { sparseAt, withAt, type Sparse } from './sparse';

/** What a node applies: a log entry, or the command of a slot. */
export interface Entry {
  readonly op: 'put' | 'get' | 'delete' | 'noop';
  readonly key?: string;
  readonly value?: string;
  readonly client?: ActorId;
  readonly request?: number;
}

/** By index or slot. */
export type Applied = Sparse<{ readonly entry: Entry }>;

/** An operation replayed in the order of applied entries: its index there, and its result. */
interface Replayed extends Result {
  readonly index: number;
}

/**
 * What the clients saw, compared with the order in which entries are applied. As long as that order explains every answer
 * and respects real time, the history is linearizable and nothing must be searched. Each entry and each answer is looked
 * at once.
 */
export interface History {
  /** How many applied entries have been replayed; then the store and sessions after them. */
  readonly upTo: number;
  readonly store: Store;
  readonly sessions: Readonly<Record<ActorId, Result & { readonly request: number }>>;
  /** The replayed operations, by client and request number. */
  readonly replayed: Readonly<Record<ActorId, Sparse<Replayed>>>;
  /** By client and request number: the last index that had been answered when the request was made. */
  readonly floors: Readonly<Record<ActorId, Sparse<number>>>;
  /** The last index of an answered operation. */
  readonly answeredUpTo: number;
  /** By client: how many of its operations have been seen, and whether the last one has an answer. */
  readonly known: Readonly<Record<ActorId, { readonly count: number; readonly answered: boolean }>>;
  /** Keys with an answer that the order of the log does not explain. For these, an order must be searched. */
  readonly doubtful: readonly string[];
}

export const NO_HISTORY: History = {
  upTo: 0,
  store: EMPTY_STORE,
  sessions: {},
  replayed: {},
  floors: {},
  answeredUpTo: 0,
  known: {},
  doubtful: [],
};

/** Replays the newly applied entries in order and records the result of each. */
export function replay(history: History, applied: Applied, sessionsOn: boolean): History {
  let next = history;
  for (let found = sparseAt(applied, next.upTo + 1); found; found = sparseAt(applied, next.upTo + 1)) {
    next = replayEntry({ ...next, upTo: next.upTo + 1 }, found.entry, sessionsOn);
  }
  return next;
}

function replayEntry(history: History, entry: Entry, sessionsOn: boolean): History {
  const { op, key = '', value, client, request } = entry;
  if (op === 'noop') return history;
  const session = sessionsOn && client !== undefined ? history.sessions[client] : undefined;
  const again = session !== undefined && request !== undefined && request <= session.request;
  if (again) return history;
  const { store, answer } = apply(history.store, value === undefined ? { op, key } : { op, key, value });
  if (client === undefined || request === undefined) return { ...history, store };
  const sessions = sessionsOn ? { ...history.sessions, [client]: { request, ...answer } } : history.sessions;
  const known = history.replayed[client] ?? {};
  if (sparseAt(known, request)) return { ...history, store, sessions };
  const replayed = {
    ...history.replayed,
    [client]: withAt(known, request, { index: history.upTo, ...answer }),
  };
  return { ...history, store, sessions, replayed };
}

/** A call or an answer not looked at before, with the request's number. */
interface Sighting {
  readonly operation: Operation;
  readonly number: number;
  readonly kind: 'call' | 'return';
}

/**
 * Takes in the new calls and answers of the clients.
 *
 * @returns the keys that have an answer for which an order must be searched
 */
export function hearClients(
  history: History,
  before: World | null,
  world: World,
): { history: History; search: string[] } {
  const changed = Object.values(world.clients).filter((client) => before?.clients[client.id] !== client);
  if (changed.length === 0) return { history, search: [] };
  const sightings = changed
    .flatMap((client) => sightingsOf(history, client))
    .sort((a, b) => timeOf(a) - timeOf(b));
  let next: History = {
    ...history,
    known: { ...history.known, ...Object.fromEntries(changed.map(knownOf)) },
  };
  const search = new Set<string>();
  for (const sighting of sightings) {
    const { client, key } = sighting.operation;
    if (sighting.kind === 'call') {
      const floors = withAt(next.floors[client] ?? {}, sighting.number, next.answeredUpTo);
      next = { ...next, floors: { ...next.floors, [client]: floors } };
    } else {
      const index = explained(next, sighting);
      if (index === null && !next.doubtful.includes(key))
        next = { ...next, doubtful: [...next.doubtful, key] };
      if (index !== null) next = { ...next, answeredUpTo: Math.max(next.answeredUpTo, index) };
      if (next.doubtful.includes(key)) search.add(key);
    }
  }
  return { history: next, search: [...search] };
}

/** The index that explains an answer; null: none does. */
function explained(history: History, { operation, number }: Sighting): number | null {
  const { client, ok, result } = operation;
  const replayed = sparseAt(history.replayed[client] ?? {}, number);
  if (!replayed || replayed.ok !== ok || replayed.result !== result) return null;
  return replayed.index > (sparseAt(history.floors[client] ?? {}, number) ?? 0) ? replayed.index : null;
}

function sightingsOf({ known }: History, { id, history, lastRequest }: ClientState): Sighting[] {
  const { count = 0, answered = true } = known[id] ?? {};
  return history.slice(answered ? count : count - 1).flatMap((operation, i) => {
    const position = (answered ? count : count - 1) + i;
    const number = lastRequest - (history.length - 1 - position);
    const called: Sighting[] = position >= count ? [{ operation, number, kind: 'call' }] : [];
    return isAnswered(operation) ? [...called, { operation, number, kind: 'return' }] : called;
  });
}

const timeOf = ({ kind, operation }: Sighting) =>
  kind === 'call' ? operation.call : required(operation.return, 'the time of the answer');

const knownOf = ({ id, history }: ClientState) =>
  [
    id,
    { count: history.length, answered: history.length === 0 || history.at(-1)?.return !== undefined },
  ] as const;
