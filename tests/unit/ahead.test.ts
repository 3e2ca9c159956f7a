import { describe, expect, it } from 'vitest';
import { lookAhead } from '../../src/lib/explore/ahead';
import { enabled, explore, parseScenario, play } from '../../src/lib/index';
import { subjectOf } from '../../src/lib/scenario/explore';
import { beginChecks, watch } from '../systems';

function ahead(toml: string, deepest: number) {
  const read = parseScenario(toml);
  if (!read.ok) throw new Error(read.errors[0]?.message);
  const { system, scenario, worlds } = subjectOf(read.scenario);
  const [first, ...rest] = worlds;
  let known = beginChecks(first!);
  let before = first!;
  for (const world of rest) {
    known = watch(known, before, world);
    before = world;
  }
  const rounds = [...lookAhead(system, before, known, deepest)];
  return { scenario, world: before, rounds, last: rounds.at(-1)! };
}

const BUGGY =
  'num_nodes = 3\nnum_clients = 0\n[raft]\nbugs = ["no-step-down"]\n[[step]]\naction = "next"\ncount = 3\n';

describe('looking ahead', () => {
  it('lists each act with an effect once, Next’s first, with its result', () => {
    const { world, rounds } = ahead('num_nodes = 3\nnum_clients = 0\n[[step]]\naction = "next"\n', 0);
    expect(rounds.length).toBe(1);
    const acts = rounds[0]!.map(({ act }) => act);
    expect(acts).toEqual(enabled(world).filter(({ action }) => action !== 'drop'));
    expect(rounds[0]![0]?.events.length).toBeGreaterThan(0);
    const doubled = ahead(
      'num_nodes = 3\nnum_clients = 0\n[[step]]\naction = "next"\n[[step]]\naction = "duplicate"\n',
      0,
    );
    expect(doubled.last.length).toBe(acts.length);
  });

  it('has a new request of each client that waits for nothing', () => {
    const idle = 'num_nodes = 3\nnum_clients = 2\nrequests_per_client = 0\nkeys = ["k"]\n';
    const asks = (toml: string) =>
      ahead(toml, 0).last.flatMap(({ act, world }) =>
        act.action === 'request' ? [[act.client, act.op, act.key, world.clients[act.client]?.waiting]] : [],
      );
    expect(asks(idle)).toEqual([
      ['c1', 'put', 'k', true],
      ['c2', 'put', 'k', true],
    ]);
    const asked = `${idle}[[step]]\naction = "request"\nclient = "c1"\nop = "get"\nkey = "k"\n`;
    expect(asks(asked)).toEqual([['c2', 'put', 'k', true]]);
  });

  it('says how near a violation is, in agreement with the search', () => {
    const { scenario, last } = ahead(BUGGY, 4);
    const options = { goal: { violation: 'any' }, acts: { timeout: 1, heartbeat: 1, crash: 1, restart: 1 } };
    expect(last.some(({ within }) => within !== null)).toBe(true);
    for (const { act, within } of last) {
      const after = { ...scenario, steps: [...scenario.steps, act] };
      expect(play(after).failure).toBe(undefined);
      expect(explore(after, { ...options, depth: 4 }).length, JSON.stringify(act)).toBe(within);
    }
  });

  it('finds nothing without a bug', () => {
    const { last } = ahead(BUGGY.replace('"no-step-down"', ''), 3);
    expect(last.every(({ within, looked }) => within === null && looked === 3)).toBe(true);
  });

  it('counts no promise that was broken before', () => {
    const { last } = ahead(
      'num_nodes = 3\nnum_clients = 0\n[raft]\nbugs = ["quorum-of-half"]\n[[step]]\naction = "next"\n[[step]]\naction = "timeout"\nnode = "n2"\n',
      1,
    );
    expect(last.find(({ act }) => act.action === 'crash')?.breaks).toEqual([]);
  });
});
