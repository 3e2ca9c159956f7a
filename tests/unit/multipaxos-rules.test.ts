import { describe, expect, it } from 'vitest';
import { inspect, start, step, type Action, type World } from '../../src/lib/index';
import type { Setup } from '../../src/lib/protocol/setup';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { sentence, traceLine } from '../../src/lib/systems/multipaxos/words';

// What MultiPaxos does and says, rule by rule: the rule that each act cites, its numbers, and the timers that run after
// it.

const put = (key: string, value = '1') => ({ op: 'put', key, value });
const ballot = (round: number, leader = 'l1') => ({ round, leader });
const idle = { id: 'l1', role: 'idle' };

class Bench {
  world: World;
  /** The statements of the nodes in the last act: the rule that each cites, and its sentence. */
  said: readonly string[] = [];
  lines: readonly (string | null)[] = [];
  sent: readonly Record<string, unknown>[] = [];

  constructor(change: Partial<Setup> = {}) {
    const setup = { ...DEFAULT_SETUP, system: 'multipaxos', numClients: 2, requestsPerClient: 0, ...change };
    this.world = start({ setup, steps: [] });
  }

  do(...actions: readonly Action[]): this {
    for (const action of actions) {
      const { nextId } = this.world.network;
      const result = step(this.world, action);
      if (!result.ok) throw new Error(result.error);
      this.world = result.world;
      const own = result.events.filter(({ rule }) => rule !== undefined);
      this.said = own.map((event) => `${event.rule}: ${sentence(event)}`);
      this.lines = own.map(traceLine);
      this.sent = inspect(this.world).messages.filter(({ id }) => id >= nextId);
    }
    return this;
  }

  deliver = (message?: string, from?: string, to?: string) =>
    this.do({ action: 'deliver', message, from, to });
  settle = () => this.do({ action: 'settle' });
  timeout = (node: string) => this.do({ action: 'timeout', node });
  retry = (node: string) => this.do({ action: 'heartbeat', node });
  ask = (client: string, op: 'put' | 'get' | 'delete', to = 'l1') =>
    this.do({ action: 'request', client, op, key: 'a', ...(op === 'put' && { value: '1' }), to });
  node = (id: string) => this.world.nodes[id] as unknown as Record<string, unknown>;
  get timers() {
    return Object.fromEntries(Object.entries(this.world.timers).map(([id, { kind }]) => [id, kind]));
  }
  get wires() {
    return this.sent.map(({ type, from, to }) => `${type} ${from} ${to}`);
  }
}

/** A message that is in flight from the start, delivered. */
function hearing(fields: object, nodes: Setup['nodes'] = []): Bench {
  return new Bench({ nodes, messages: [fields as Setup['messages'][number]] }).deliver();
}

describe('each act cites its card and says its numbers', () => {
  it('from the first promise to the last commit', () => {
    const bench = new Bench();
    const told = (message: string, from?: string) => bench.deliver(message, from).said;
    expect(told('Prepare')).toEqual([
      'phase-1b: a1 promises ballot 1.l1 to l1 and reports that it has accepted nothing.',
    ]);
    expect(told('Promise')).toEqual(['promise-quorum: l1 counts a1’s promise: it has 1 and needs 2.']);
    expect(bench.ask('c1', 'put').deliver('ClientPut').said).toEqual([
      'client-wait: l1 makes c1’s request 1 wait: it does not lead yet (1 waiting).',
    ]);
    bench.deliver('Prepare');
    expect(told('Promise')).toEqual([
      'promise-quorum: l1 counts a2’s promise: it has 2 and needs 2.',
      'promise-quorum: l1 leads ballot 1.l1: 2 of 3 acceptors have promised.',
      'next-slot: l1 proposes put a=1 for slot 1 in ballot 1.l1.',
    ]);
    expect(bench.ask('c2', 'get').deliver('ClientGet').said).toEqual([
      'client-wait: l1 makes c2’s request 1 wait: it takes one request at a time (1 waiting).',
    ]);
    expect(told('Accept')).toEqual([
      'phase-2b: a1 accepts put a=1 for slot 1 in ballot 1.l1: it has promised no higher ballot.',
    ]);
    bench.do({ action: 'duplicate', message: 'Accepted' });
    expect(told('Accepted')).toEqual([
      'accept-quorum: l1 counts a1’s acceptance of slot 1: it has 1 and needs 2.',
    ]);
    expect(told('Accepted')).toEqual([
      'accept-quorum: l1 has already counted a1 for slot 1; it still has 1 and needs 2.',
    ]);
    bench.deliver('Accept');
    expect(told('Accepted')).toEqual([
      'accept-quorum: l1 counts a2’s acceptance of slot 1: it has 2 and needs 2.',
      'accept-quorum: Slot 1 is chosen: 2 of 3 acceptors accepted put a=1 in ballot 1.l1.',
      'apply-in-order: l1 applies slot 1, put a=1: ok.',
      'client-answer: l1 answers c1’s request 1: ok.',
      'next-slot: l1 proposes get a for slot 2 in ballot 1.l1.',
    ]);
    expect(told('Commit')).toEqual([
      'learn: r1 learns from l1 that slot 1 is put a=1.',
      'apply-in-order: r1 applies slot 1, put a=1: ok.',
    ]);
  });

  it('and a leader that must propose again', () => {
    const accepted = [
      { slot: 1, ballot: ballot(1), command: put('a') },
      { slot: 3, ballot: ballot(1), command: { op: 'delete', key: 'b' } },
    ];
    const bench = new Bench({ nodes: [idle, { id: 'a1', accepted }, { id: 'l2', round: 1, role: 'idle' }] });
    expect(bench.timeout('l2').said).toEqual([
      'phase-1a: l2 prepares ballot 2.l2: it asks all acceptors for their promises.',
    ]);
    expect(bench.deliver('Prepare').said).toEqual([
      'phase-1b: a1 promises ballot 2.l2 to l2 and reports what it has accepted in 2 slots.',
    ]);
    bench.deliver('Prepare').deliver('Promise').ask('c1', 'put', 'l2').deliver('ClientPut');
    expect(bench.deliver('Promise').said.slice(1)).toEqual([
      'promise-quorum: l2 leads ballot 2.l2: 2 of 3 acceptors have promised. It must propose slot 1 to 3 again.',
      'phase-2a: l2 proposes put a=1 for slot 1 again: an acceptor accepted it in ballot 1.l1, so it may have been chosen.',
      'fill-gaps: l2 fills slot 2 with a no-op: no promise reports anything there.',
      'phase-2a: l2 proposes delete b for slot 3 again: an acceptor accepted it in ballot 1.l1, so it may have been chosen.',
      'next-slot: l2 proposes put a=1 for slot 4 in ballot 2.l2.',
    ]);
    // To each acceptor, slot by slot, the no-op included.
    expect(bench.wires).toEqual(
      [1, 2, 3, 4].flatMap(() => ['a1', 'a2', 'a3'].map((to) => `Accept l2 ${to}`)),
    );
    expect(bench.node('l2')).toMatchObject({ role: 'leading', leader: 'l2', promises: [], reported: {} });
  });

  it.each<[object, string, Setup['nodes']?]>([
    [
      { type: 'Promise', from: 'a1', to: 'l1', ballot: ballot(9, 'l2'), accepted: [] },
      'promise-quorum: l1 ignores Promise from a1: it is for another ballot.',
    ],
    [
      { type: 'Promise', from: 'a1', to: 'l2', ballot: ballot(9, 'l2'), accepted: [] },
      'promise-quorum: l2 ignores Promise from a1: l2 is idle.',
    ],
    [
      { type: 'Accepted', from: 'a1', to: 'l1', slot: 1, ballot: ballot(1) },
      'accept-quorum: l1 ignores Accepted from a1: that slot is already decided.',
    ],
    [
      { type: 'Accepted', from: 'a1', to: 'l1', slot: 1, ballot: ballot(3) },
      'accept-quorum: l1 ignores Accepted from a1: it is for another ballot.',
    ],
    [
      { type: 'Accepted', from: 'a1', to: 'l2', slot: 1, ballot: ballot(3) },
      'accept-quorum: l2 ignores Accepted from a1: l2 is idle.',
    ],
    [
      { type: 'PrepareRejected', from: 'a1', to: 'l1', highest: ballot(1) },
      'step-aside: l1 ignores PrepareRejected from a1: it names no ballot higher than l1’s own.',
    ],
    [
      { type: 'AcceptRejected', from: 'a1', to: 'l1', slot: 1, highest: ballot(1) },
      'step-aside: l1 ignores AcceptRejected from a1: it names no ballot higher than l1’s own.',
    ],
    [
      { type: 'PrepareRejected', from: 'a1', to: 'l2', highest: ballot(3) },
      'step-aside: l2 notes that a1 has promised ballot 3.l1.',
    ],
    [
      { type: 'AcceptRejected', from: 'a2', to: 'l1', slot: 1, highest: ballot(7, 'l2') },
      'step-aside: l1 steps aside: a2 has promised ballot 7.l2, which is higher than l1’s ballot 1.l1.',
    ],
    [
      { type: 'Prepare', from: 'l1', to: 'a1', ballot: ballot(1) },
      'phase-1b: a1 refuses l1’s ballot 1.l1: it has promised the higher ballot 2.l2.',
      [{ id: 'a1', promised: ballot(2, 'l2') }],
    ],
    [
      { type: 'Accept', from: 'l1', to: 'a1', slot: 4, ballot: ballot(1), command: put('a') },
      'phase-2b: a1 refuses slot 4 in ballot 1.l1: it has promised the higher ballot 2.l2.',
      [{ id: 'a1', promised: ballot(2, 'l2') }],
    ],
    [
      { type: 'CatchUp', from: 'r2', to: 'l2', slot: 1 },
      'catch-up: l2 knows of nothing chosen from slot 1 on.',
    ],
    [
      { type: 'Commit', from: 'l1', to: 'r1', slot: 1, command: put('a') },
      'learn: r1 already knows slot 1.',
      [{ id: 'r1', commits: [{ slot: 1, command: put('b') }] }],
    ],
    [
      { type: 'ClientPut', from: 'c1', to: 'l2', request: 1, key: 'a', value: '1' },
      'client-not-leader: l2 refuses c1’s request: it is not the leader and knows of none.',
    ],
    [
      { type: 'ClientGet', from: 'c1', to: 'a1', request: 1, key: 'a' },
      'client-not-leader: a1 refuses c1’s request: it is not the leader; it names l2.',
      [{ id: 'a1', promised: ballot(2, 'l2') }],
    ],
  ])('%o', (fields, said, nodes) => {
    expect(hearing(fields, nodes).said).toEqual([said]);
  });

  it('a promise that comes when there are enough, or a second time', () => {
    const bench = new Bench().deliver('Prepare').do({ action: 'duplicate', message: 'Promise' });
    bench.deliver('Promise');
    expect(bench.deliver('Promise').said).toEqual([
      'promise-quorum: l1 ignores Promise from a1: a1 has already been counted.',
    ]);
    bench.deliver('Prepare').deliver('Prepare').deliver('Promise');
    expect(bench.deliver('Promise').said).toEqual([
      'promise-quorum: l1 ignores Promise from a3: l1 already has a quorum of promises.',
    ]);
  });

  it('in the trace, events have lines of their own or their sentence without the actor', () => {
    const bench = new Bench();
    expect(bench.deliver('Prepare').lines).toEqual(['Promised 1.l1 to l1, 0 slots accepted']);
    expect(bench.deliver('Promise').lines).toEqual(['counts a1’s promise: it has 1 and needs 2']);
    bench.ask('c1', 'put').deliver('ClientPut').deliver('Prepare');
    expect(bench.deliver('Promise').lines.slice(1)).toEqual([
      'Leading ballot 1.l1: 2 of 3 promises',
      'Proposing slot 1 in 1.l1: PUT "a" = "1"',
    ]);
    expect(bench.deliver('Accept').lines).toEqual(['Accepted slot 1 in 1.l1: PUT "a" = "1"']);
    bench.deliver('Accepted').deliver('Accept');
    expect(bench.deliver('Accepted').lines.slice(1, 3)).toEqual([
      'Chosen slot 1: 2 of 3 acceptances',
      'Applied slot 1: PUT "a" = "1" -> ok',
    ]);
    expect(bench.deliver('Commit').lines[0]).toBe('Learnt slot 1 from l1: PUT "a" = "1"');
    expect(bench.timeout('l2').lines).toEqual(['Preparing ballot 1.l2']);
  });
});

describe('rounds', () => {
  it('a late refusal of a lower ballot does not lower the round: no ballot is used twice, through a crash too', () => {
    const late = { type: 'PrepareRejected', from: 'a1', to: 'l1', highest: ballot(2, 'l2') } as const;
    const bench = hearing(late, [{ id: 'l1', role: 'idle', round: 5 }]);
    expect(bench.node('l1')).toMatchObject({ round: 5, leader: 'l2' });
    bench.do({ action: 'crash', node: 'l1' }, { action: 'restart', node: 'l1' }).timeout('l1');
    expect(bench.node('l1')).toMatchObject({ round: 6, ballot: ballot(6) });
  });

  it('a refusal of a higher one raises it: the next ballot is above all that it heard of', () => {
    const bench = hearing({
      type: 'AcceptRejected',
      from: 'a1',
      to: 'l1',
      slot: 1,
      highest: ballot(7, 'l2'),
    });
    expect(bench.node('l1')).toMatchObject({
      role: 'idle',
      round: 7,
      leader: 'l2',
      promises: [],
      proposals: {},
    });
    expect(bench.timeout('l1').node('l1')).toMatchObject({ ballot: ballot(8), leader: null });
  });

  it('one that only tells of its own earlier ballot names nobody', () => {
    const own = { type: 'PrepareRejected', from: 'a1', to: 'l1', highest: ballot(3) };
    expect(hearing(own, [idle]).node('l1')).toMatchObject({ round: 3, leader: null });
  });

  it('a promise counts the acceptance of the highest ballot per slot, in whatever order they come', () => {
    const accepted = (round: number, value: string) => [
      { slot: 1, ballot: ballot(round), command: put('a', value) },
    ];
    for (const order of [
      ['a1', 'a2'],
      ['a2', 'a1'],
    ]) {
      const nodes = [
        idle,
        { id: 'a1', accepted: accepted(2, 'new') },
        { id: 'a2', accepted: accepted(1, 'old') },
        { id: 'l2', round: 4, role: 'idle' },
      ];
      const bench = new Bench({ nodes }).timeout('l2');
      for (const id of order) bench.deliver('Prepare', 'l2', id).deliver('Promise', id);
      expect(bench.sent[0]).toMatchObject({ slot: 1, command: put('a', 'new') });
    }
  });

  it('a new ballot of a leader that prepares forgets what the last one gathered', () => {
    const bench = new Bench().deliver('Prepare').deliver('Promise').timeout('l1');
    expect(bench.said[0]).toBe(
      'phase-1a: l1 gives up and prepares the higher ballot 2.l1: it asks all acceptors for their promises.',
    );
    expect(bench.node('l1')).toMatchObject({ promises: [], reported: {}, round: 2 });
  });
});

describe('timers', () => {
  it('a leader that prepares or leads has the retry timer, restarted each time; one that steps aside has none', () => {
    const bench = new Bench();
    expect(bench.timers).toEqual({ l1: 'heartbeat' });
    expect(bench.timeout('l2').timers).toEqual({ l1: 'heartbeat', l2: 'heartbeat' });
    const { due } = bench.world.timers['l2'] as { due: number };
    expect(bench.retry('l2').world.timers['l2']?.due).toBeGreaterThan(due);
    bench.deliver('Prepare', 'l2').deliver('Prepare', 'l1', 'a1').deliver('PrepareRejected');
    expect(bench.node('l1')['role']).toBe('idle');
    expect(bench.timers).toEqual({ l2: 'heartbeat' });
  });

  it('a crash stops them; restarted, a leader waits to prepare, a replica to ask, an acceptor for nothing', () => {
    const bench = new Bench();
    for (const node of ['l1', 'a1', 'r1']) bench.do({ action: 'crash', node });
    expect(bench.timers).toEqual({});
    for (const node of ['l1', 'a1', 'r1']) bench.do({ action: 'restart', node });
    expect(bench.timers).toEqual({ l1: 'election', r1: 'heartbeat' });
  });

  it('a replica has it while a gap shows, and asks again until the gap is closed', () => {
    const commit = (slot: number) => ({
      ...{ type: 'Commit', from: 'l1', to: 'r1', slot, command: put(`k${slot}`) },
    });
    const bench = new Bench({ nodes: [idle], messages: [3, 4, 1, 2].map(commit) });
    const timer = () => bench.world.timers['r1'];
    expect(bench.deliver().said).toEqual([
      'learn: r1 learns from l1 that slot 3 is put k3=1.',
      'apply-in-order: r1 cannot apply slot 3 yet: slot 1 must come first.',
    ]);
    const set = timer();
    expect(set?.kind).toBe('heartbeat');
    // Another commit beyond the gap does not restart the timer.
    expect(bench.deliver() && timer()).toEqual(set);
    bench.retry('r1');
    expect(bench.said).toEqual([
      'catch-up: r1 asks the leaders and the other replicas for all commits from slot 1 on.',
    ]);
    expect(bench.wires).toEqual(['CatchUp r1 l1', 'CatchUp r1 l2', 'CatchUp r1 r2']);
    expect(bench.sent[0]).toMatchObject({ slot: 1 });
    expect(timer()?.kind).toBe('heartbeat');
    bench.deliver('Commit');
    expect(bench.node('r1')).toMatchObject({ lastApplied: 1 });
    bench.deliver('Commit');
    expect(bench.node('r1')).toMatchObject({ lastApplied: 4 });
    expect(timer()).toBeUndefined();
    // It can ask at any time by hand; without a gap that starts no timer.
    expect(bench.retry('r1').timers).toEqual({});
  });
});

describe('learners', () => {
  it.each(['l2', 'r2'])('%s answers a CatchUp with every commit from that slot on that it knows', (id) => {
    const bench = new Bench().settle();
    for (const op of ['put', 'get', 'delete'] as const) bench.ask('c1', op).settle();
    const messages = [{ type: 'CatchUp', from: 'r1', to: id, slot: 2 }];
    const commits = [1, 2, 3].map((slot) => ({ slot, command: put(`k${slot}`) }));
    const asked = new Bench({ nodes: [idle, { id: 'r2', commits }], messages }).deliver();
    expect(asked.sent.map(({ type, to, slot }) => [type, to, slot])).toEqual(
      id === 'r2'
        ? [
            ['Commit', 'r1', 2],
            ['Commit', 'r1', 3],
          ]
        : [],
    );
    bench.do({ action: 'crash', node: 'r1' }, { action: 'restart', node: 'r1' }).retry('r1');
    expect(bench.deliver('CatchUp', 'r1', 'l1').wires).toEqual([
      'Commit l1 r1',
      'Commit l1 r1',
      'Commit l1 r1',
    ]);
  });

  it('the first command recorded for a slot stays', () => {
    const commits = [{ slot: 1, command: put('a', 'first') }];
    const second = { type: 'Commit', from: 'l1', to: 'r1', slot: 1, command: put('a', 'second') };
    const bench = hearing(second, [idle, { id: 'r1', commits }]);
    expect(bench.node('r1')).toMatchObject({ store: { a: 'first' }, lastApplied: 1 });
  });

  it('a leader proposes behind all that it proposes or knows, and answers only what it took itself', () => {
    const accepted = [{ slot: 2, ballot: ballot(1), command: put('b') }];
    const nodes = [
      idle,
      { id: 'a1', accepted },
      { id: 'a2', accepted },
      { id: 'l2', round: 1, role: 'idle' },
    ];
    const bench = new Bench({ nodes }).timeout('l2').settle();
    expect(bench.node('l2')).toMatchObject({ lastApplied: 2, proposals: {}, unanswered: null });
    bench.ask('c1', 'put', 'l2').deliver('ClientPut');
    expect(bench.node('l2')).toMatchObject({ unanswered: { slot: 3, client: 'c1', request: 1 } });
    expect(bench.settle().world.clients['c1']?.history).toMatchObject([{ ok: true, result: 'ok' }]);
  });

  it('the retry timer repeats what is unanswered, to those that have not answered, and the last commit to the replicas', () => {
    const bench = new Bench().settle().ask('c1', 'put').settle().ask('c2', 'get').deliver('ClientGet');
    bench.deliver('Accept', 'l1', 'a2').deliver('Accepted', 'a2').retry('l1');
    expect(bench.said).toEqual([
      'send-again: l1 resends 2 unanswered messages; it tells the replicas slot 1 again, in case one missed it.',
    ]);
    expect(bench.wires).toEqual(['Accept l1 a1', 'Accept l1 a3', 'Commit l1 r1', 'Commit l1 r2']);
    expect(bench.sent[2]).toMatchObject({ slot: 1, command: put('a') });
    expect(bench.settle().retry('l1').said).toEqual([
      'send-again: l1 has no unanswered message to resend; it tells the replicas slot 2 again, in case one missed it.',
    ]);
    expect(new Bench().deliver('Prepare').deliver('Promise').retry('l1').wires).toEqual([
      'Prepare l1 a2',
      'Prepare l1 a3',
    ]);
  });
});

describe('what is seen from outside', () => {
  it('timers, who leads, where a message stands, and what survives', () => {
    const { world } = new Bench().settle();
    const system = systemOf(world.setup);
    const timers = (id: string) => system.timers(world.nodes[id] as never);
    expect(['l1', 'l2', 'a1', 'r1'].map(timers)).toEqual([['heartbeat'], ['election'], [], ['heartbeat']]);
    expect(['l1', 'l2', 'a1'].map((id) => system.leads(world.nodes[id] as never))).toEqual([
      true,
      false,
      false,
    ]);
    expect(system.leads({ ...world.nodes['l1'], alive: false } as never)).toBe(false);
    const at = (type: string) => system.firstIndex({ type, slot: 3 } as never);
    expect(['Accept', 'Commit', 'Accepted', 'CatchUp'].map(at)).toEqual([3, 3, null, null]);
    const kept = (id: string) => system.persistent?.(world.nodes[id] as never, world.setup);
    expect(['l1', 'a1', 'r1'].map(kept)).toEqual([['round'], ['promised', 'accepted'], []]);
    const preparing = new Bench().world;
    expect(system.timers(preparing.nodes['l1'] as never)).toEqual(['election', 'heartbeat']);
  });

  it('what an expect can compare', () => {
    const bench = new Bench().settle().ask('c1', 'put').settle();
    const { expectable } = systemOf(bench.world.setup);
    const of = (id: string) => expectable(bench.world.nodes[id] as never);
    const known = { alive: true, last_applied: 1, store: { a: '1' }, slots: [1] };
    expect(of('l1')).toEqual({ role: 'leading', ballot: '1.l1', ...known });
    expect(of('r1')).toEqual({ role: 'replica', ...known });
    expect(of('a1')).toEqual({ role: 'acceptor', alive: true, promised: '1.l1', slots: [1] });
    expect(of('l2')).toMatchObject({ role: 'idle', ballot: '', slots: [] });
  });

  it('what cannot be done is refused with what could', () => {
    const { world } = new Bench().settle();
    const refused = (action: Action) => {
      const result = step(world, action);
      return result.ok ? 'done' : result.error;
    };
    expect(refused({ action: 'timeout', node: 'l1' })).toBe(
      'l1 leads: it has no timeout, its timer sends again what is unanswered',
    );
    expect(refused({ action: 'timeout', node: 'a1' })).toBe(
      'a1 is an acceptor: only a leader can start a ballot',
    );
    expect(refused({ action: 'timeout', node: 'r1' })).toBe(
      'r1 is a replica: only a leader can start a ballot',
    );
    expect(refused({ action: 'heartbeat', node: 'a1' })).toBe(
      'a1 is an acceptor: it only answers, and has no timer',
    );
    expect(refused({ action: 'heartbeat', node: 'l2' })).toBe(
      'l2 is idle: it has sent nothing that is unanswered; a timeout starts a ballot',
    );
  });
});

describe('the portrait', () => {
  const portraitOf = (bench: Bench, id: string) =>
    systemOf(bench.world.setup).portrait(bench.world.nodes[id] as never);
  const fields = (bench: Bench, id: string) => portraitOf(bench, id).fields.map(({ name }) => name);

  it('draws who leads, who prepares and who is idle as what does the same in other systems', () => {
    const preparing = new Bench();
    expect(['l1', 'l2', 'a1', 'r1'].map((id) => portraitOf(preparing, id).shape)).toEqual([
      ...['candidate', 'follower', 'acceptor', 'store'],
    ]);
    expect(portraitOf(preparing.settle(), 'l1').shape).toBe('leader');
  });

  it('has a ballot only where there is one, and promises only while they are gathered', () => {
    const bench = new Bench();
    expect(portraitOf(bench, 'l2').epoch).toBeNull();
    expect(portraitOf(bench, 'a1').epoch).toBeNull();
    expect(portraitOf(bench, 'l1').epoch).toMatchObject({ name: 'ballot', field: 'ballot', value: '1.l1' });
    expect(fields(bench, 'l1')).toContain('promises');
    bench.settle();
    expect(fields(bench, 'l1')).not.toContain('promises');
    expect(portraitOf(bench, 'a1').epoch).toMatchObject({ field: 'promised', value: '1.l1' });
    expect(fields(bench, 'l2')).toContain('ballot');
  });

  it('has the word before a ballot only where the ballot is on the line of fields', () => {
    const bench = new Bench().settle();
    const shown = { value: '1.l1', brief: '1.l1' };
    expect(portraitOf(bench, 'l1').epoch).toEqual({ name: 'ballot', field: 'ballot', ...shown });
    expect(portraitOf(bench, 'a1').epoch).toEqual({
      ...{ name: 'promised', field: 'promised', ...shown },
      line: 'promised',
    });
  });

  it('says who has accepted a proposal', () => {
    const bench = new Bench().settle().ask('c1', 'put').deliver('ClientPut');
    const accepted = () => portraitOf(bench, 'l1').fields.find(({ name }) => name === 'acceptedBy[1]')?.value;
    expect(accepted()).toBe('nobody');
    bench.deliver('Accept').deliver('Accepted');
    expect(accepted()).toBe('a1');
  });

  it('shows the inbox only while something waits in it', () => {
    const bench = new Bench().settle().ask('c1', 'put').deliver('ClientPut');
    expect(fields(bench, 'l1')).not.toContain('inbox');
    bench.ask('c2', 'get').deliver('ClientGet');
    expect(portraitOf(bench, 'l1').fields).toContainEqual({ name: 'inbox', value: 'c2: get a' });
  });
});
