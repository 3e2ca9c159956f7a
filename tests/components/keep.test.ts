import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { act, type Act } from '../../src/lib/sim/act';
import { playedAct } from '../../src/lib/sim/chaos';
import { grow, here } from '../../src/lib/run/tree';
import { keepTree, regrow, restoreTree } from '../../src/lib/ui/app/keep';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { observe } from '../../src/lib/checks/safety';
import { keptTree, type KeptTree } from '../../src/lib/run/keep';
import { sessionOn } from './samples';

const KEY = 'lockstep.tree';

/** A tree of three branches, one of them renamed, the person in the middle of one. */
function grown() {
  const session = sessionOn('title = "Kept"\nnum_nodes = 3\nnum_clients = 1\nseed = 7', 6);
  session.jump(2);
  session.do({ action: 'crash', node: 'n2' });
  session.do({ action: 'restart', node: 'n2' });
  session.jump(1);
  session.do({ action: 'partition', groups: [['n1'], ['n2', 'n3']] });
  session.do({ action: 'request', client: 'c1', op: 'put', key: 'ä 😀', value: '' });
  session.rename(2, 'After a crash');
  session.back();
  return session;
}

const keptFrom = ({ scenario, timeline, opened }: Session) => keepTree(scenario, keptTree(timeline, opened));

const keep = (session = grown()) => {
  expect(keptFrom(session)).toBeNull();
  return session;
};

/** What is kept, changed as a fault of the disk or another version of the app might. */
function spoil(change: (kept: Record<string, unknown>) => void) {
  keep();
  const kept = JSON.parse(localStorage.getItem(KEY) ?? '') as Record<string, unknown>;
  change(kept);
  localStorage.setItem(KEY, JSON.stringify(kept));
}

const storage = Object.getOwnPropertyDescriptor(globalThis, 'localStorage') as PropertyDescriptor;

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  Object.defineProperty(globalThis, 'localStorage', storage);
  localStorage.clear();
});

describe('a tree that is kept', () => {
  test('is restored with every branch, name, world and what the checks knew', async () => {
    const session = keep();
    const restored = await restoreTree();
    if (!restored.ok) throw new Error(restored.error);
    expect(restored.timeline).toEqual(session.timeline);
    expect(restored.timeline.branches.map(({ name }) => name)).toEqual([
      'Branch 1',
      'After a crash',
      'Branch 3',
    ]);
    expect(restored.scenario.setup).toEqual(session.scenario.setup);
  });

  test('is shown where the person stood, and goes on as it would have', async () => {
    const session = keep();
    const restored = await restoreTree();
    if (!restored.ok) throw new Error(restored.error);
    const other = sessionOn('num_nodes = 5', 3);
    other.show(restored.scenario, restored.system, restored.timeline);
    expect([other.step, other.lastStep, other.sentence]).toEqual([
      session.step,
      session.lastStep,
      session.sentence,
    ]);
    for (const one of [session, other]) {
      one.do({ action: 'timeout', node: 'n3' });
      one.next();
    }
    expect(other.timeline).toEqual(session.timeline);
  });

  test('of an example keeps its notes, its bugs and its violation', async () => {
    const session = sessionOn(readFileSync('static/examples/bugs/no-step-down.toml', 'utf8'));
    session.last();
    keep(session);
    const restored = await restoreTree();
    if (!restored.ok) throw new Error(restored.error);
    expect(restored.timeline).toEqual(session.timeline);
    expect(restored.timeline.moments.at(-1)?.note).toMatch(/two leaders/);
    expect(restored.timeline.moments.at(-1)?.seen.violations).toHaveLength(1);
  });

  test('begins afresh with its own steps, and knows which moments are not of these', async () => {
    const session = sessionOn(readFileSync('static/examples/election.toml', 'utf8'));
    const { lastStep, scenario } = session;
    session.next();
    session.do({ action: 'timeout', node: 'n3' });
    keep(session);
    const restored = await restoreTree();
    if (!restored.ok) throw new Error(restored.error);
    const other = sessionOn('num_nodes = 5', 3);
    other.show(restored.scenario, restored.system, restored.timeline, restored.opened);
    expect([other.untouched, other.opened, other.scenario]).toEqual([false, lastStep + 1, scenario]);
    other.restart();
    expect([other.untouched, other.lastStep]).toEqual([true, lastStep]);
  });

  test('kept before its own steps were, comes back all the same', async () => {
    const session = keep();
    spoil((kept) => delete kept['opened']);
    expect(await restoreTree()).toMatchObject({ ok: true, opened: 1, timeline: { at: session.timeline.at } });
  });

  test('of 10,000 steps played with chaos is taken by the store, and given back', async () => {
    const session = sessionOn(readFileSync('static/examples/config.toml', 'utf8'));
    const chaos = { loss: 0.1, duplication: 0.1, reordering: 0.3, crashes: 0.01 };
    const system = systemOf(session.scenario.setup);
    let { timeline } = session;
    while (timeline.moments.length <= 10_000) {
      const { world, seen } = here(timeline);
      const one = playedAct(world, chaos) as Act;
      const done = act(system, world, one);
      timeline = grow(timeline, { ...done, act: one, seen: observe(system.checks, seen, world, done.world) });
    }
    session.show(session.scenario, session.system, timeline);
    keep(session);
    const restored = await restoreTree();
    if (!restored.ok) throw new Error(restored.error);
    expect(restored.timeline.moments).toHaveLength(10_001);
    expect(restored.timeline.moments.at(-1)?.world).toEqual(session.world);
  });

  test('takes the place of the one before', async () => {
    keep();
    const second = keep(sessionOn('num_nodes = 2', 1));
    const restored = await restoreTree();
    expect(restored.ok && restored.timeline).toEqual(second.timeline);
    expect(localStorage).toHaveLength(1);
  });

  test('is not there before somebody keeps it, and that is said', async () => {
    expect(await restoreTree()).toEqual({ ok: false, error: 'No tree is kept in this browser.' });
  });
});

describe('a tree that a tab kept while it was elsewhere', () => {
  const left = (session: Session) => {
    const { scenario, timeline, opened } = session;
    return JSON.parse(JSON.stringify({ scenario, tree: keptTree(timeline, opened) })) as {
      scenario: Session['scenario'];
      tree: KeptTree;
    };
  };

  test('is plain JSON, and grows to the same', async () => {
    const session = grown();
    const { scenario, tree } = left(session);
    const regrown = await regrow(scenario, tree);
    if (!regrown.ok) throw new Error(regrown.error);
    expect([regrown.timeline, regrown.scenario]).toEqual([session.timeline, session.scenario]);
  });

  test.each<[string, (it: ReturnType<typeof left>) => ReturnType<typeof left>]>([
    [
      'an act that cannot be done',
      (it) => ({ ...it, tree: { ...it.tree, moments: [[0, { action: 'deliver', id: 999 }, null]] } }),
    ],
    ['no tree', ({ scenario }) => ({ scenario, tree: {} as KeptTree })],
    ['no scenario', ({ tree }) => ({ tree, scenario: {} as Session['scenario'] })],
  ])('with %s it is not shown, and that is said', async (_what, spoilt) => {
    const { scenario, tree } = spoilt(left(grown()));
    expect(await regrow(scenario, tree)).toEqual({
      ok: false,
      error: 'What this tab kept of the run cannot be read.',
    });
  });
});

describe('storage that does not do its part', async () => {
  test('full: it is said, what was kept before stays, and so does the run', async () => {
    const first = keep();
    const before = localStorage.getItem(KEY);
    const { timeline } = first;
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    first.next();
    const { timeline: later } = first;
    expect(keptFrom(first)).toMatch(/storage is full: nothing was kept.*TOML/);
    expect(localStorage.getItem(KEY)).toBe(before);
    expect(first.timeline).toBe(later);
    expect(await restoreTree()).toMatchObject({ ok: true, timeline: { at: timeline.at } });
  });

  test('forbidden: it is said, for keeping and for restoring', async () => {
    const session = grown();
    const { timeline } = session;
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(keptFrom(session)).toMatch(/forbids storage here: nothing was kept/);
    expect(await restoreTree()).toMatchObject({ ok: false, error: expect.stringMatching(/\.$/) as string });
    expect(session.timeline).toBe(timeline);
  });

  test.each(['', '{', 'null', '5', '"text"', '[]', '{}', '{"version":1}'])(
    'corrupt (%s): it is said',
    async (text) => {
      localStorage.setItem(KEY, text);
      expect(await restoreTree()).toEqual({
        ok: false,
        error: 'What this browser kept cannot be read.',
      });
      expect(localStorage.getItem(KEY)).toBe(text);
    },
  );

  test.each<[string, (kept: Record<string, unknown>) => void]>([
    ['another version', (kept) => (kept['version'] = 2)],
    ['a scenario with errors', (kept) => (kept['toml'] = 'num_nods = 5')],
    ['another cluster', (kept) => (kept['toml'] = 'num_nodes = 1\nnum_clients = 0')],
    ['moments that are no list', (kept) => (kept['moments'] = 5)],
    ['an act that cannot be done', (kept) => (kept['moments'] = [[0, { action: 'deliver', id: 999 }, null]])],
    ['an act that there is not', (kept) => (kept['moments'] = [[0, { action: 'explode' }, null]])],
    ['a parent that there is not yet', (kept) => (kept['moments'] = [[3, { action: 'heal' }, null]])],
    ['a lost end', (kept) => (kept['moments'] = (kept['moments'] as unknown[]).slice(0, 3))],
    ['a place outside', (kept) => (kept['at'] = 999)],
    ['a place that is not on the branch shown', (kept) => (kept['at'] = 6)],
    ['a branch that there is not', (kept) => (kept['branch'] = 9)],
    ['no branches', (kept) => (kept['branches'] = [])],
    ['a branch without a name', (kept) => delete (kept['branches'] as { name?: string }[])[0]?.name],
    ['no number for the next branch', (kept) => delete kept['nextBranch']],
  ])('%s: it is said and nothing of it is shown', async (_what, change) => {
    spoil(change);
    expect(await restoreTree()).toMatchObject({
      ok: false,
      error: expect.stringContaining('cannot be read') as string,
    });
  });
});
