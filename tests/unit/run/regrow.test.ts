import { describe, expect, test } from 'vitest';
import { savedTree, type SavedTree } from '../../../src/lib/run/saved-tree';
import { regrowing } from '../../../src/lib/run/regrow';
import { atOnce, open } from '../../../src/lib/run/opening';
import { grow, here, travel } from '../../../src/lib/run/tree';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { DEFAULT_SETUP } from '../../../src/lib/scenario/defaults';
import { malformed } from '../../../src/lib/scenario/malformed';
import { act, type Act } from '../../../src/lib/sim/act';
import type { Scenario } from '../../../src/lib/sim/scenario';

function regrown(...given: Parameters<typeof regrowing>) {
  const tree = atOnce(regrowing(...given));
  if (tree === null) throw new Error('stopped');
  return tree;
}

const scenario: Scenario = {
  setup: { ...DEFAULT_SETUP, numNodes: 3, numClients: 1 },
  steps: [
    { action: 'next', count: 2, note: 'Two.', speaker: 'Say it.' },
    { action: 'expect', violation: 'none' },
  ],
};
const system = systemOf(scenario.setup);
const crash: Act = { action: 'crash', node: 'n3' };

function grown() {
  const opened = open(system, scenario);
  const there = travel(opened.tree, 1);
  const before = here(there);
  return {
    tree: grow(there, { act: crash, ...act(system, before.world, crash), seen: before.seen }),
    count: opened.count,
  };
}

const { tree, count } = grown();
const saved = JSON.parse(JSON.stringify(savedTree(tree, count))) as SavedTree;

test('a tree comes back moment by moment, the steps that its moments are part of included', () => {
  const again = regrown(system, scenario, saved, malformed);
  expect([...again.moments]).toEqual([...tree.moments]);
  expect([...again.path]).toEqual([...tree.path]);
  expect([again.branches, again.branch, again.at]).toEqual([tree.branches, tree.branch, tree.at]);
});

test('where the scenario has become another, the acts are done as they were saved', () => {
  const again = regrown(system, { ...scenario, steps: [] }, saved, malformed);
  expect([...again.moments].map(({ act: done, world }) => [done, world])).toEqual(
    [...tree.moments].map(({ act: done, world }) => [done, world]),
  );
  expect([...again.moments].map(({ note }) => note)).toEqual([...tree.moments].map(({ note }) => note));
});

describe('what any hand may have changed is refused', () => {
  const [first, second, third] = saved.moments;
  const last = (entry: readonly unknown[]) => ({ ...saved, moments: [first, second, entry] });
  const [one, two] = saved.branches;
  test.each([
    ['a partition of strings', last([1, { action: 'partition', groups: ['n1', 'n2'] }, null])],
    ['an act that there is not', last([1, { action: 'explode' }, null])],
    ['a key that an act has not', last([1, { ...crash, force: 9 }, null])],
    ['an act of an act', last([1, { action: 'next' }, null])],
    ['an act that cannot be done', last([1, { action: 'crash', node: 'n9' }, null])],
    ['a note that is no text', last([1, crash, { html: '<b>' }])],
    ['a parent that comes later', last([7, crash, null])],
    ['a parent that is no number', last(['constructor', crash, null])],
    ['moments that are no list', { ...saved, moments: {} }],
    ['two branches of one id', { ...saved, branches: [one, { ...two, id: one?.id }] }],
    ['a branch without a name', { ...saved, branches: [one, { ...two, name: 5 }] }],
    ['a tip outside', { ...saved, branches: [one, { ...two, tip: 99 }] }],
    ['a tip below nothing', { ...saved, branches: [one, { ...two, tip: -1 }] }],
    ['a branch with the number of the next', { ...saved, nextBranch: 2 }],
    ['a branch shown that there is not', { ...saved, branch: 9 }],
    ['a place on another branch', { ...saved, at: 2 }],
    ['no branches', { ...saved, branches: [] }],
  ])('%s', (_what, spoilt) => {
    expect(third).toBeDefined();
    expect(() => regrown(system, scenario, spoilt as unknown as SavedTree, malformed)).toThrow();
  });
});
