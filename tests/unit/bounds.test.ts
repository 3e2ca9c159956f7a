import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario, play, start, step, type Scenario, type World } from '../../src/lib/index';
import { stepPair } from '../../src/lib/run/pair/pair';
import { beginPair, playPair, playingPair } from '../systems';
import { playPhase } from '../../src/lib/run/big-steps';
import { collect } from '../../src/lib/sim/collect';
import { playing } from '../../src/lib/scenario/run';
import { systemOf } from '../../src/lib/scenario/all-systems';

// A run ends at act 10,000, whatever its steps unroll to (scenario format, "Ranges").

function read(toml: string): Scenario {
  const result = parseScenario(toml);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.scenario;
}

const LAST = 'the run stops at act 10,000, the last that a run can have';

/** Two nodes of gossip; one sends to the other over and over. */
const gossip = read('system = "gossip"\nnum_nodes = 2\nnum_clients = 0');
const telling = (times: number): Scenario => ({
  ...gossip,
  steps: Array.from({ length: times }).flatMap(() => [
    { action: 'heartbeat', node: 'g1' },
    { action: 'next' },
  ]),
});

describe('a run', () => {
  const scenario = read(readFileSync(new URL('../cases/long-settle.toml', import.meta.url), 'utf8'));

  it('of one settle that would unroll to 192,550 acts stops at the 10,000th, and keeps its worlds', () => {
    const { worlds, events, failure } = play(scenario);
    expect(failure).toEqual({ step: 1, message: `step 1: ${LAST}` });
    expect([worlds.length, events.length]).toEqual([10_001, 10_001]);
    expect(worlds.at(-1)?.step).toBe(10_000);
  });

  it('can be played act by act, and stopped at any', () => {
    const acts = playing(scenario);
    const first = Array.from({ length: 5 }, () => acts.next().value);
    expect(first.map((one) => (one && 'world' in one ? [one.world.step, one.step] : null))).toEqual([
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 1],
      [4, 1],
    ]);
    expect(acts.return(null)).toEqual({ done: true, value: null });
  });

  it('of exactly 10,000 acts is whole', () => {
    const { worlds, failure } = play(telling(5_000));
    expect(failure).toBeUndefined();
    expect(worlds).toHaveLength(10_001);
    const last = worlds.at(-1) as World;
    for (const action of [{ action: 'heartbeat', node: 'g1' }, { action: 'heal' }] as const)
      expect(step(last, action)).toEqual({ ok: false, error: LAST });
    // An action without effect is not an act.
    expect(step(last, { action: 'next' })).toMatchObject({ ok: true });
    expect(step(last, { action: 'settle' })).toMatchObject({ ok: true });
  });

  it('stops within a phase too', () => {
    const { worlds } = play(telling(4_999));
    const asked = step(worlds.at(-1) as World, { action: 'heartbeat', node: 'g2' });
    if (!asked.ok) throw new Error(asked.error);
    const twice = step(asked.world, { action: 'duplicate' });
    if (!twice.ok) throw new Error(twice.error);
    expect(twice.world.step).toBe(10_000);
    expect(playPhase(systemOf(twice.world.setup), twice.world)).toEqual([]);
  });

  it('gives the same at once and act by act', () => {
    const { scenario: small } = {
      scenario: read('[[step]]\naction = "settle"\n[[step]]\naction = "restart"\nnode = "n1"'),
    };
    const { items, result } = collect(playing(small));
    const run = play(small);
    expect(items.map(({ world }) => world)).toEqual(run.worlds);
    expect(items.map(({ events }) => events)).toEqual(run.events);
    expect(result).toEqual(run.failure);
    expect(result).toMatchObject({ step: 2 });
  });
});

it('step settles all or nothing: it is refused beyond the last act', () => {
  const scenario = read(readFileSync(new URL('../cases/long-settle.toml', import.meta.url), 'utf8'));
  const world = { ...start(scenario), step: 9_990 };
  expect(step(world, { action: 'settle', limit: 1_000_000 })).toEqual({ ok: false, error: LAST });
});

describe('a pair', () => {
  const pair = read('num_clients = 0\n[compare]\nsystems = ["raft", "multipaxos"]');

  it('says at which act a side stops, and the other goes on', () => {
    const begun = beginPair(pair);
    const late = { ...begun, left: { ...begun.left, world: { ...begun.left.world, step: 9_999 } } };
    const first = stepPair(late, { action: 'next' });
    if (!first.ok) throw new Error(first.error);
    expect(first.moment.left.world.step).toBe(10_000);
    const second = stepPair(first.moment, { action: 'next' });
    if (!second.ok) throw new Error(second.error);
    expect(second.moment.left).toMatchObject({ remark: `${LAST}.`, done: [] });
    expect(second.moment.right.world.step).toBe(2);
    const last = stepPair(second.moment, { action: 'next', side: 'left' });
    expect(last).toEqual({ ok: false, error: `${LAST}.` });
  });

  it('gives the same at once and step by step', () => {
    const steps = [{ action: 'phase' }, { action: 'phase' }, { action: 'restart' }] as const;
    const scenario = { ...pair, pair: { systems: ['raft', 'multipaxos'] as const, steps } };
    const { items, result } = collect(playingPair(scenario));
    expect(playPair(scenario)).toEqual({ moments: items, failure: result });
    expect(result).toMatch(/^step 3: /);
  });
});
