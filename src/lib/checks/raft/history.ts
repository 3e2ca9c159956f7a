/** Linearizability of what the clients saw (§8). */
import type { Operation } from '../../kv/client';
import type { World } from '../../sim/world';
import { unexplained } from '../unexplained';
import { isAccused } from '../violation';
import { indexed, type Entry, type Log } from './log';
import { nodesOf } from './node';
import { accuse, type Look } from './watch';

/**
 * A key is skipped if nothing is promised for it: without client sessions, the network delivered a request on it twice,
 * and it was done twice.
 */
export function linearizability(seen: Look): void {
  const { before, world, memory } = seen;
  const sessionsOn = hasSessions(world);
  const { history, found } = unexplained(
    before,
    world,
    {
      applied: memory.applied,
      sessionsOn,
      passOver: (key) =>
        isAccused(memory, 'linearizability', `key ${key}`) || (!sessionsOn && wasDoubled(world, key)),
      begunOperations: (key) => begunOperations(world, key),
    },
    memory.history,
  );
  if (history !== memory.history) seen.memory = { ...seen.memory, history };
  for (const { key, verdict } of found)
    accuse(seen, 'linearizability', `key ${key}`, [verdict.blocked.client], verdict.message);
}

function hasSessions({ setup }: World): boolean {
  const options = setup.options[setup.system] ?? {};
  return 'clientSessions' in options && options.clientSessions === true;
}

/** Whether a log has the same request on this key twice, or one of an unknown client. */
function wasDoubled(world: World, key: string): boolean {
  return nodesOf(world).some(({ log }) => {
    const requests = log.filter((entry) => entry.key === key && entry.client !== undefined);
    const strangers = requests.some(({ client = '' }) => !Object.hasOwn(world.clients, client));
    return (
      strangers ||
      new Set(requests.map(({ client, request }) => `${client}/${request}`)).size < requests.length
    );
  });
}

/** The fields of a `[[node]]` or `[[message]]` table that hold entries. */
interface Begun {
  readonly log?: Log;
  readonly commitIndex?: number;
  readonly entries?: Log;
  readonly prevLogIndex?: number;
}

/**
 * The set-up's own entries for a key, as operations without a client. Committed ones happened in that order before
 * everything else; the others may still happen or not.
 */
function begunOperations({ setup }: World, key: string): Operation[] {
  const tables = [...setup.nodes, ...setup.messages] as readonly Begun[];
  const entries = new Map<string, { entry: Entry; index: number; committed: boolean }>();
  const committed = Math.max(0, ...tables.map(({ commitIndex = 0 }) => commitIndex));
  const note = (log: Log, first: number, upTo: number) => {
    for (const { index, entry } of indexed(log, first)) {
      const name = `${index}/${entry.term}`;
      if (entry.key !== key || entries.has(name)) continue;
      entries.set(name, { entry, index, committed: index <= upTo });
    }
  };
  for (const { log = [], commitIndex = 0 } of tables) if (commitIndex === committed) note(log, 1, committed);
  for (const { log = [], entries: sent = [], prevLogIndex = 0 } of tables) {
    note(log, 1, 0);
    note(sent, prevLogIndex + 1, 0);
  }
  return [...entries.values()].map(({ entry, index, committed: done }) => {
    const { op, value } = entry as Entry & Pick<Operation, 'op'>;
    const time = index - committed - 1;
    const asked: Operation = {
      client: 'the set-up',
      op,
      key,
      ...(value === undefined ? {} : { value }),
      call: done ? time : 0,
    };
    return done ? { ...asked, return: time } : asked;
  });
}
