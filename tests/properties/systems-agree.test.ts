import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLinearizable, operations, start, step, type Action, type World } from '../../src/lib/index';
import type { ClientSetup, RequestSetup, Setup } from '../../src/lib/protocol/setup';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { actionFor, choices } from './schedule';

// The same requests of the same clients get the same replies, word for word, from every system.

const RUNS = Number(process.env['AGREE_RUNS'] ?? 2000);
/** For more expensive runs. */
const FEW = Math.ceil(RUNS / 20);
const STORES = ['raft', 'multipaxos', 'single'];

const key = fc.constantFrom('a', 'b', 'c', '__proto__');
const request: fc.Arbitrary<RequestSetup> = fc.oneof(
  fc.record({ op: fc.constant('put' as const), key, value: fc.constantFrom('1', '2', '') }),
  fc.record({ op: fc.constantFrom('get' as const, 'delete' as const), key }),
);

/** Up to three clients, each with its own list of requests. */
const clients = fc
  .array(fc.array(request, { maxLength: 6 }), { minLength: 1, maxLength: 3 })
  .map((lists) => lists.map((requests, i): ClientSetup => ({ id: `c${i + 1}`, requests })));

function setupOf(system: string, given: readonly ClientSetup[], numNodes = 3): Setup {
  return { ...DEFAULT_SETUP, system, numNodes, numClients: given.length, clients: given };
}

function done(world: World, action: Action): World {
  const result = step(world, action);
  if (!result.ok) throw new Error(`${JSON.stringify(action)}: ${result.error}`);
  return result.world;
}

/** The answers of each client, in order. */
function replies(world: World): string[][] {
  return Object.values(world.clients).map(({ history }) =>
    history.map(({ ok, result }) => `${ok}: ${result}`),
  );
}

/** The answers of a plain Map when the clients take turns, each with its next request. */
function fromMap(given: readonly ClientSetup[]): string[][] {
  const store = new Map<string, string>();
  const answers: string[][] = given.map(() => []);
  const longest = Math.max(...given.map(({ requests }) => requests.length));
  for (let turn = 0; turn < longest; turn++) {
    for (const [i, { requests }] of given.entries()) {
      const asked = requests[turn];
      if (asked) answers[i]?.push(answerOf(store, asked));
    }
  }
  return answers;
}

function answerOf(store: Map<string, string>, { op, key: name, value = '' }: RequestSetup): string {
  const held = store.get(name);
  if (op === 'put') {
    if (held !== undefined) return `false: key already exists: ${name}`;
    store.set(name, value);
    return 'true: ok';
  }
  if (held === undefined) return `false: key not found: ${name}`;
  if (op === 'get') return `true: ${held}`;
  store.delete(name);
  return 'true: ok';
}

describe('without faults', () => {
  it('every store answers as a Map does, word for word', () => {
    const answered = fc.property(clients, (given) => {
      const expected = fromMap(given);
      for (const system of STORES) {
        const world = done(start({ setup: setupOf(system, given), steps: [] }), {
          action: 'settle',
          limit: 5000,
        });
        expect(replies(world), system).toEqual(expected);
      }
    });
    fc.assert(answered, { numRuns: RUNS });
  });

  it('the number of servers makes no difference', () => {
    const answered = fc.property(clients, fc.integer({ min: 1, max: 7 }), (given, numNodes) => {
      for (const system of STORES) {
        const world = start({ setup: setupOf(system, given, numNodes), steps: [] });
        expect(replies(done(world, { action: 'settle', limit: 9000 })), system).toEqual(fromMap(given));
      }
    });
    fc.assert(answered, { numRuns: FEW });
  });
});

describe('with faults', () => {
  // The network may duplicate a client's request and have it done twice (scenario-format, "Retry"), so that is not among
  // these faults.
  it.each(STORES)('each history of %s is linearizable', (system) => {
    const linear = fc.property(clients, choices(80), fc.nat(1000), (given, schedule, seed) => {
      let world = start({ setup: { ...setupOf(system, given), seed }, steps: [] });
      for (const choice of schedule) {
        const action = actionFor(world, choice);
        if (action.action === 'duplicate') continue;
        const result = step(world, action);
        if (result.ok) world = result.world;
      }
      expect(checkLinearizable(operations(world))).toMatchObject({ ok: true });
    });
    fc.assert(linear, { numRuns: FEW });
  });
});
