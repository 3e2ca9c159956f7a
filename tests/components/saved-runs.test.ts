import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { act, type Act } from '../../src/lib/sim/act';
import { playedAct } from '../../src/lib/sim/chaos';
import { grow, here } from '../../src/lib/run/tree';
import { fromSaved, toSaved, type Restored } from '../../src/lib/scenario/saved';
import { BrowserRuns } from '../../src/lib/ui/app/browser-runs.svelte';
import { runs } from '../../src/lib/ui/app/browser-store';
import { Source } from '../../src/lib/ui/app/source.svelte';
import { TabSnapshot } from '../../src/lib/ui/app/tab-snapshot.svelte';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { observe } from '../../src/lib/checks/safety';
import { savedTree, type SavedTree } from '../../src/lib/run/saved-tree';
import { sessionOn } from './samples';

const LEGACY = 'lockstep.tree';
const UNREADABLE = 'What this browser kept cannot be read.';

const runsOf = (session: Session) => new BrowserRuns(session, new Source(session, 'single', null));

type Outcome = ({ readonly ok: true } & Restored) | { readonly ok: false; readonly error: string };

/** What a new tab shows of the saved runs. `id`: the one in its address. */
async function restore(id: string | null = null): Promise<Outcome> {
  const session = sessionOn('num_nodes = 4');
  const error = await runsOf(session).show(id);
  if (error !== null) return { ok: false, error };
  const { scenario, system, timeline, opened } = session;
  return { ok: true, scenario, system, timeline, opened };
}

/** A tree of three branches, one of them renamed, with the person in the middle of one. */
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

const keep = async (session = grown()) => {
  expect(await runsOf(session).save()).toBe('All is kept in this browser; a reload comes back to it.');
  return session;
};

/** Changes the stored text as a disk fault or another version of the app might. */
async function spoil(change: (kept: Record<string, unknown>, tree: Record<string, unknown>) => void) {
  await keep();
  const key = localStorage.key(0) ?? '';
  const kept = JSON.parse(localStorage.getItem(key) ?? '') as Record<string, unknown>;
  change(kept, kept['tree'] as Record<string, unknown>);
  localStorage.setItem(key, JSON.stringify(kept));
}

const storage = Object.getOwnPropertyDescriptor(globalThis, 'localStorage') as PropertyDescriptor;

beforeEach(() => localStorage.clear());
afterEach(() => {
  vi.restoreAllMocks();
  Object.defineProperty(globalThis, 'localStorage', storage);
  localStorage.clear();
});

describe('a tree that is kept', () => {
  test('is restored with every branch, name, world and the memory of the checks', async () => {
    const session = await keep();
    const restored = await restore();
    if (!restored.ok) throw new Error(restored.error);
    expect(restored.timeline).toEqual(session.timeline);
    expect(restored.timeline.branches.map(({ name }) => name)).toEqual([
      'Branch 1',
      'After a crash',
      'Branch 3',
    ]);
    expect(restored.scenario.setup).toEqual(session.scenario.setup);
  });

  test('is shown at the same step, and goes on as before', async () => {
    const session = await keep();
    const restored = await restore();
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
    await keep(session);
    const restored = await restore();
    if (!restored.ok) throw new Error(restored.error);
    expect(restored.timeline).toEqual(session.timeline);
    expect(restored.timeline.moments.at(-1)?.note).toMatch(/two leaders/);
    expect(restored.timeline.moments.at(-1)?.seen.violations).toHaveLength(1);
  });

  test('restarts with the scenario’s own steps, and knows which moments are the person’s', async () => {
    const session = sessionOn(readFileSync('static/examples/election.toml', 'utf8'));
    const { lastStep, scenario } = session;
    session.next();
    session.do({ action: 'timeout', node: 'n3' });
    await keep(session);
    const restored = await restore();
    if (!restored.ok) throw new Error(restored.error);
    const other = sessionOn('num_nodes = 5', 3);
    other.show(restored.scenario, restored.system, restored.timeline, restored.opened);
    expect([other.untouched, other.opened, other.scenario]).toEqual([false, lastStep + 1, scenario]);
    other.restart();
    expect([other.untouched, other.lastStep]).toEqual([true, lastStep]);
  });

  test('saved by the first version, is restored and listed', async () => {
    const session = await keep();
    await spoil((kept, tree) => {
      const { toml } = kept;
      delete tree['opened'];
      localStorage.setItem(LEGACY, JSON.stringify({ version: 1, toml, ...tree }));
    });
    expect(await restore()).toMatchObject({ ok: true, opened: 1, timeline: { at: session.timeline.at } });
    expect(runs.list().map(({ name }) => name)).toContain('Kept earlier');
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
    await keep(session);
    const restored = await restore();
    if (!restored.ok) throw new Error(restored.error);
    expect(restored.timeline.moments).toHaveLength(10_001);
    expect(restored.timeline.moments.at(-1)?.world).toEqual(session.world);
  });

  test('saved again overwrites itself, and another run is saved beside it', async () => {
    const session = grown();
    const runs = runsOf(session);
    await runs.save();
    session.next();
    await runs.save();
    expect(localStorage).toHaveLength(1);
    const id = runs.shownId();
    await keep(sessionOn('num_nodes = 2', 1));
    expect(localStorage).toHaveLength(2);
    expect(await restore(id)).toMatchObject({ ok: true, timeline: { at: session.timeline.at } });
  });

  test('is missing before it is saved, and that is said', async () => {
    expect(await restore()).toEqual({ ok: false, error: 'No run is kept in this browser.' });
  });

  test('is missing at its address after it was deleted, and that is said', async () => {
    await keep();
    expect(await restore('gone')).toMatchObject({
      ok: false,
      error: expect.stringMatching(/not kept in this/),
    });
  });
});

describe('two tabs', () => {
  const TITLED = 'title = "Kept"\nnum_nodes = 3\nnum_clients = 1';

  test('that save a run each lose nothing: each address leads to its own', async () => {
    const [first, second] = [sessionOn(TITLED, 3), sessionOn(TITLED, 1)];
    const tabs = [runsOf(first), runsOf(second)];
    for (const tab of tabs) await tab.save();
    const [a, b] = tabs.map((tab) => tab.shownId());
    expect(await restore(a)).toMatchObject({ timeline: { at: first.timeline.at } });
    expect(await restore(b)).toMatchObject({ timeline: { at: second.timeline.at } });
    expect(
      runs
        .list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Kept', 'Kept (2)']);
  });

  test('that continue the same saved run lose nothing: the later one is saved beside it, and says so', async () => {
    const first = sessionOn(TITLED, 3);
    const firstTab = runsOf(first);
    await firstTab.save();
    const id = firstTab.shownId();
    const second = sessionOn('num_nodes = 4');
    const secondTab = runsOf(second);
    await secondTab.show(id);
    first.next();
    await firstTab.save();
    second.last();
    second.do({ action: 'timeout', node: 'n3' });
    expect(await secondTab.save()).toMatch(/Another tab has kept this run too.*“Kept \(2\)”/);
    expect(await restore(id)).toMatchObject({ timeline: { at: first.timeline.at } });
    expect(secondTab.shownId()).not.toBe(id);
    expect(await restore(secondTab.shownId())).toMatchObject({ timeline: { at: second.timeline.at } });
  });

  test('of which one keeps what both show: the address of the other no longer says that it is kept', async () => {
    const first = sessionOn(TITLED, 3);
    const firstTab = runsOf(first);
    await firstTab.save();
    const secondTab = runsOf(sessionOn('num_nodes = 4'));
    await secondTab.show(firstTab.shownId());
    const stop = secondTab.watch();
    first.next();
    await firstTab.save();
    dispatchEvent(new StorageEvent('storage'));
    await vi.waitFor(() => expect(secondTab.shownId()).toBeNull());
    stop();
  });
});

describe('a tree that a tab kept while it was elsewhere', () => {
  const left = (session: Session) => {
    const { scenario, timeline, opened } = session;
    return JSON.parse(JSON.stringify({ scenario, tree: savedTree(timeline, opened) })) as {
      scenario: Session['scenario'];
      tree: SavedTree;
    };
  };

  test('is plain JSON, and grows to the same', async () => {
    const session = grown();
    const { scenario, tree } = left(session);
    const again = await fromSaved(toSaved(scenario, tree));
    expect([again?.timeline, again?.scenario]).toEqual([session.timeline, session.scenario]);
  });

  test.each<[string, (it: ReturnType<typeof left>) => ReturnType<typeof left>]>([
    [
      'an act that cannot be done',
      (it) => ({ ...it, tree: { ...it.tree, moments: [[0, { action: 'deliver', id: 999 }, null]] } }),
    ],
    ['no tree', ({ scenario }) => ({ scenario, tree: {} as SavedTree })],
    ['no scenario', ({ tree }) => ({ tree, scenario: {} as Session['scenario'] })],
  ])('with %s it is not shown, and that is said', async (_what, spoilt) => {
    const session = sessionOn('num_nodes = 4');
    const { timeline } = session;
    const source = new Source(session, 'single', null);
    const there = { example: null, saved: null, hash: null, before: null };
    const snapshots = new TabSnapshot(session, source, new BrowserRuns(session, source));
    expect(await snapshots.restore({ ...spoilt(left(grown())), ...there })).toBe(
      'What this tab kept of the run cannot be read.',
    );
    expect(session.timeline).toBe(timeline);
  });
});

describe('storage that does not do its part', async () => {
  test('full: that is said, and saved runs and the current run stay', async () => {
    const first = await keep();
    const key = localStorage.key(0) ?? '';
    const before = localStorage.getItem(key);
    const { timeline } = first;
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    first.next();
    const { timeline: later } = first;
    expect(await runsOf(first).save()).toMatch(/storage is full: nothing was kept.*TOML/);
    expect(localStorage.getItem(key)).toBe(before);
    expect(first.timeline).toBe(later);
    expect(await restore()).toMatchObject({ ok: true, timeline: { at: timeline.at } });
  });

  test('forbidden: that is said, for saving and for restoring', async () => {
    const session = grown();
    const { timeline } = session;
    Object.defineProperty(globalThis, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('no', 'SecurityError');
      },
    });
    expect(await runsOf(session).save()).toMatch(/forbids storage here: nothing was kept/);
    expect(await restore()).toMatchObject({ ok: false, error: expect.stringMatching(/\.$/) as string });
    expect(session.timeline).toBe(timeline);
  });

  test.each(['', '{', 'null', '5', '"text"', '[]', '{}', '{"version":1}'])(
    'corrupt (%s): it is said',
    async (text) => {
      for (const [key, id] of [
        ['lockstep.run.a1', 'a1'],
        [LEGACY, null],
      ] as const) {
        localStorage.setItem(key, text);
        expect(await restore(id)).toEqual({ ok: false, error: UNREADABLE });
        expect(localStorage.getItem(key)).toBe(text);
      }
    },
  );

  test.each<[string, (kept: Record<string, unknown>, tree: Record<string, unknown>) => void]>([
    ['another version', (kept) => (kept['version'] = 3)],
    ['a scenario with errors', (kept) => (kept['toml'] = 'num_nods = 5')],
    ['another cluster', (kept) => (kept['toml'] = 'num_nodes = 1\nnum_clients = 0')],
    ['moments that are no list', (_kept, tree) => (tree['moments'] = 5)],
    [
      'an act that cannot be done',
      (_kept, tree) => (tree['moments'] = [[0, { action: 'deliver', id: 999 }, null]]),
    ],
    ['an act that there is not', (_kept, tree) => (tree['moments'] = [[0, { action: 'explode' }, null]])],
    ['a parent that there is not yet', (_kept, tree) => (tree['moments'] = [[3, { action: 'heal' }, null]])],
    ['a lost end', (_kept, tree) => (tree['moments'] = (tree['moments'] as unknown[]).slice(0, 3))],
    ['a place outside', (_kept, tree) => (tree['at'] = 999)],
    ['a place that is not on the branch shown', (_kept, tree) => (tree['at'] = 6)],
    ['a branch that there is not', (_kept, tree) => (tree['branch'] = 9)],
    ['no branches', (_kept, tree) => (tree['branches'] = [])],
    ['a branch without a name', (_kept, tree) => delete (tree['branches'] as { name?: string }[])[0]?.name],
    ['no number for the next branch', (_kept, tree) => delete tree['nextBranch']],
  ])('%s: it is said and nothing of it is shown', async (_what, change) => {
    await spoil(change);
    expect(await restore()).toMatchObject({
      ok: false,
      error: expect.stringContaining('cannot be read') as string,
    });
  });
});
