import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keyPairs, replyPairs, verdict } from '../../../src/lib/compare/agreement';
import { correspondence } from '../../../src/lib/compare/correspondence';
import {
  beginPair,
  playPair,
  sideScenario,
  stageAfter,
  stepPair,
  type PairMoment,
} from '../../../src/lib/compare/pair';
import { DEFAULT_PAIR, PAIR_EXAMPLES } from '../../../src/lib/compare/pairs';
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
    expect(left.told).toBe('n1 commits index 1: index 1 is on 2 of 3 servers.');
    const sent = left.world.network.inFlight.filter(({ type }) => type === 'AppendEntries');
    expect(sent).toHaveLength(2);
  });

  it('a side that has nothing of the phase waits, and says so', () => {
    const { right } = after(phases(1));
    expect(right.done).toEqual([]);
    expect(right.told).toBe('Nothing of this phase is in flight here.');
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
    expect(left.told).toBe('This side waits.');
  });
});

describe('the same requests', () => {
  it('get the same replies and leave the same store', () => {
    const end = settled(beginPair(pairOf(...STORES)));
    expect(verdict(end)).toBe('same');
    expect(replyPairs(end)).toHaveLength(6);
    expect(replyPairs(end).map(({ left }) => left)).toEqual(replyPairs(end).map(({ right }) => right));
    expect(keyPairs(end)).toEqual([{ key: 'b', left: '2', right: '2' }]);
  });

  it('a difference is pointed at', () => {
    const end = settled(beginPair(pairOf('single', 'gossip')));
    expect(verdict(end)).toBe('different');
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
      left: { live: expect.stringMatching(/^n1 crashed, n2 leads after 4 steps, \d messages$/) as string },
      right: { live: 's1 crashed: nobody leads yet' },
    });
  });

  it('mean nothing where there is nobody to be cut off from, and say so', () => {
    const { left, right } = after([...led, { action: 'partition' }]);
    expect(left.world.network.groups).toEqual([['n1'], ['n2', 'n3']]);
    expect(right.told).toBe('s1 is the only node: there is nobody to cut it off from.');
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

  it('what can be done on neither side is refused with why', () => {
    const at = beginPair(pairOf(...STORES));
    expect(stepPair(at, { action: 'heal' })).toEqual({ ok: false, error: 'The network is whole already.' });
    expect(stepPair(at, { action: 'restart' })).toEqual({ ok: false, error: 'Every node is up.' });
  });
});

describe('the correspondence', () => {
  it('lays the words side by side, with live counts', () => {
    const rows = correspondence(after(phases(5)));
    expect(rows.map(({ left }) => left.word)).toEqual([
      ...['follower', 'term', 'index', 'election', 'replication', 'commit', null, null, null],
    ]);
    expect(rows.find(({ id }) => id === 'lead')?.left).toEqual({
      ...{ word: 'election', message: 'RequestVote', live: '5 sent, 1 round' },
    });
    expect(rows.find(({ id }) => id === 'steps')).toMatchObject({
      left: { live: '14' },
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

describe('Raft and MultiPaxos', () => {
  it('go through the same phases to the same replies and the same store', () => {
    const end = settled(beginPair(pairOf('raft', 'multipaxos')));
    expect(verdict(end)).toBe('same');
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
