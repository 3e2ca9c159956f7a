import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import type { Act } from '../../src/lib/sim/act';
import * as timelines from '../../src/lib/run/timeline';
import type { Timeline } from '../../src/lib/run/timeline';
import type { World } from '../../src/lib/sim/world';
import { Session } from '../../src/lib/ui/app/session.svelte';
import { raft } from '../../src/lib/scenario/systems/raft';

const worldAt = (step: number) => ({ step }) as World;
const timeout = (node: string): Act => ({ action: 'timeout', node });

function grow(timeline: Timeline<null>, ...nodes: string[]): Timeline<null> {
  return nodes.reduce((so, node) => {
    const world = worldAt(timelines.here(so).world.step + 1);
    return timelines.grow(so, { act: timeout(node), world, events: [], seen: null });
  }, timeline);
}

const begun = () =>
  timelines.beginTimeline<null>({ world: worldAt(0), events: [], seen: null }, ({ world }) => ({
    world: worldAt(world.step + 1),
    events: [],
    seen: null,
  }));
const tips = ({ branches }: Timeline) => branches.map(({ name, tip }) => [name, tip]);
const acts = (timeline: Timeline, branch = timelines.branchOf(timeline)) =>
  timelines
    .pathTo(timeline, branch.tip)
    .slice(1)
    .map(({ act }) => (act as { node: string }).node);

/** a b c on the first branch, a d on the second, which is shown. */
const forked = () => grow(timelines.travel(grow(begun(), 'a', 'b', 'c'), 1), 'd');

describe('a timeline', () => {
  test('begins with one moment and one branch', () => {
    const timeline = begun();
    expect(timelines.here(timeline)).toMatchObject({ id: 0, parent: null, act: null });
    expect(tips(timeline)).toEqual([['Branch 1', 0]]);
  });

  test('at the tip an act makes the branch longer', () => {
    const timeline = grow(begun(), 'a', 'b');
    expect(tips(timeline)).toEqual([['Branch 1', 2]]);
    expect(timelines.here(timeline)).toMatchObject({ id: 2, parent: 1 });
  });

  test('in the past another act starts a branch and the old one stays', () => {
    const timeline = forked();
    expect(tips(timeline)).toEqual([
      ['Branch 1', 3],
      ['Branch 2', 4],
    ]);
    expect(timelines.branchOf(timeline).name).toBe('Branch 2');
    expect(acts(timeline)).toEqual(['a', 'd']);
    expect(acts(timeline, timeline.branches[0])).toEqual(['a', 'b', 'c']);
  });

  test('in the past the same act reuses what it led to then', () => {
    const before = grow(begun(), 'a', 'b', 'c');
    const again = grow(timelines.travel(before, 1), 'b');
    expect(again.moments).toBe(before.moments);
    expect(again.at).toBe(2);
    expect(tips(again)).toEqual([['Branch 1', 3]]);
  });

  test("another branch's act is reused too, and shows that branch", () => {
    const timeline = grow(timelines.travel(forked(), 1), 'b');
    expect(timeline.moments).toHaveLength(5);
    expect(timeline.at).toBe(2);
    expect(timelines.branchOf(timeline).name).toBe('Branch 1');
  });

  test('travelling along the branch shown stays on it', () => {
    const timeline = timelines.travel(forked(), 0);
    expect(timeline.at).toBe(0);
    expect(timelines.branchOf(timeline).name).toBe('Branch 2');
  });

  test('travelling to a moment of another branch shows that one', () => {
    const timeline = timelines.travel(forked(), 3);
    expect(timelines.branchOf(timeline).name).toBe('Branch 1');
    expect(timeline.branches).toHaveLength(2);
  });

  test('switching keeps the step, or takes the tip of a shorter branch', () => {
    const long = timelines.switchTo(forked(), 1);
    expect(timelines.here(long).world.step).toBe(2);
    expect(timelines.branchOf(long).name).toBe('Branch 1');
    const short = timelines.switchTo(timelines.travel(long, 3), 2);
    expect(timelines.here(short).id).toBe(4);
  });

  test('switching to a branch that is not there changes nothing', () => {
    const timeline = forked();
    expect(timelines.switchTo(timeline, 99)).toBe(timeline);
  });

  test('a branch can be named', () => {
    const timeline = timelines.rename(forked(), 2, 'n1 crashes');
    expect(timeline.branches.map(({ name }) => name)).toEqual(['Branch 1', 'n1 crashes']);
  });

  test('taking the branch shown away shows another; the timeline before still has it', () => {
    const before = forked();
    const after = timelines.remove(before, 2);
    expect(tips(after)).toEqual([['Branch 1', 3]]);
    expect(timelines.branchOf(after).name).toBe('Branch 1');
    expect(before.branches).toHaveLength(2);
    expect(timelines.here(before).id).toBe(4);
  });

  test('taking another away leaves the one shown', () => {
    const after = timelines.remove(forked(), 1);
    expect(timelines.branchOf(after).name).toBe('Branch 2');
    expect(timelines.here(after).id).toBe(4);
  });

  test('the last branch stays', () => {
    const timeline = begun();
    expect(timelines.remove(timeline, 1)).toBe(timeline);
  });

  test('a number is never given to two branches', () => {
    const timeline = grow(timelines.travel(timelines.remove(forked(), 2), 1), 'e');
    expect(tips(timeline).map(([name]) => name)).toEqual(['Branch 1', 'Branch 3']);
  });

  test('an act whose branch was taken away can be done again', () => {
    const timeline = grow(timelines.travel(timelines.remove(forked(), 2), 1), 'd');
    expect(timelines.branchOf(timeline).tip).toBe(timeline.at);
    expect(acts(timeline)).toEqual(['a', 'd']);
  });

  test('older timelines are never changed', () => {
    const timeline = grow(begun(), 'a', 'b');
    const copy = structuredClone(timeline);
    grow(timelines.travel(timeline, 1), 'x', 'y');
    expect(timeline).toEqual(copy);
  });
});

describe('what a moment has let go', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('is worked out again, the same to the letter, on every branch', () => {
    const setup = { ...DEFAULT_SETUP, numNodes: 3, requestsPerClient: 2 };
    const scenario = { setup, steps: [{ action: 'settle' }] } as const;
    const remembered = new Session(scenario, raft);
    /** Holds nothing for longer than it must. */
    vi.stubGlobal(
      'WeakRef',
      class {
        deref = () => undefined;
      },
    );
    const forgetful = new Session(scenario, raft);
    for (const session of [remembered, forgetful]) {
      session.jump(40);
      session.do({ action: 'crash', node: 'n2' });
      for (let i = 0; i < 30; i++) session.next();
    }
    expect(forgetful.timeline.moments).toHaveLength(remembered.timeline.moments.length);
    for (const [i, { world, events, seen, act, parent }] of remembered.timeline.moments.entries()) {
      if (i % 7 !== 0) continue;
      const again = forgetful.timeline.moments[i];
      expect([again?.act, again?.parent]).toEqual([act, parent]);
      expect(again?.world).toEqual(world);
      expect(again?.events).toEqual(events);
      expect(again?.seen).toEqual(seen);
    }
    expect(forgetful.toScenario()).toEqual(remembered.toScenario());
  });
});
