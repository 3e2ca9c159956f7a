import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkSafety, type Action, type World } from '../../../src/lib/index';
import { step } from '../../../src/lib/index';
import { Bench } from '../../paper/bench';
import { actionFor, choices } from '../../properties/schedule';

const ask = (client: string, op: 'put' | 'get' | 'delete', value?: string): Action => ({
  ...{ action: 'request', client, op, key: 'a' },
  ...(value === undefined ? {} : { value }),
});

/** All worlds of a run of one server and two clients that ask for nothing by themselves. */
function worldsOf(...actions: readonly Action[]): World[] {
  const bench = new Bench({ system: 'single', numClients: 2, requestsPerClient: 0 });
  return [bench.world, ...actions.map((action) => bench.do(action).world)];
}

const broken = (worlds: readonly World[]) => [
  ...new Set(checkSafety(worlds).map(({ invariant }) => invariant)),
];

const next: Action = { action: 'next' };
const crash: Action = { action: 'crash', node: 's1' };
/** c1 puts a=1 and gets its answer, c2 gets it and gets its answer, and the server crashes. */
const RUN = worldsOf(ask('c1', 'put', '1'), next, next, ask('c2', 'get'), next, next, crash);

/** The same run with one world changed. */
const told = (at: number, change: (world: World) => Partial<World>): World[] =>
  RUN.slice(0, at + 1).map((world, i) => (i === at ? { ...world, ...change(world) } : world));

const holding = (store: object) => (world: World) => ({
  nodes: { s1: { ...world.nodes['s1'], store } as World['nodes'][string] },
});

const replying =
  (fields: object) =>
  ({ network }: World) => ({
    network: { ...network, inFlight: network.inFlight.map((message) => ({ ...message, ...fields })) },
  });

/** c2 gets this answer. */
const hearing =
  (answer: object) =>
  ({ clients }: World) => {
    const c2 = clients['c2']!;
    const history = c2.history.map((operation) => ({ ...operation, ...answer }));
    return { clients: { ...clients, c2: { ...c2, history } } };
  };

describe('what one server promises', () => {
  it('holds in a correct run', () => expect(broken(RUN)).toEqual([]));

  it.each([
    ['a put that is done changes nothing', told(2, holding({})), ['store-applied']],
    ['a put that is done stores something else', told(2, holding({ a: '2' })), ['store-applied']],
    ['a get that is done changes the store', told(5, holding({})), ['store-applied']],
    ['a crash takes the store', told(7, holding({})), ['store-applied']],
    ['the store changes by itself', told(3, holding({ a: '1', b: '1' })), ['store-applied']],
    [
      'a put that is done is answered otherwise',
      told(2, replying({ ok: false, result: 'key already exists: a' })),
      ['answer-applied'],
    ],
    ['a get is answered another value', told(5, replying({ result: '2' })), ['answer-applied']],
    ['another request is answered', told(5, replying({ request: 7 })), ['answer-applied']],
    [
      'nothing is answered',
      told(5, ({ network }) => ({ network: { ...network, inFlight: [] } })),
      ['answer-applied'],
    ],
    ['a client reads what was never there', told(6, hearing({ result: '2' })), ['linearizability']],
    [
      'a client misses what was put before it asked',
      told(6, hearing({ ok: false, result: 'key not found: a' })),
      ['linearizability'],
    ],
  ])('is broken when %s', (_what, worlds, names) => {
    expect(broken(worlds)).toEqual(names);
  });

  it('is not broken by a request that the network delivered twice, without sessions', () => {
    const doubled = worldsOf(
      ...[ask('c1', 'put', '1'), { action: 'duplicate' } as const, next],
      ...[{ action: 'deliver', message: 'ClientReply' } as const, ask('c2', 'delete')],
      ...[{ action: 'deliver', from: 'c2' } as const, { action: 'deliver', to: 'c2' } as const],
      ...[{ action: 'deliver', from: 'c1' } as const, ask('c2', 'get')],
      ...[{ action: 'deliver', from: 'c2' } as const, { action: 'deliver', to: 'c2' } as const],
    );
    expect(doubled.at(-1)?.clients['c2']?.history.map(({ result }) => result)).toEqual(['ok', '1']);
    expect(broken(doubled)).toEqual([]);
  });

  it('is broken, or not, whatever the schedule: never by a server that is right', () => {
    const kept = fc.property(choices(80), fc.integer({ min: 1, max: 3 }), (schedule, every) => {
      const bench = new Bench({ system: 'single', numClients: 3, requestsPerClient: 4 });
      const worlds = [bench.world];
      for (const choice of schedule) {
        const result = step(worlds.at(-1)!, actionFor(worlds.at(-1)!, choice));
        if (result.ok) worlds.push(result.world);
      }
      // Also with gaps, and from the middle on.
      expect(checkSafety(worlds.filter((_, i) => i % every === 0))).toEqual([]);
      expect(checkSafety(worlds.slice(worlds.length / 2))).toEqual([]);
    });
    fc.assert(kept, { numRuns: 60 });
  });
});
