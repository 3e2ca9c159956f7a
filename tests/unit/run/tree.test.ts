import { describe, expect, test } from 'vitest';
import type { Act } from '../../../src/lib/sim/act';
import * as branches from '../../../src/lib/run/branches';
import {
  beginTree,
  branchOf,
  grow as growBy,
  here,
  pathTo,
  travel,
  type Tree,
} from '../../../src/lib/run/tree';
import type { World } from '../../../src/lib/sim/world';

const worldAt = (step: number) => ({ step }) as World;
const timeout = (node: string): Act => ({ action: 'timeout', node });

function grow(tree: Tree<null>, ...nodes: string[]): Tree<null> {
  return nodes.reduce((so, node) => {
    const world = worldAt(here(so).world.step + 1);
    return growBy(so, { act: timeout(node), world, events: [], seen: null });
  }, tree);
}

const begun = () => beginTree<null>({ world: worldAt(0), events: [], seen: null });
const tips = ({ branches: all }: Tree) => all.map(({ name, tip }) => [name, tip]);
const acts = (tree: Tree, branch = branchOf(tree)) =>
  pathTo(tree, branch.tip)
    .slice(1)
    .map(({ act }) => (act as { node: string }).node);

/** a b c on the first branch, a d on the second, which is shown. */
const forked = () => grow(travel(grow(begun(), 'a', 'b', 'c'), 1), 'd');

describe('a tree', () => {
  test('begins with one moment and one branch', () => {
    const tree = begun();
    expect(here(tree)).toMatchObject({ id: 0, parent: null, act: null });
    expect(tips(tree)).toEqual([['Branch 1', 0]]);
  });

  test('at the tip an act makes the branch longer', () => {
    const tree = grow(begun(), 'a', 'b');
    expect(tips(tree)).toEqual([['Branch 1', 2]]);
    expect(here(tree)).toMatchObject({ id: 2, parent: 1 });
  });

  test('in the past another act starts a branch and the old one stays', () => {
    const tree = forked();
    expect(tips(tree)).toEqual([
      ['Branch 1', 3],
      ['Branch 2', 4],
    ]);
    expect(branchOf(tree).name).toBe('Branch 2');
    expect(acts(tree)).toEqual(['a', 'd']);
    expect(acts(tree, tree.branches[0])).toEqual(['a', 'b', 'c']);
  });

  test('in the past the same act reuses what it led to then', () => {
    const before = grow(begun(), 'a', 'b', 'c');
    const again = grow(travel(before, 1), 'b');
    expect(again.moments).toBe(before.moments);
    expect(again.at).toBe(2);
    expect(tips(again)).toEqual([['Branch 1', 3]]);
  });

  test("another branch's act is reused too, and shows that branch", () => {
    const tree = grow(travel(forked(), 1), 'b');
    expect(tree.moments).toHaveLength(5);
    expect(tree.at).toBe(2);
    expect(branchOf(tree).name).toBe('Branch 1');
  });

  test('travelling along the branch shown stays on it', () => {
    const tree = travel(forked(), 0);
    expect(tree.at).toBe(0);
    expect(branchOf(tree).name).toBe('Branch 2');
  });

  test('travelling to a moment of another branch shows that one', () => {
    const tree = travel(forked(), 3);
    expect(branchOf(tree).name).toBe('Branch 1');
    expect(tree.branches).toHaveLength(2);
  });

  test('switching keeps the step, or takes the tip of a shorter branch', () => {
    const long = branches.switchTo(forked(), 1);
    expect(here(long).world.step).toBe(2);
    expect(branchOf(long).name).toBe('Branch 1');
    const short = branches.switchTo(travel(long, 3), 2);
    expect(here(short).id).toBe(4);
  });

  test('switching to a branch that is not there changes nothing', () => {
    const tree = forked();
    expect(branches.switchTo(tree, 99)).toBe(tree);
  });

  test('a branch can be named', () => {
    const tree = branches.rename(forked(), 2, 'n1 crashes');
    expect(tree.branches.map(({ name }) => name)).toEqual(['Branch 1', 'n1 crashes']);
  });

  test('taking the branch shown away shows another; the tree before still has it', () => {
    const before = forked();
    const after = branches.remove(before, 2);
    expect(tips(after)).toEqual([['Branch 1', 3]]);
    expect(branchOf(after).name).toBe('Branch 1');
    expect(before.branches).toHaveLength(2);
    expect(here(before).id).toBe(4);
  });

  test('taking another away leaves the one shown', () => {
    const after = branches.remove(forked(), 1);
    expect(branchOf(after).name).toBe('Branch 2');
    expect(here(after).id).toBe(4);
  });

  test('the last branch stays', () => {
    const tree = begun();
    expect(branches.remove(tree, 1)).toBe(tree);
  });

  test('a number is never given to two branches', () => {
    const tree = grow(travel(branches.remove(forked(), 2), 1), 'e');
    expect(tips(tree).map(([name]) => name)).toEqual(['Branch 1', 'Branch 3']);
  });

  test('an act whose branch was taken away can be done again', () => {
    const tree = grow(travel(branches.remove(forked(), 2), 1), 'd');
    expect(branchOf(tree).tip).toBe(tree.at);
    expect(acts(tree)).toEqual(['a', 'd']);
  });

  test('older trees are never changed', () => {
    const tree = grow(begun(), 'a', 'b');
    const copy = [[...tree.moments], tree.branches, [...tree.path]];
    grow(travel(tree, 1), 'x', 'y');
    expect([[...tree.moments], tree.branches, [...tree.path]]).toEqual(copy);
  });
});
