import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '../../../src/lib/run/outline';
import type { TextStore } from '../../../src/lib/run/port';
import { SavedRuns } from '../../../src/lib/run/saved-runs';
import type { SavedRun, SavedTree } from '../../../src/lib/run/saved-tree';

/** A storage with room for a number of texts. */
function storeOf(most = Infinity) {
  const texts = new Map<string, string>();
  const store: TextStore = {
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
    read: (key) => texts.get(key) ?? null,
    write(key, text) {
      if (text === null) texts.delete(key);
      else if (texts.size >= most && !texts.has(key)) return 'full';
      else texts.set(key, text);
      return null;
    },
  };
  return { store, texts };
}

let ids = 0;
const runsIn = (store: TextStore) => new SavedRuns(store, () => `id${++ids}`);

const tree: SavedTree = { moments: [], branches: [], branch: 1, at: 0, nextBranch: 2 };
const run = (toml: string): SavedRun => ({ toml, tree });

describe('the list', () => {
  test('has the newest first, with its name, its time and its length', () => {
    const runs = runsIn(storeOf().store);
    runs.save(run('a'), 'First', 1);
    runs.save({ ...run('b'), tree: { ...tree, moments: [[0, { action: 'heal' }, null]] } }, 'Second', 2);
    expect(runs.list()).toMatchObject([
      { name: 'Second', savedAt: 2, acts: 1 },
      { name: 'First', savedAt: 1, acts: 0 },
    ]);
  });

  test('shows one that cannot be read as that, and the others', () => {
    const { store, texts } = storeOf();
    const runs = runsIn(store);
    runs.save(run('a'), 'Good', 1);
    texts.set('lockstep.run.bad', '{');
    expect(runs.list().map(({ name }) => name)).toEqual(['Good', 'Cannot be read']);
  });
});

test('one is renamed, and saved again it keeps that name', () => {
  const runs = runsIn(storeOf().store);
  const saved = runs.save(run('a'), 'Three', 1);
  if (!saved.ok) throw new Error(saved.refusal);
  runs.rename(saved.id, 'For the lecture');
  runs.save(run('b'), 'Three', 2, saved);
  expect(runs.list().map(({ name }) => name)).toEqual(['For the lecture']);
});

test('one is deleted, and brought back', () => {
  const runs = runsIn(storeOf().store);
  const saved = runs.save(run('a'), 'Three', 1);
  if (!saved.ok) throw new Error(saved.refusal);
  const bringBack = runs.remove(saved.id);
  expect([runs.list(), runs.read(saved.id).ok]).toEqual([[], false]);
  expect(bringBack()).toBeNull();
  expect(runs.read(saved.id)).toMatchObject({ ok: true, run: { toml: 'a' } });
});

test('a full store takes no new run, says so, and keeps the old ones', () => {
  const runs = runsIn(storeOf(1).store);
  runs.save(run('a'), 'First', 1);
  expect(runs.save(run('b'), 'Second', 2)).toEqual({ ok: false, refusal: 'full' });
  expect(runs.list().map(({ name }) => name)).toEqual(['First']);
});

test('a text that cannot be read is not written over', () => {
  const { store, texts } = storeOf();
  const runs = runsIn(store);
  texts.set('lockstep.run.bad', '{');
  runs.save(run('a'), 'Three', 1, { id: 'bad', revision: 'x' });
  expect(texts.get('lockstep.run.bad')).toBe('{');
});

test('whatever several tabs save, open and go on from, the last that each has saved is there', () => {
  const act = fc.record({ tab: fc.nat(2), opens: fc.boolean(), which: fc.nat(5) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const runs = runsIn(storeOf().store);
      const tabs = [0, 1, 2].map(() => ({
        text: '',
        saved: undefined as { id: string; revision: string } | undefined,
      }));
      for (const [i, { tab, opens, which }] of acts.entries()) {
        const one = tabs[tab];
        const entry = runs.list()[which];
        if (!one) continue;
        if (opens && entry) {
          const read = runs.read(entry.id);
          if (read.ok) Object.assign(one, { text: read.run.toml, saved: read.saved });
        } else {
          const text = `${i}`;
          const result = runs.save(run(text), 'Run', i, one.saved ?? null);
          if (result.ok) Object.assign(one, { text, saved: { id: result.id, revision: result.revision } });
        }
        const held = runs.list().flatMap(({ id }) => {
          const read = runs.read(id);
          return read.ok ? [read.run.toml] : [];
        });
        // A run that another tab continued may be overwritten by that tab, which had it from there.
        expect(held).toContain(one.text);
        const shared = runs.list().length;
        expect(new Set(runs.list().map(({ name }) => name)).size).toBe(shared);
      }
    }),
  );
});

test('a save never takes the place of a revision that its tab has not seen', () => {
  const { store } = storeOf();
  const [one, other] = [runsIn(store), runsIn(store)];
  const first = one.save(run('start'), 'Run', 1);
  if (!first.ok) throw new Error(first.refusal);
  one.save(run('one'), 'Run', 2, first);
  const beside = other.save(run('other'), 'Run', 3, first);
  expect(beside).toMatchObject({ ok: true, beside: 'Run (2)' });
  const texts = one.list().map(({ id }) => one.read(id));
  expect(texts.map((it) => it.ok && it.run.toml)).toEqual(['other', 'one']);
});

describe('all runs as one text', () => {
  test('are the same elsewhere, and beside others of their names', () => {
    const here = runsIn(storeOf().store);
    here.save(run('a'), 'A', 1);
    here.save(run('b'), 'B', 2);
    const there = runsIn(storeOf().store);
    there.save(run('other'), 'A', 3);
    expect(there.imported(here.exported().text)).toEqual({ added: 2, unread: 0, refusal: null });
    expect(there.list().map(({ name }) => name)).toEqual(['A', 'B', 'A (2)']);
    const [, , again] = there.list();
    expect(there.read(again?.id ?? '')).toMatchObject({ ok: true, run: run('a') });
  });

  test('what is there already is not doubled', () => {
    const runs = runsIn(storeOf().store);
    runs.save(run('a'), 'A', 1);
    expect(runs.imported(runs.exported().text)).toEqual({ added: 0, unread: 0, refusal: null });
  });

  test('what cannot be read is counted, and a full storage is said', () => {
    const text = JSON.stringify({
      lockstep: 'runs',
      runs: [1, null, { version: 1 }, { version: 2, toml: 'x', tree }],
    });
    expect(runsIn(storeOf().store).imported(text)).toEqual({ added: 1, unread: 3, refusal: null });
    expect(runsIn(storeOf(0).store).imported(text)).toEqual({ added: 0, unread: 3, refusal: 'full' });
  });

  test('no text makes it throw', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((runs) => `{"lockstep":"runs","runs":[${runs}]}`),
        ),
        (text) => {
          const { store, texts } = storeOf();
          runsIn(store).imported(text);
          for (const key of texts.keys()) expect(key).toMatch(/^lockstep\.run\.id\d+$/);
        },
      ),
    );
  });
});

describe('the outline of a run', () => {
  const heal = { action: 'heal' } as const;
  test('is its branches: how far each goes, and where it leaves another', () => {
    const forked: SavedTree = {
      moments: [
        [0, heal, null],
        [1, heal, null],
        [1, heal, null],
        [3, heal, null],
        [4, heal, null],
      ],
      branches: [
        { id: 1, name: 'Branch 1', tip: 2 },
        { id: 2, name: 'Branch 2', tip: 5 },
      ],
      branch: 1,
      at: 0,
      nextBranch: 3,
    };
    expect(outlineOf(forked)).toEqual([
      { from: 0, to: 2, off: null },
      { from: 1, to: 4, off: 0 },
    ]);
  });

  test('of a tree that another hand has changed there is none', () => {
    expect(outlineOf({ ...tree, moments: [[7, heal, null]] })).toEqual([]);
    expect(outlineOf({ ...tree, branches: [{ id: 1, name: 'x', tip: 99 }] })).toEqual([
      { from: 0, to: 0, off: null },
    ]);
  });
});
