import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClientRequest } from '../../src/lib/kv/command';
import { Bench } from '../paper/bench';
import type { RaftOptions } from '../../src/lib/systems/raft/options';
import type { RaftState } from '../../src/lib/systems/raft/state';

// The replicated store answers every request as one plain Map would, word for word.

/** The store as the scenario format describes it: requests and answers. */
class Model {
  readonly map = new Map<string, string>();

  do({ op, key, value = '' }: ClientRequest): string {
    const present = this.map.get(key);
    if (op === 'put') {
      if (present !== undefined) return `refused: key already exists: ${key}`;
      this.map.set(key, value);
      return 'ok: ok';
    }
    if (present === undefined) return `refused: key not found: ${key}`;
    if (op === 'get') return `ok: ${present}`;
    this.map.delete(key);
    return 'ok: ok';
  }
}

const KEYS = ['a', 'b', '', ' ', '__proto__', 'constructor', 'toString', 'ключ', 'a=b', '0'];
const key = fc.constantFrom(...KEYS);
const value = fc.oneof(
  fc.string({ maxLength: 6 }),
  fc.constantFrom('not leader', 'consensus failed', 'ok', ''),
);
const request: fc.Arbitrary<ClientRequest> = fc.oneof(
  fc.record({ op: fc.constant('put' as const), key, value }),
  fc.record({ op: fc.constantFrom('get' as const, 'delete' as const), key }),
);
const options: fc.Arbitrary<Partial<RaftOptions>> = fc.record({
  replication: fc.constantFrom('synchronous' as const, 'pipelined' as const),
  commitNotification: fc.boolean(),
  leaderNoop: fc.boolean(),
  clientSessions: fc.boolean(),
});

const told = ({ ok, result }: { ok?: boolean; result?: string }) => `${ok ? 'ok' : 'refused'}: ${result}`;
const contents = ({ store }: RaftState) => Object.entries(store).sort();
const modelled = ({ map }: Model) => [...map].sort();

describe('the replicated store', { timeout: 30_000 }, () => {
  it('answers one client as a Map would, and every node ends with the Map’s contents', () => {
    const nodes = fc.constantFrom(1, 2, 3, 5);
    fc.assert(
      fc.property(nodes, options, fc.array(request, { maxLength: 25 }), (numNodes, raft, requests) => {
        const clients = [{ id: 'c1', requests }];
        const bench = new Bench({ numNodes, numClients: 1, raft, clients })
          .timeout('n1')
          .do({ action: 'settle', limit: 5000 });
        const model = new Model();
        expect(bench.client('c1').history.map(told)).toEqual(requests.map((asked) => model.do(asked)));
        bench.heartbeat('n1').settle();
        for (const node of Object.keys(bench.world.nodes))
          expect(contents(bench.node(node))).toEqual(modelled(model));
      }),
      { numRuns: 150 },
    );
  });

  it('answers several clients, in any order of delivery, as a Map would in the order of the log', () => {
    const lists = fc.array(fc.array(request, { maxLength: 8 }), { minLength: 2, maxLength: 4 });
    const order = fc.array(fc.nat(), { minLength: 50, maxLength: 50 });
    fc.assert(
      fc.property(fc.constantFrom(1, 3, 4), options, lists, order, (numNodes, raft, requests, picks) => {
        const clients = requests.map((list, i) => ({ id: `c${i + 1}`, requests: list }));
        const bench = new Bench({ numNodes, numClients: clients.length, raft, clients }).timeout('n1');
        for (let i = 0; bench.inFlight().length > 0; i++) {
          const inFlight = bench.inFlight();
          const id = inFlight[(picks[i % picks.length] ?? 0) % inFlight.length]?.id;
          bench.do({ action: 'deliver', id });
        }
        const model = new Model();
        const answers = new Map(
          bench
            .node('n1')
            .log.flatMap(({ op, key = '', value, client, request: number }) =>
              op === 'noop'
                ? []
                : [[`${client} ${number}`, model.do(value === undefined ? { op, key } : { op, key, value })]],
            ),
        );
        for (const { id } of clients) {
          const { history } = bench.client(id);
          expect(history.map(told)).toEqual(history.map((_, i) => answers.get(`${id} ${i + 1}`)));
          expect(history).toHaveLength(clients.find((client) => client.id === id)?.requests.length ?? -1);
        }
        expect(contents(bench.node('n1'))).toEqual(modelled(model));
      }),
      { numRuns: 150 },
    );
  });
});
