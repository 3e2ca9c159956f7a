import { describe, expect, it } from 'vitest';
import { inspect, start, step, type Action, type World } from '../../src/lib/index';
import type { MessageSetup, NodeSetup } from '../../src/lib/protocol/setup';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';

// Lamport, "Paxos Made Simple", and van Renesse and Altinbuken, "Paxos Made Moderately Complex": one test for each rule.

const put = (key: string, value = '1') => ({ op: 'put', key, value });
const ballot = (round: number, leader = 'l1') => ({ round, leader });
const acceptance = (slot: number, of = ballot(1), command: object = put('a')) => ({
  slot,
  ballot: of,
  command,
});
const idle: NodeSetup = { id: 'l1', role: 'idle' };

/** A world of MultiPaxos, and the messages of the last act. */
class Bench {
  world: World;
  sent: readonly Record<string, unknown>[] = [];

  constructor(nodes: readonly NodeSetup[] = [idle], messages: readonly MessageSetup[] = [], numClients = 2) {
    const setup = {
      ...DEFAULT_SETUP,
      system: 'multipaxos',
      numClients,
      requestsPerClient: 0,
      nodes,
      messages,
    };
    this.world = start({ setup, steps: [] });
  }

  do(...actions: readonly Action[]): this {
    for (const action of actions) {
      const { nextId } = this.world.network;
      const result = step(this.world, action);
      if (!result.ok) throw new Error(result.error);
      this.world = result.world;
      this.sent = inspect(this.world).messages.filter(({ id }) => id >= nextId);
    }
    return this;
  }

  deliver = (message?: string, from?: string, to?: string) =>
    this.do({ action: 'deliver', message, from, to });
  settle = () => this.do({ action: 'settle' });
  timeout = (node: string) => this.do({ action: 'timeout', node });
  request = (client: string, op: 'put' | 'get', to = 'l1') => {
    const asked = { action: 'request', client, op, key: 'a', to } as const;
    return this.do(op === 'put' ? { ...asked, value: client } : asked);
  };
  node = (id: string) => inspect(this.world).nodes.find((node) => node.id === id) as Record<string, unknown>;
  reply = (client: string) => this.world.clients[client]?.history.at(-1)?.result;
}

/** An acceptor in a given state that receives one message. */
function a1Receives(state: object, fields: object): Bench {
  const message = { from: 'l1', to: 'a1', ...fields } as MessageSetup;
  return new Bench([idle, { id: 'a1', ...state }], [message]).deliver();
}

describe('§2.2, phase 1: an acceptor', () => {
  it('promises a ballot not lower than its promise, and reports what it has accepted', () => {
    const accepted = [acceptance(2)];
    const bench = a1Receives({ accepted }, { type: 'Prepare', ballot: ballot(2) });
    expect(bench.sent).toMatchObject([{ type: 'Promise', to: 'l1', ballot: ballot(2), accepted }]);
    expect(bench.node('a1')['promised']).toEqual(ballot(2));
  });

  it('promises the same ballot again', () => {
    const bench = a1Receives({ promised: ballot(2) }, { type: 'Prepare', ballot: ballot(2) });
    expect(bench.sent).toMatchObject([{ type: 'Promise' }]);
  });

  it('refuses a lower one and says which it has promised; equal rounds are ordered by proposer', () => {
    const bench = a1Receives({ promised: ballot(2, 'l2') }, { type: 'Prepare', ballot: ballot(2, 'l1') });
    expect(bench.sent).toMatchObject([{ type: 'PrepareRejected', highest: ballot(2, 'l2') }]);
  });
});

describe('§2.2, phase 2: an acceptor', () => {
  it('accepts unless it has promised a higher ballot (P1a)', () => {
    const bench = a1Receives({ promised: ballot(1) }, { type: 'Accept', ...acceptance(3, ballot(1)) });
    expect(bench.sent).toMatchObject([{ type: 'Accepted', slot: 3, ballot: ballot(1) }]);
    expect(bench.node('a1')['accepted']).toEqual([acceptance(3, ballot(1))]);
  });

  it('promises the ballot that it accepts in', () => {
    const bench = a1Receives({ promised: ballot(1) }, { type: 'Accept', ...acceptance(1, ballot(4)) });
    expect(bench.node('a1')['promised']).toEqual(ballot(4));
  });

  it('refuses a lower one', () => {
    const bench = a1Receives({ promised: ballot(2) }, { type: 'Accept', ...acceptance(3, ballot(1)) });
    expect(bench.sent).toMatchObject([{ type: 'AcceptRejected', slot: 3, highest: ballot(2) }]);
    expect(bench.node('a1')['accepted']).toEqual([]);
  });
});

describe('§2.2, P2c: a proposer', () => {
  it('proposes the command of the highest ballot reported for every slot, and no-ops in the gaps (§3)', () => {
    const nodes = [
      idle,
      { id: 'a1', accepted: [acceptance(1, ballot(1), put('old')), acceptance(3, ballot(1), put('c'))] },
      { id: 'a2', accepted: [acceptance(1, ballot(2), put('new'))] },
      { id: 'a3', promised: ballot(9) },
      { id: 'l2', round: 2 },
    ];
    const bench = new Bench(nodes).timeout('l2');
    bench.deliver('Prepare', 'l2', 'a1').deliver('Prepare', 'l2', 'a2');
    bench.deliver('Promise', 'a1').deliver('Promise', 'a2');
    expect(bench.node('l2')['role']).toBe('leading');
    expect(bench.sent.filter(({ to }) => to === 'a1')).toMatchObject([
      { type: 'Accept', slot: 1, ballot: ballot(3, 'l2'), command: put('new') },
      { type: 'Accept', slot: 2, command: { op: 'noop' } },
      { type: 'Accept', slot: 3, command: put('c') },
    ]);
  });

  it('counts each acceptor once, and only promises of its ballot', () => {
    const bench = new Bench([])
      .deliver('Prepare', 'l1', 'a1')
      .do({ action: 'duplicate', message: 'Promise' });
    bench.deliver('Promise').deliver('Promise');
    expect(bench.node('l1')).toMatchObject({ role: 'preparing', promises: ['a1'] });
    bench.deliver('Prepare', 'l1', 'a2').timeout('l1').deliver('Promise', 'a2');
    expect(bench.node('l1')).toMatchObject({ role: 'preparing', promises: [], ballot: ballot(2) });
  });

  it('never uses a ballot twice, through a crash too', () => {
    const bench = new Bench([]).do({ action: 'crash', node: 'l1' }, { action: 'restart', node: 'l1' });
    expect(bench.node('l1')).toMatchObject({ role: 'idle', round: 1, ballot: null });
    expect(bench.timeout('l1').node('l1')['ballot']).toEqual(ballot(2));
  });
});

describe('§2.3: a command is chosen', () => {
  const proposed = () => new Bench([]).settle().request('c1', 'put').deliver('ClientPut');

  it('by a majority in one ballot: applied, answered, and told to the replicas, in this order', () => {
    const bench = proposed().deliver('Accept', 'l1', 'a1').deliver('Accept', 'l1', 'a2');
    bench.deliver('Accepted', 'a1');
    expect(bench.sent).toEqual([]);
    bench.deliver('Accepted', 'a2');
    expect(bench.sent).toMatchObject([
      { type: 'ClientReply', to: 'c1', result: 'ok' },
      { type: 'Commit', to: 'r1', slot: 1 },
      { type: 'Commit', to: 'r2', slot: 1 },
    ]);
  });

  it('not by one acceptor twice, nor by acceptances of another ballot or slot', () => {
    const bench = proposed().deliver('Accept', 'l1', 'a1').do({ action: 'duplicate', message: 'Accepted' });
    bench.deliver('Accepted').deliver('Accepted');
    expect(bench.node('l1')).toMatchObject({ chosen: [], proposals: [{ slot: 1, acceptedBy: ['a1'] }] });
    const other = (fields: object) =>
      ({ type: 'Accepted', from: 'a3', to: 'l1', slot: 1, ballot: ballot(1), ...fields }) as MessageSetup;
    const strange = new Bench([], [other({ slot: 2 }), other({ ballot: ballot(1, 'l2') })]);
    for (const type of ['Prepare', 'Prepare', 'Promise', 'Promise']) strange.deliver(type);
    strange.request('c1', 'put').deliver('ClientPut');
    strange.deliver('Accept', 'l1', 'a1').deliver('Accepted', 'a1').deliver('Accepted').deliver('Accepted');
    expect(strange.node('l1')).toMatchObject({ chosen: [], proposals: [{ slot: 1, acceptedBy: ['a1'] }] });
  });

  it('and one request at a time: later ones wait', () => {
    const bench = proposed().request('c2', 'get').deliver('ClientGet');
    expect(bench.sent).toEqual([]);
    expect(bench.settle().reply('c2')).toBe('c1');
  });
});

describe('a higher ballot ("Paxos Made Moderately Complex", preempted)', () => {
  it('ends a leadership at the first refusal: consensus failed, and not leader for those that wait', () => {
    const bench = new Bench([]).settle().request('c1', 'put').request('c2', 'put');
    bench.deliver('ClientPut').deliver('ClientPut').timeout('l2').deliver('Prepare', 'l2', 'a1');
    bench.deliver('Accept', 'l1', 'a1').deliver('AcceptRejected');
    expect(bench.node('l1')['role']).toBe('idle');
    expect(bench.sent).toMatchObject([
      { type: 'ClientReply', to: 'c1', result: 'consensus failed' },
      { type: 'ClientReply', to: 'c2', result: 'not leader', leader: 'l2' },
    ]);
    expect(bench.timeout('l1').node('l1')['ballot']).toEqual(ballot(2));
  });

  it.each([
    ['l2', {}],
    ['a1', { leader: 'l1' }],
    ['r1', {}],
  ])('%s, which does not lead, says so to a client, and who does if it knows', (id, named) => {
    const bench = new Bench([]).settle().request('c1', 'put', id).deliver('ClientPut');
    expect(bench.sent).toEqual([
      expect.objectContaining({ type: 'ClientReply', to: 'c1', ok: false, result: 'not leader', ...named }),
    ]);
    expect('leader' in (bench.sent[0] as object)).toBe('leader' in named);
  });

  it('does not, when the refusal is of an earlier ballot of its own', () => {
    const late = { type: 'PrepareRejected', from: 'a1', to: 'l1', highest: ballot(1, 'l1') };
    expect(new Bench([], [late]).deliver('PrepareRejected').node('l1')['role']).toBe('preparing');
  });
});

describe('what is lost', () => {
  it('is sent again by the leader’s heartbeat, to those that have not answered', () => {
    const bench = new Bench([]).deliver('Prepare', 'l1', 'a1').deliver('Promise').do({ action: 'drop' });
    bench.do({ action: 'heartbeat', node: 'l1' });
    expect(bench.sent.map(({ type, to }) => [type, to])).toEqual([
      ['Prepare', 'a2'],
      ['Prepare', 'a3'],
    ]);
    bench.settle().do({ action: 'heartbeat', node: 'l1' });
    expect(bench.sent).toEqual([]);
  });

  it('is learnt again by a replica, which applies nothing over a gap (§3)', () => {
    const commit = { type: 'Commit', from: 'l1', to: 'r1', slot: 2, command: put('b') };
    const bench = new Bench([]).settle().request('c1', 'put').settle();
    expect(bench.node('r1')).toMatchObject({ lastApplied: 1, store: { a: 'c1' } });
    bench.do({ action: 'crash', node: 'r1' }, { action: 'restart', node: 'r1' });
    expect(bench.node('r1')).toMatchObject({ lastApplied: 0, store: {} });
    bench.do({ action: 'heartbeat', node: 'r1' }).settle();
    expect(bench.node('r1')).toMatchObject({ lastApplied: 1, store: { a: 'c1' } });
    const early = new Bench([idle], [commit]).deliver();
    expect(early.node('r1')).toMatchObject({ lastApplied: 0, store: {}, commits: [{ slot: 2 }] });
  });
});
