import { describe, expect, it } from 'vitest';
import { lacking } from './lacking';

const step = (action: string, fields = '') => `\n[[step]]\naction = "${action}"\n${fields}\n`;
const deliver = (message: string, from: string, to = '') =>
  step('deliver', `message = "${message}"\nfrom = "${from}"\n${to === '' ? '' : `to = "${to}"`}`);
const each = (one: (id: string) => string, ...ids: string[]) => ids.map(one).join('');
const crash = (...ids: string[]) => each((id) => step('crash', `node = "${id}"`), ...ids);
const timeout = (id: string) => step('timeout', `node = "${id}"`);
const prepare = (leader: string, ...to: string[]) => each((id) => deliver('Prepare', leader, id), ...to);
const promise = (...from: string[]) => each((id) => deliver('Promise', id), ...from);
const accept = (leader: string, ...to: string[]) => each((id) => deliver('Accept', leader, id), ...to);
const accepted = (...from: string[]) => each((id) => deliver('Accepted', id), ...from);
const partition = (...groups: string[][]) => step('partition', `groups = ${JSON.stringify(groups)}`);

/** Two clients that ask for nothing by themselves; l1 prepares ballot 1.l1. */
const scenario = (steps: string, nodes = '') =>
  `system = "multipaxos"\nnum_clients = 2\nrequests_per_client = 0\n${nodes}${steps}`;
const put = (client = 'c1', to = 'l1') =>
  step('request', `client = "${client}"\nop = "put"\nkey = "a"\nvalue = "1"\nto = "${to}"`) +
  deliver('ClientPut', client);
const led = prepare('l1', 'a1', 'a2') + promise('a1', 'a2');
/** Only a1 has accepted what l1 proposed. */
const half = led + put() + accept('l1', 'a1');

describe('a leader that does not lead', () => {
  it.each([
    [
      'was promised nothing yet',
      '',
      'l1',
      [
        'l1 has the promises of 0 of 3 acceptors for ballot 1.l1; it needs 2.',
        'Prepare is in flight to a1, a2 and a3.',
      ],
    ],
    [
      'has not heard of a promise, and another acceptor is crashed',
      prepare('l1', 'a1', 'a2') + promise('a1') + crash('a3'),
      'l1',
      [
        'l1 has the promises of 1 of 3 acceptors for ballot 1.l1; it needs 2.',
        'a2 has promised it; l1 does not know this yet.',
        'a3 is down.',
      ],
    ],
    [
      'is outbid',
      timeout('l2') + prepare('l2', 'a1'),
      'l1',
      [
        'l1 has the promises of 0 of 3 acceptors for ballot 1.l1; it needs 2.',
        'a1 has promised ballot 1.l2, which is higher than 1.l1.',
        'Prepare is in flight to a2 and a3.',
        'Once l1 hears of a refusal it gives up ballot 1.l1; its timeout then starts a higher one.',
      ],
    ],
    [
      'reaches no quorum',
      partition(['l1', 'a1'], ['l2', 'a2', 'a3']),
      'l1',
      [
        'l1 has the promises of 0 of 3 acceptors for ballot 1.l1; it needs 2.',
        'Prepare is in flight to a1.',
        'a2 and a3 are cut off from l1 by the partition.',
        'l1 reaches 1 of 3 acceptors, and a quorum is 2: it waits until one more is back.',
      ],
    ],
    [
      'is the standby',
      led,
      'l2',
      ['l1 leads ballot 1.l1.', 'l2 is idle: it prepares ballot 1.l2 when its timeout fires.'],
    ],
    [
      'has stepped aside',
      timeout('l2') + prepare('l2', 'a1') + prepare('l1', 'a1') + deliver('PrepareRejected', 'a1'),
      'l1',
      [
        'l1 gave up ballot 1.l1: it was refused for a higher one, l2’s.',
        'l1 is idle: it prepares ballot 2.l1 when its timeout fires.',
      ],
    ],
  ])('%s', (_name, steps, leader, whys) => {
    expect(lacking(scenario(steps))[`Why does ${leader} not lead?`]).toEqual(whys);
  });
});

describe('an answer that is in flight', () => {
  const five = (steps: string) =>
    `system = "multipaxos"\nnum_clients = 1\nrequests_per_client = 0\n[multipaxos]\nnum_acceptors = 5\n${steps}`;

  it.each([
    ['counted', promise('a1')],
    ['in flight', ''],
  ])('counts, though its acceptor is crashed: a promise that is %s', (_name, steps) => {
    const toml = five(prepare('l1', 'a1') + steps + crash('a1', 'a4', 'a5'));
    expect(lacking(toml)['Why does l1 not lead?']?.slice(-1)).toEqual(['a4 and a5 are down.']);
    const rest = prepare('l1', 'a2', 'a3') + (steps === '' ? promise('a1') : '') + promise('a2', 'a3');
    expect(lacking(toml + rest)).not.toHaveProperty(['Why does l1 not lead?']);
  });

  it('counts, though its acceptor has promised a higher ballot since', () => {
    const toml = scenario(prepare('l1', 'a1') + timeout('l2') + prepare('l2', 'a1'));
    const answers = lacking(toml);
    expect(answers['Why does l1 not lead?']?.slice(1)).toEqual([
      'a1 has promised it; l1 does not know this yet.',
      'Prepare is in flight to a2 and a3.',
    ]);
    expect(answers).not.toHaveProperty(['Why does a1 not promise ballot 1.l1 to l1?']);
    const counted = lacking(toml + deliver('Promise', 'a1', 'l1'));
    expect(counted).not.toHaveProperty(['Why does a1 not promise ballot 1.l1 to l1?']);
  });

  const leads = prepare('l1', 'a1', 'a2', 'a3') + promise('a1', 'a2', 'a3') + put();
  it.each([
    ['counted', accepted('a1')],
    ['in flight', ''],
  ])('counts, though its acceptor is crashed: an acceptance that is %s', (_name, steps) => {
    const toml = five(leads + accept('l1', 'a1') + steps + crash('a1', 'a4', 'a5'));
    expect(lacking(toml)['Why is slot 1 not chosen?']?.slice(-1)).toEqual(['a4 and a5 are down.']);
    const rest = accept('l1', 'a2', 'a3') + (steps === '' ? accepted('a1') : '') + accepted('a2', 'a3');
    expect(lacking(toml + rest)).not.toHaveProperty(['Why is slot 1 not chosen?']);
  });

  it('is waited for together with others: those counted and those reached', () => {
    const toml = five(prepare('l1', 'a1') + promise('a1') + crash('a1', 'a3', 'a4', 'a5'));
    expect(lacking(toml)['Why does l1 not lead?']?.slice(-2)).toEqual([
      'a3, a4 and a5 are down.',
      'l1 has an answer from, or reaches, 2 of 5 acceptors, and a quorum is 3: it waits until one more is back.',
    ]);
  });

  it('shows a slot chosen that its acceptors show no more', () => {
    const second = timeout('l2') + prepare('l2', 'a1', 'a3') + deliver('Promise', 'a1', 'l2');
    const again = second + deliver('Promise', 'a3', 'l2') + deliver('Accept', 'l2', 'a1');
    const answers = lacking(scenario(half + accept('l1', 'a2') + again));
    expect(answers['Why does l1 not know that slot 1 is chosen?']?.slice(0, 2)).toEqual([
      'Slot 1 is chosen: it is accepted by 2 of 3 acceptors in ballot 1.l1. l1 knows of 0 of them and needs 2.',
      'a1 and a2 have accepted it; l1 does not know this yet.',
    ]);
    expect(answers).toHaveProperty(['Why is slot 1 not chosen in ballot 1.l2?']);
  });

  it('comes again after the retry timer, where the request was lost', () => {
    const lost = step('drop', 'message = "Prepare"\nto = "a1"');
    expect(lacking(scenario(lost))['Why does l1 not lead?']?.slice(1)).toEqual([
      'Prepare is in flight to a2 and a3.',
      'Neither Prepare to a1 nor an answer is in flight: l1 resends it when its retry timer fires.',
    ]);
  });

  it('is no commit: a replica that missed it asks', () => {
    const lost = step('drop', 'message = "Commit"\nto = "r1"');
    const toml = scenario(half + accept('l1', 'a2') + accepted('a1', 'a2') + lost);
    expect(lacking(toml)['Why has r1 not applied slot 1?']).toEqual([
      'l1 knows slot 1; r1 does not know it yet, and it asks when its retry timer fires.',
    ]);
  });
});

describe('an acceptor that refuses', () => {
  const higher = 'a1 has promised ballot 1.l2, which is higher than 1.l1.';
  const up = 'Once l1 hears of a refusal it gives up ballot 1.l1; its timeout then starts a higher one.';

  it('a promise has given a higher one', () => {
    const answers = lacking(scenario(timeout('l2') + prepare('l2', 'a1')));
    expect(answers['Why does a1 not promise ballot 1.l1 to l1?']).toEqual([higher, up]);
  });

  it('a proposal has promised a higher ballot since', () => {
    const answers = lacking(scenario(led + timeout('l2') + prepare('l2', 'a1')));
    expect(answers['Why does a1 not accept what l1 proposes?']).toEqual([higher, up]);
  });
});

describe('a slot that is not chosen', () => {
  it.each([
    [
      'is accepted by too few',
      half,
      [
        'Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.',
        'a1 has accepted it; l1 does not know this yet.',
        'Accept for slot 1 is in flight to a2 and a3.',
      ],
    ],
    [
      'is refused by one and waits for another',
      half + accepted('a1') + timeout('l2') + prepare('l2', 'a2') + crash('a3'),
      [
        'Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.',
        'a2 has promised ballot 1.l2, which is higher than 1.l1.',
        'a3 is down.',
        'Once l1 hears of a refusal it gives up ballot 1.l1; its timeout then starts a higher one.',
      ],
    ],
    [
      'nobody proposes any more',
      half + crash('l1'),
      [
        'Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.',
        'Nobody proposes it: a leader has to start a ballot higher than 1.l1 and propose again what its promises report.',
      ],
    ],
    [
      'is looked for by a leader that prepares',
      half + crash('l1') + timeout('l2'),
      [
        'Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.',
        'l2 prepares ballot 1.l2: if a promise that it counts reports slot 1, it must propose that command again.',
      ],
    ],
    [
      'no promise told of',
      half + crash('l1') + timeout('l2') + prepare('l2', 'a2', 'a3') + promise('a2', 'a3'),
      [
        'Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.',
        'l2 leads ballot 1.l2, and none of its promises reported slot 1: it proposes something there once requests have filled the slots before it.',
      ],
    ],
  ])('%s', (_name, steps, whys) => {
    expect(lacking(scenario(steps))['Why is slot 1 not chosen?']).toEqual(whys);
  });

  it('is chosen already, and its leader has not heard so', () => {
    const answers = lacking(scenario(half + accepted('a1') + accept('l1', 'a2')));
    expect(answers).not.toHaveProperty('Why is slot 1 not chosen?');
    expect(answers['Why does l1 not know that slot 1 is chosen?']).toEqual([
      'Slot 1 is chosen: it is accepted by 2 of 3 acceptors in ballot 1.l1. l1 knows of 1 of them and needs 2.',
      'a2 has accepted it; l1 does not know this yet.',
      'Accept for slot 1 is in flight to a3.',
    ]);
  });

  it('has two proposers: one gets it chosen, and the other nothing any more', () => {
    const duel =
      half +
      timeout('l2') +
      prepare('l2', 'a2', 'a3') +
      promise('a2', 'a3') +
      put('c2', 'l2') +
      accept('l2', 'a2');
    const answers = lacking(scenario(duel));
    expect(answers['Why is slot 1 not chosen in ballot 1.l1?']).toContain(
      'a2 has promised ballot 1.l2, which is higher than 1.l1.',
    );
    expect(answers).toHaveProperty(['Why is slot 1 not chosen in ballot 1.l2?']);
    const after = lacking(scenario(duel + accept('l2', 'a3') + accepted('a2', 'a3')));
    expect(after['Why is slot 1 not chosen in ballot 1.l1?']).toContain(
      'a=1 is already chosen for slot 1, in another ballot than 1.l1: nothing else can be.',
    );
  });
});

/** Only a1 has accepted slots 1 and 2, in an earlier ballot of l1. */
const INHERITED = `[[node]]
id = "l1"
role = "idle"
round = 1
[[node]]
id = "a1"
accepted = [
  { slot = 1, ballot = { round = 1, leader = "l1" }, command = { op = "get", key = "b" } },
  { slot = 2, ballot = { round = 1, leader = "l1" }, command = { op = "get", key = "b" } },
]
`;
const nth = (message: string, from: string, to: string, n: number) =>
  step('deliver', `message = "${message}"\nfrom = "${from}"\nto = "${to}"\nnth = ${n}`);
/** l1 leads 2.l1, proposes both again, and slot 2 is chosen first. */
const gap =
  timeout('l1') +
  prepare('l1', 'a1', 'a2') +
  promise('a1', 'a2') +
  nth('Accept', 'l1', 'a1', 2) +
  nth('Accept', 'l1', 'a2', 2) +
  accepted('a1', 'a2');

describe('what is chosen and not applied', () => {
  const knows = (id: string) =>
    `${id} knows slot 2 but applies slots in order, and it does not know slot 1 yet.`;

  it('waits at leader and replica for the slot before', () => {
    const answers = lacking(scenario(gap + deliver('Commit', 'l1', 'r1'), INHERITED));
    expect(answers['Why has l1 not applied slot 2?']?.[0]).toBe(knows('l1'));
    expect(answers['Why has r1 not applied slot 2?']).toEqual([knows('r1'), 'Slot 1 is not chosen.']);
  });

  it('waits for good at a leader that stepped aside', () => {
    const outbid =
      timeout('l2') +
      timeout('l2') +
      nth('Prepare', 'l2', 'a3', 2) +
      nth('Accept', 'l1', 'a3', 1) +
      deliver('AcceptRejected', 'a3');
    const answers = lacking(scenario(gap + outbid, INHERITED));
    expect(answers['Why has l1 not applied slot 2?']).toEqual([knows('l1'), 'Slot 1 is not chosen.']);
  });

  const chosen = half + accept('l1', 'a2') + accepted('a1', 'a2');
  it.each([
    ['knows of it', chosen, ['l1 knows slot 1; r1 does not know it yet, and Commit is in flight to it.']],
    [
      'knows of it beside another replica',
      chosen + deliver('Commit', 'l1', 'r2'),
      ['l1 and r2 know slot 1; r1 does not know it yet, and Commit is in flight to it.'],
    ],
    [
      'is cut off',
      chosen + partition(['l1', 'l2', 'a1', 'a2', 'a3'], ['r1', 'r2']),
      ['l1 knows slot 1, and is cut off from r1 by the partition.'],
    ],
    [
      'is crashed: the acceptors keep it',
      chosen + crash('l1'),
      [
        'A quorum of acceptors has accepted slot 1, but no other node that is up knows this: the next leader learns of it from their promises and proposes it again.',
      ],
    ],
    [
      'knows of it, and the replica is crashed',
      chosen + crash('r1'),
      ['r1 is down: it has lost what it had learnt, and asks for it again once it is back.'],
    ],
  ])('is not known to a replica: the leader %s', (_name, steps, whys) => {
    expect(lacking(scenario(steps))['Why has r1 not applied slot 1?']).toEqual(whys);
  });

  it('is not known to the standby, to which no commits go', () => {
    expect(lacking(scenario(chosen))['Why has l2 not applied slot 1?']).toEqual([
      'l2 is idle: commits go to replicas, and a leader learns slot 1 when a quorum accepts it in its own ballot.',
    ]);
  });
});

describe('a client that waits', () => {
  const waits = (steps: string, nodes = '', client = 'c1') =>
    lacking(scenario(steps, nodes))[`Why does ${client} have no answer to put a=1?`];

  it('for a leader that prepares', () => {
    expect(waits(put())).toEqual([
      'The request waits at l1, which is preparing ballot 1.l1 and takes requests only once it leads.',
      'l1 has the promises of 0 of 3 acceptors for ballot 1.l1; it needs 2.',
      'Prepare is in flight to a1, a2 and a3.',
    ]);
  });

  it('for its own slot to be chosen', () => {
    expect(waits(half)?.slice(0, 2)).toEqual([
      'l1 has proposed the request for slot 1 and answers once it has applied it.',
      'Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.',
    ]);
  });

  it('behind another’s', () => {
    expect(waits(half + put('c2'), '', 'c2')?.slice(0, 2)).toEqual([
      'The request waits at l1, which takes one request at a time: c1’s, for slot 1, is not answered yet.',
      'Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.',
    ]);
  });

  it('for an inherited slot to be chosen first', () => {
    const third = nth('Accept', 'l1', 'a1', 2) + nth('Accept', 'l1', 'a2', 2) + accepted('a1', 'a2');
    expect(waits(gap + put() + third, INHERITED)?.slice(0, 3)).toEqual([
      'l1 has proposed the request for slot 3 and answers once it has applied it.',
      'Slot 3 is chosen; l1 applies slots in order, and slot 1 comes first.',
      'Slot 1 is accepted by 0 of 3 acceptors in ballot 2.l1; it needs 2.',
    ]);
  });

  it('that was told, or whose slot is applied, lacks nothing', () => {
    const done = lacking(scenario(led + put() + step('settle')));
    expect(Object.keys(done)).toEqual(['Why does l2 not lead?', 'Why has l2 not applied slot 1?']);
  });
});
