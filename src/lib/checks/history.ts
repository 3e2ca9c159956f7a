import type { ActorId } from '../protocol/message';
import { apply, EMPTY_STORE, type Store } from '../kv/store';
import type { ClientState, Operation } from '../kv/client';
import type { Result } from '../kv/command';
import type { World } from '../sim/world';
import { isAnswered } from './model';
import { at, withAt, type Sparse } from './sparse';

/** What was applied: a log entry, or a slot's command. */
export interface Entry {
  readonly op: 'put' | 'get' | 'delete' | 'noop';
  readonly key?: string;
  readonly value?: string;
  readonly client?: ActorId;
  readonly request?: number;
}

/** By index or slot. */
export type Applied = Sparse<{ readonly entry: Entry }>;

/** Where in the order of applied entries an operation stands, and what it gives there. */
interface Place extends Result {
  readonly index: number;
}

/**
 * What the clients saw, beside the order in which entries are applied. As long as that order explains every answer and keeps
 * what returned before what, the history is linearizable and nothing need be searched; each entry and answer is looked at once.
 */
export interface History {
  /** How many applied entries have been replayed, and what came of them. */
  readonly upTo: number;
  readonly store: Store;
  readonly sessions: Readonly<Record<ActorId, Result & { readonly request: number }>>;
  /** By client and number of the request. */
  readonly places: Readonly<Record<ActorId, Sparse<Place>>>;
  /** By client and number of the request: the last index that had been answered when it was made. */
  readonly floors: Readonly<Record<ActorId, Sparse<number>>>;
  /** The last index of an answered operation. */
  readonly answeredUpTo: number;
  /** By client: how many of its operations are known, and whether the last of them is answered. */
  readonly known: Readonly<Record<ActorId, { readonly count: number; readonly answered: boolean }>>;
  /** Keys whose answers the order of the log does not explain: for them an order must be searched. */
  readonly doubtful: readonly string[];
}

export const NO_HISTORY: History = {
  upTo: 0,
  store: EMPTY_STORE,
  sessions: {},
  places: {},
  floors: {},
  answeredUpTo: 0,
  known: {},
  doubtful: [],
};

/** Replays the entries applied since, in order: what each operation gives there. */
export function replay(history: History, applied: Applied, sessionsOn: boolean): History {
  let next = history;
  for (let found = at(applied, next.upTo + 1); found; found = at(applied, next.upTo + 1)) {
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
  const known = history.places[client] ?? {};
  if (at(known, request)) return { ...history, store, sessions };
  const places = { ...history.places, [client]: withAt(known, request, { index: history.upTo, ...answer }) };
  return { ...history, store, sessions, places };
}

/** A call or an answer that has not been looked at, and the request's number. */
interface Sighting {
  readonly operation: Operation;
  readonly number: number;
  readonly kind: 'call' | 'return';
}

/**
 * Looks at what the clients have done and heard since.
 *
 * @returns the keys of which something was answered that has to be searched.
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
  const place = at(history.places[client] ?? {}, number);
  if (!place || place.ok !== ok || place.result !== result) return null;
  return place.index > (at(history.floors[client] ?? {}, number) ?? 0) ? place.index : null;
}

function sightingsOf({ known }: History, { id, history, lastRequest }: ClientState): Sighting[] {
  const { count = 0, answered = true } = known[id] ?? {};
  return history.slice(answered ? count : count - 1).flatMap((operation, i) => {
    const place = (answered ? count : count - 1) + i;
    const number = lastRequest - (history.length - 1 - place);
    const called: Sighting[] = place >= count ? [{ operation, number, kind: 'call' }] : [];
    return isAnswered(operation) ? [...called, { operation, number, kind: 'return' }] : called;
  });
}

const timeOf = ({ kind, operation }: Sighting) =>
  kind === 'call' ? operation.call : (operation.return as number);

const knownOf = ({ id, history }: ClientState) =>
  [
    id,
    { count: history.length, answered: history.length === 0 || history.at(-1)?.return !== undefined },
  ] as const;
