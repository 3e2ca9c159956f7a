import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstDifference, keyPairs, replyPairs, likenessOf } from '../../../src/lib/picture/pair/agreement';
import { toldOn } from '../../../src/lib/picture/pair/told';
import { correspondence } from '../../../src/lib/picture/pair/correspondence';
import { sideScenario, stageAfter, stepPair, type PairMoment } from '../../../src/lib/run/pair/pair';
import { beginPair, playPair } from '../../systems';
import { DEFAULT_PAIR, PAIR_EXAMPLES } from '../../../src/lib/scenario/pair-examples';
import { formatScenario } from '../../../src/lib/scenario/format';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { play } from '../../../src/lib/scenario/run';
import type { PairStep } from '../../../src/lib/sim/scenario';
import { parsed } from '../scenario/parsed';

const STORES = ['raft', 'single'] as const;
const phases = (n: number): PairStep[] => Array.from({ length: n }, () => ({ action: 'phase' }));
const pairOf = (left: string, right: string) => ({
  ...DEFAULT_PAIR,
  pair: { systems: [left, right] as const, steps: [] },
});

function after(steps: readonly PairStep[], systems: readonly [string, string] = STORES): PairMoment {
  const { moments, failure } = playPair({ ...DEFAULT_PAIR, pair: { systems, steps } });
  expect(failure).toBeUndefined();
  return moments.at(-1) as PairMoment;
}

/** Next until nothing is left on either side. */
function settled(moment: PairMoment): PairMoment {
  const next = stepPair(moment, { action: 'phase' });
  return next.ok ? settled(next.moment) : moment;
}

describe('phases in lock-step', () => {
  it('elect, request, replicate, learn, reply, and then the next request', () => {
    const { moments } = playPair({
      ...DEFAULT_PAIR,
      pair: { systems: STORES, steps: phases(7) },
    });
    expect(moments.slice(1).map(({ stage }) => stage)).toEqual([
      ...['lead', 'request', 'replicate', 'learn', 'reply', 'request', 'replicate'],
    ]);
    expect(moments.map(({ left }) => left.done.length)).toEqual([0, 5, 2, 8, 2, 1, 1, 4]);
  });

  it('do one round: what the answers lead to is left to the next', () => {
    const { left } = after(phases(3));
    expect(toldOn(left)).toBe('n1 commits index 1: it is on 2 of 3 servers.');
    const sent = left.world.network.inFlight.filter(({ type }) => type === 'AppendEntries');
    expect(sent).toHaveLength(2);
  });

  it('a side without messages of the phase waits, and says so', () => {
    const { right } = after(phases(1));
    expect(right.done).toEqual([]);
    expect(toldOn(right)).toBe('Nothing of this phase is in flight here.');
  });

  it('is over when nothing is left on either side', () => {
    const end = settled(beginPair(pairOf(...STORES)));
    expect(stageAfter(end)).toBeNull();
    expect(stepPair(end, { action: 'phase' })).toMatchObject({
      ok: false,
      error: /^Nothing is left/ as never,
    });
  });

  it('one side alone can be moved by one message', () => {
    const { left, right, stage } = after([{ action: 'next', side: 'right' }]);
    expect([left.done.length, right.done.length, stage]).toEqual([0, 1, null]);
    expect(toldOn(left)).toBe('This side waits.');
  });
});

describe('message by message', () => {
  const SYSTEMS = ['raft', 'multipaxos'] as const;
  const messages = (n: number): PairStep[] => Array.from({ length: n }, () => ({ action: 'next' }));

  it('both sides deliver one message of the current phase, until neither has more', () => {
    const { moments } = playPair({
      ...DEFAULT_PAIR,
      pair: { systems: SYSTEMS, steps: messages(6) },
    });
    expect(moments.map(({ left, right }) => [left.done.length, right.done.length])).toEqual([
      ...[
        [0, 0],
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
        [0, 1],
      ],
    ]);
    expect(moments.map(({ under }) => under)).toEqual([
      ...[null, 'lead', 'lead', 'lead', 'lead', 'lead', null],
    ]);
    expect(moments.at(-1)?.stage).toBe('lead');
  });

  it.each([1, 4, 9, 14])('after %i messages the rest of the phase is what the phase would have done', (n) => {
    const whole = playPair({ ...DEFAULT_PAIR, pair: { systems: SYSTEMS, steps: phases(5) } }).moments;
    const begun = after(messages(n), SYSTEMS);
    const ended = begun.under === null ? begun : stepPair(begun, { action: 'phase' });
    const moment = 'moment' in ended ? ended.moment : (ended as PairMoment);
    const same = whole.find(({ left }) => left.world.step === moment.left.world.step);
    expect(same).toBeDefined();
    for (const side of ['left', 'right'] as const) expect(moment[side].world).toEqual(same?.[side].world);
    expect(moment.stage).toBe(same?.stage);
  });

  it('a phase whose last message is lost is over', () => {
    const begun = after(messages(4));
    expect([begun.under, begun.stage]).toEqual(['lead', null]);
    const lost = after([...messages(4), { action: 'drop', side: 'left', message: 'VoteResponse' }]);
    expect([lost.under, lost.stage, lost.left.later]).toEqual([null, 'lead', []]);
  });
});

describe('a chosen message', () => {
  const SYSTEMS = ['raft', 'multipaxos'] as const;
  const sent = ({ world }: PairMoment['left'], type: string) =>
    world.network.inFlight.filter((message) => message.type === type).map(({ to }) => to);
  const voting = [{ action: 'next', side: 'left' }] as const satisfies PairStep[];

  it('is dropped on its side alone', () => {
    const moment = after(
      [...voting, { action: 'drop', side: 'left', message: 'RequestVote', to: 'n3' }],
      SYSTEMS,
    );
    expect(sent(moment.left, 'RequestVote')).toEqual(['n2']);
    expect(sent(moment.right, 'Prepare')).toEqual(['a1', 'a2', 'a3']);
    expect(toldOn(moment.right)).toBe('This side waits.');
  });

  it('is dropped on both sides with its counterpart', () => {
    const moment = after(
      [...voting, { action: 'drop', side: 'left', message: 'RequestVote', to: 'n3', both: true }],
      SYSTEMS,
    );
    expect(sent(moment.left, 'RequestVote')).toEqual(['n2']);
    expect(sent(moment.right, 'Prepare')).toEqual(['a1', 'a3']);
  });

  it('is doubled, and delivered', () => {
    const doubled = after([{ action: 'duplicate', side: 'right', message: 'Prepare', to: 'a2' }], SYSTEMS);
    expect(sent(doubled.right, 'Prepare')).toEqual(['a1', 'a2', 'a3', 'a2']);
    const done = after([{ action: 'deliver', side: 'right', message: 'Prepare', to: 'a2' }], SYSTEMS);
    expect(sent(done.right, 'Promise')).toEqual(['l1']);
  });

  it('a request and a reply mean those of the same client', () => {
    const asked = after([{ action: 'phase' }], SYSTEMS);
    const result = stepPair(asked, { action: 'drop', side: 'right', from: 'c2', both: true });
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    for (const side of ['left', 'right'] as const)
      expect(result.moment[side].world.network.inFlight.map(({ from }) => from)).not.toContain('c2');
  });

  it('without a counterpart leaves the other side unchanged, and says so', () => {
    const moment = after(
      [{ action: 'drop', side: 'right', message: 'Prepare', to: 'a3', both: true }],
      SYSTEMS,
    );
    expect(toldOn(moment.left)).toBe('Nothing in flight here means the same.');
    expect(moment.left.done).toEqual([]);
  });

  it('that is not in flight is refused, and the sentence names what is', () => {
    const result = stepPair(after([], SYSTEMS), { action: 'drop', side: 'right', message: 'Accept' });
    expect(result).toMatchObject({
      ok: false,
      error: /^no message in flight fits Accept\. In flight:.*[^.]\.$/,
    });
  });
});

describe('the same requests', () => {
  it('get the same replies and leave the same store', () => {
    const end = settled(beginPair(pairOf(...STORES)));
    expect(likenessOf(end)).toBe('same');
    expect(firstDifference(end)).toBeNull();
    expect(replyPairs(end)).toHaveLength(6);
    expect(replyPairs(end).map(({ left }) => left)).toEqual(replyPairs(end).map(({ right }) => right));
    expect(keyPairs(end)).toEqual([{ key: 'b', left: '2', right: '2' }]);
  });

  it('a difference is pointed at', () => {
    const end = settled(beginPair(pairOf('single', 'gossip')));
    expect(likenessOf(end)).toBe('different');
    expect(firstDifference(end)).toBe('c1 delete a');
    expect(replyPairs(end).find(({ likeness }) => likeness === 'different')).toMatchObject({
      ...{ client: 'c1', number: 3, left: 'ok', right: 'a number that only grows cannot be deleted' },
    });
    expect(keyPairs(end)).toBeNull();
  });
});

describe('the same faults', () => {
  const led = phases(5);

  it('crash the leader, and the next takes over: steps and messages are counted', () => {
    const moment = after([...led, { action: 'crash' }, { action: 'elect' }, { action: 'phase' }]);
    expect(moment.left.tally.succession).toMatchObject({
      lost: 'n1',
      how: 'crash',
      by: { id: 'n2', steps: 4 },
    });
    expect(moment.right.tally.succession).toMatchObject({ lost: 's1', by: null });
    expect(correspondence(moment).find(({ id }) => id === 'succession')).toMatchObject({
      left: {
        before: 'n1 crashed, ',
        live: expect.stringMatching(/^n2 leads in 4 steps, \d messages$/) as string,
      },
      right: { before: 's1 crashed, ', live: 'nobody leads yet' },
    });
  });

  it('have no effect if there is nobody to be cut off from, and say so', () => {
    const { left, right } = after([...led, { action: 'partition' }]);
    expect(left.world.network.groups).toEqual([['n1'], ['n2', 'n3']]);
    expect(toldOn(right)).toBe('s1 is the only node: there is nobody to cut it off from.');
  });

  it('waiting clients ask whoever leads now', () => {
    const moment = after([
      ...led,
      { action: 'crash' },
      { action: 'elect' },
      { action: 'phase' },
      { action: 'retry' },
    ]);
    const asked = moment.left.world.network.inFlight.filter(
      ({ to, from }) => to === 'n2' && from.startsWith('c'),
    );
    expect(asked.length).toBeGreaterThan(0);
  });

  const refusalOf = (moment: PairMoment, step: PairStep) => {
    const result = stepPair(moment, step);
    return result.ok ? null : result.error;
  };

  it.each<[PairStep, RegExp]>([
    [{ action: 'heal' }, /^The network is whole already: .*“Cut off leader”\.$/],
    [{ action: 'restart' }, /^Every node is up: .* after a crash\.$/],
    [{ action: 'retry' }, /^No client waits: only who waits for an answer asks again\.$/],
    [{ action: 'crash' }, /^Nobody leads: let a node take over with “Elect another” first\.$/],
    [{ action: 'partition' }, /^Nobody leads: let a node take over with “Elect another” first\.$/],
  ])('at the start %j is refused with why, and what would be accepted', (step, said) => {
    expect(refusalOf(beginPair(pairOf('raft', 'multipaxos')), step)).toMatch(said);
  });

  it('when all is done, a message to lose has to be asked for first', () => {
    const said = /^Nothing that can be delivered is in flight: let a client ask, or elect a leader\.$/;
    expect(refusalOf(settled(beginPair(pairOf(...STORES))), { action: 'drop' })).toMatch(said);
  });

  it.each<[readonly PairStep[], string, RegExp]>([
    [[], 'single', /^No node here can take over: there is none but the one that leads\.$/],
    [[{ action: 'crash' }], 'single', /^No node here can take over: restart one that is down first\.$/],
    [[], 'gossip', /^All nodes are equals, and nobody leads\.$/],
  ])('after %j, with %s twice, an election is refused with why', (done, system, said) => {
    expect(refusalOf(after(done, [system, system]), { action: 'elect' })).toMatch(said);
  });
});

describe('the correspondence', () => {
  it('compares terms, with live counts', () => {
    const rows = correspondence(after(phases(5)));
    expect(rows.map(({ left }) => left.word)).toEqual([
      ...['follower', 'term', 'index', 'election', 'replication', 'commit', null, null, null],
    ]);
    expect(rows.find(({ id }) => id === 'lead')?.left).toEqual({
      ...{ word: 'election', message: 'RequestVote', live: '5 in 1 round' },
    });
    expect(rows.find(({ id }) => id === 'steps')).toMatchObject({
      left: { live: '14 (13 more)' },
      right: { live: '1' },
    });
  });
});

describe('a side on its own', () => {
  it('is a scenario that the lab can run, to the same world', () => {
    const pair = { ...DEFAULT_PAIR, pair: { systems: STORES, steps: phases(6) } };
    const { moments } = playPair(pair);
    for (const side of ['left', 'right'] as const) {
      const scenario = parsed(formatScenario(sideScenario(pair, moments, side)));
      const { worlds, failure } = play(scenario);
      expect(failure).toBeUndefined();
      expect(worlds.at(-1)?.nodes).toEqual(moments.at(-1)?.[side].world.nodes);
    }
  });
});

describe('the examples', () => {
  it('are all the files there are', () => {
    const files = readdirSync('static/compare').filter((name) => name.endsWith('.toml'));
    expect(PAIR_EXAMPLES.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  it.each(PAIR_EXAMPLES)('$file is read, written again, and plays to its end', ({ file, title }) => {
    const scenario = parsed(readFileSync(`static/compare/${file}`, 'utf8'));
    expect(scenario.setup.title).toBe(title);
    expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, scenario });
    expect(playPair(scenario).failure).toBeUndefined();
  });

  it('the first is what the page shows at once', () => {
    expect(parsed(readFileSync('static/compare/same-requests.toml', 'utf8'))).toEqual(DEFAULT_PAIR);
  });
});

describe('any two systems', () => {
  const names = ['raft', 'multipaxos', 'single', 'gossip'] as const;
  const pairs = names.flatMap((left) => names.map((right) => [left, right] as const));

  /** Message by message until nothing is left on either side. */
  function spelled(moment: PairMoment): PairMoment {
    const next = stepPair(moment, { action: 'next' });
    return next.ok ? spelled(next.moment) : moment;
  }

  it.each(pairs)('%s beside %s reach the same state by phases and message by message', (left, right) => {
    const [whole, one] = [settled(beginPair(pairOf(left, right))), spelled(beginPair(pairOf(left, right)))];
    for (const side of ['left', 'right'] as const) expect(one[side].world).toEqual(whole[side].world);
    expect([one.left.tally, one.right.tally]).toEqual([whole.left.tally, whole.right.tally]);
  });

  it.each(pairs)('%s beside %s, the other way round, is the same with its sides changed', (left, right) => {
    const [one, other] = [settled(beginPair(pairOf(left, right))), settled(beginPair(pairOf(right, left)))];
    expect(one.left.world).toEqual(other.right.world);
    expect(one.right.world).toEqual(other.left.world);
  });
});

describe('Raft and MultiPaxos', () => {
  it('go through the same phases to the same replies and the same store', () => {
    const end = settled(beginPair(pairOf('raft', 'multipaxos')));
    expect(likenessOf(end)).toBe('same');
    expect(replyPairs(end).every(({ likeness }) => likeness === 'same')).toBe(true);
    const rows = correspondence(end);
    expect(rows.map(({ right }) => right.word)).toEqual([
      ...['acceptor', 'ballot', 'slot', 'phase 1', 'phase 2', 'commit', null, null, null],
    ]);
  });

  it('both survive the crash of their leader', () => {
    const crash: PairStep[] = [...phases(3), { action: 'crash' }, { action: 'elect' }, { action: 'phase' }];
    const moment = after(crash, ['raft', 'multipaxos']);
    expect(moment.left.tally.succession?.by?.id).toBe('n2');
    expect(moment.right.tally.succession?.by?.id).toBe('l2');
  });
});
