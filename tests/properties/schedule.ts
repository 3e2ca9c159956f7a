/** Random runs: any set-up, and any schedule of all that can happen. */
import fc from 'fast-check';
import { enabled, type Action, type World } from '../../src/lib/index';
import type { Setup } from '../../src/lib/protocol/setup';
import { log, setupOf } from '../paper/bench';

const raft = fc.record({
  autoStart: fc.boolean(),
  replication: fc.constantFrom('synchronous' as const, 'pipelined' as const),
  commitNotification: fc.boolean(),
  leaderNoop: fc.boolean(),
  clientSessions: fc.boolean(),
});

/** A log of this term or less, with rising terms. */
const terms = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }).map((list) => [...list].sort());
const begun = fc.record({ n: fc.integer({ min: 1, max: 3 }), terms });

export const setups: fc.Arbitrary<Setup> = fc
  .record({
    raft,
    begun: fc.array(begun, { maxLength: 2 }),
    numNodes: fc.integer({ min: 1, max: 9 }),
    numClients: fc.integer({ min: 0, max: 4 }),
    requestsPerClient: fc.integer({ min: 0, max: 4 }),
    seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
  })
  .map(({ begun: list, ...change }) =>
    setupOf({ ...change, nodes: list.map(({ n, terms: logged }) => ({ id: `n${n}`, log: log(...logged) })) }),
  );

/** One choice of a schedule: the kind of act, and on which of the possible objects. */
export interface Choice {
  readonly kind: number;
  readonly which: number;
}

export const choices = (maxLength: number): fc.Arbitrary<Choice[]> =>
  fc.array(fc.record({ kind: fc.nat(99), which: fc.nat(9999) }), { minLength: maxLength / 2, maxLength });

/** The act of a choice in a world. Mostly messages arrive, in any order; sometimes there is a fault. */
export function actionFor(world: World, { kind, which }: Choice): Action {
  const all: readonly Action[] = enabled(world);
  const oneOf = (...names: readonly string[]): Action | undefined => {
    const fits = all.filter(({ action }) => names.includes(action));
    return fits[which % fits.length];
  };
  if (kind < 50) return oneOf('deliver') ?? { action: 'next' };
  if (kind < 56) return oneOf('timeout') ?? { action: 'next' };
  if (kind < 62) return oneOf('heartbeat') ?? { action: 'next' };
  if (kind < 66) return oneOf('drop') ?? { action: 'heal' };
  if (kind < 72) return oneOf('duplicate') ?? { action: 'heal' };
  if (kind < 75) return oneOf('crash') ?? { action: 'heal' };
  if (kind < 79) return oneOf('restart') ?? { action: 'next', count: 3 };
  if (kind < 82) return oneOf('retry') ?? { action: 'next', count: 2 };
  if (kind < 85) return { action: 'partition', groups: groupsOf(world, which) };
  if (kind < 88) return { action: 'heal' };
  if (kind < 94) return requestOf(world, which);
  return refusable(which);
}

function groupsOf(world: World, which: number): string[][] {
  const groups: string[][] = [[], []];
  for (const [i, id] of [...Object.keys(world.nodes), ...Object.keys(world.clients)].entries()) {
    groups[(which >> i) & 3]?.push(id);
  }
  return groups;
}

function requestOf(world: World, which: number): Action {
  const client = `c${(which % Math.max(1, Object.keys(world.clients).length)) + 1}`;
  const op = (['put', 'get', 'delete'] as const)[which % 3] ?? 'get';
  const request = { action: 'request', client, op, key: 'ab'[which % 2] ?? 'a' } as const;
  return which % 5 === 0 ? { ...request, value: 'v', to: 'n1' } : request;
}

/** Acts that usually cannot be done. */
function refusable(which: number): Action {
  const list: readonly Action[] = [
    { action: 'timeout', node: 'n1' },
    { action: 'heartbeat', node: 'n1' },
    { action: 'crash', node: 'n9' },
    { action: 'restart', node: 'n1' },
    { action: 'retry', client: 'c1' },
    { action: 'deliver', nth: 40 },
    { action: 'drop', message: 'Nothing' },
    { action: 'partition', groups: [['n1', 'n1']] },
    { action: 'request', client: '__proto__', op: 'get', key: 'a' },
    { action: 'expect', node: 'n1', role: 'king' },
    { action: 'settle', limit: 0 },
  ];
  return list[which % list.length] as Action;
}
