import { describe, expect, test } from 'vitest';
import { checkSafety } from '../../src/lib/scenario/run';
import { start } from '../../src/lib/scenario/run';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { act, type Act } from '../../src/lib/sim/act';
import { CALM, playedAct, type Chaos } from '../../src/lib/sim/chaos';
import { actOf, nextDue } from '../../src/lib/sim/scheduler';
import type { World } from '../../src/lib/sim/world';
import { parsed } from './scenario/parsed';

const ROUGH: Chaos = { loss: 0.2, duplication: 0.2, reordering: 0.5, crashes: 0.05 };

const begin = (seed = 1, more = '') => start(parsed(`seed = ${seed}\n${more}`));
const done = (world: World, acts: readonly Act[]) =>
  acts.reduce((so, one) => act(systemOf(world.setup), so, one).world, world);

/** Plays until nothing is left, or for `most` acts. */
function play(world: World, chaos: Chaos, most: number): { acts: Act[]; worlds: World[] } {
  const acts: Act[] = [];
  const worlds = [world];
  for (let next = playedAct(world, chaos); next && acts.length < most;) {
    acts.push(next);
    worlds.push(done(worlds.at(-1) as World, [next]));
    next = playedAct(worlds.at(-1) as World, chaos);
  }
  return { acts, worlds };
}

const names = (acts: readonly Act[]) => new Set(acts.map(({ action }) => action));

describe('what Play does next', () => {
  test('without chaos is what is due, and nothing else', () => {
    const { acts, worlds } = play(begin(), CALM, 300);
    expect(acts).toHaveLength(300);
    for (const [i, one] of acts.entries()) {
      const due = nextDue(worlds[i] as World);
      expect(one).toEqual(due && actOf(due));
    }
    expect([...names(acts)].sort()).toEqual(['deliver', 'heartbeat']);
  });

  test('without chaos a crashed node stays down', () => {
    const crashed = done(begin(), [{ action: 'crash', node: 'n2' }]);
    const { acts } = play(crashed, CALM, 300);
    expect(names(acts)).not.toContain('restart');
  });

  test('without chaos, with all nodes down and nothing in flight, is nothing', () => {
    const dark = done(begin(1, 'num_nodes = 1\nnum_clients = 0\n[raft]\nauto_start = false'), [
      { action: 'crash', node: 'n1' },
    ]);
    expect(nextDue(dark)).toBeNull();
    expect(playedAct(dark, CALM)).toBeNull();
  });

  test('with crashes, the last crashed node restarts, so that Play goes on', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const dark = done(begin(seed, 'num_nodes = 1\nnum_clients = 0\n[raft]\nauto_start = false'), [
        { action: 'crash', node: 'n1' },
      ]);
      expect(playedAct(dark, { ...CALM, crashes: 0.1 })).toEqual({ action: 'restart', node: 'n1' });
    }
  });

  test('depends only on the seed: the same seed gives the same run, another seed another', () => {
    const run = (seed: number) => play(begin(seed), ROUGH, 200).acts;
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  test('does not change the world it looks at', () => {
    const { worlds } = play(begin(), ROUGH, 60);
    for (const world of worlds) {
      const before = structuredClone(world);
      expect(playedAct(world, ROUGH)).toEqual(playedAct(world, ROUGH));
      expect(world).toEqual(before);
    }
  });

  test('with everything lost, every message that is due is dropped, and timers go on', () => {
    const { acts, worlds } = play(begin(), { ...CALM, loss: 1 }, 200);
    expect(acts).toHaveLength(200);
    for (const [i, one] of acts.entries()) {
      const due = nextDue(worlds[i] as World);
      if (due && 'message' in due) expect(one).toEqual({ action: 'drop', id: due.message.id });
      else expect(one.action).toBe('timeout');
    }
    expect(Object.values(worlds.at(-1)?.nodes ?? {}).map(({ role }) => role)).not.toContain('leader');
  });

  test('duplicates, reorders and crashes as often as set', () => {
    const all = play(begin(7), ROUGH, 600).acts;
    expect([...names(all)].sort()).toEqual([
      'crash',
      'deliver',
      'drop',
      'duplicate',
      'heartbeat',
      'restart',
      'timeout',
    ]);
    expect(names(play(begin(7), { ...CALM, duplication: 0.3 }, 200).acts)).toContain('duplicate');
    expect(names(play(begin(7), { ...CALM, crashes: 0.3 }, 100).acts)).toContain('crash');
    const { acts, worlds } = play(begin(7), { ...CALM, reordering: 1 }, 200);
    const overtaken = acts.filter((one, i) => {
      const due = nextDue(worlds[i] as World);
      return one.action === 'deliver' && due && 'message' in due && one.id !== due.message.id;
    });
    expect(overtaken.length).toBeGreaterThan(20);
  });

  test('is a plain act: the same acts, read from JSON, give the same world', () => {
    const { acts, worlds } = play(begin(5), ROUGH, 300);
    const again = JSON.parse(JSON.stringify(acts)) as Act[];
    expect(done(begin(5), again)).toEqual(worlds.at(-1));
  });

  test.each(['', 'client_sessions = true', 'replication = "pipelined"', 'leader_noop = true'])(
    'breaks no promise of Raft (%s)',
    (option) => {
      for (const seed of [11, 12, 13]) {
        const { worlds } = play(begin(seed, `[raft]\n${option}`), ROUGH, 400);
        expect(worlds, `seed ${seed}`).toHaveLength(401);
        expect(checkSafety(worlds), `seed ${seed}`).toEqual([]);
      }
    },
  );
});
