// What the values of a scenario, an act and a stored run may be.
import { expect, test } from 'vitest';
import { start, step, type Action } from '../../../src/lib/index';
import { open } from '../../../src/lib/run/opening';
import { savedTree } from '../../../src/lib/run/saved-tree';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { fromSaved, toSaved } from '../../../src/lib/scenario/saved';
import { listed, parsed } from './parsed';

const lesson = (number: number) => `[lesson]\nnumber = ${number}\n`;

test('the number of a lesson is from 1 to 999', () => {
  expect(listed(lesson(1))).toEqual([]);
  expect(listed(lesson(999))).toEqual([]);
  expect(listed(lesson(0))).toHaveLength(1);
  expect(listed(lesson(1000))).toHaveLength(1);
});

test('the round of a ballot is from 1', () => {
  const prepare = (round: number) =>
    `system = "multipaxos"\n[[message]]\nmessage = "Prepare"\nfrom = "l1"\nto = "a1"\nballot = { round = ${round}, leader = "l1" }\n`;
  expect(parsed(prepare(1)).setup.messages).toHaveLength(1);
  expect(listed(prepare(0))).toHaveLength(1);
});

test('a comparison may have no step', () => {
  expect(listed('[compare]\nsystems = ["raft", "single"]\nstep = []\n')).toEqual([]);
});

test('slots are numbered from 1', () => {
  const accepted = (slot: number) =>
    `system = "multipaxos"\n[[message]]\nmessage = "Accepted"\nfrom = "a1"\nto = "l1"\nslot = ${slot}\nballot = { round = 1, leader = "l1" }\n`;
  expect(listed(accepted(1))).toEqual([]);
  expect(listed(accepted(0))).toHaveLength(1);
});

test('a misspelt key is told also where it is the only one of its table', () => {
  expect(listed('[[step]]\nacton = "heal"\n')).toEqual([
    '2:1 step 1: unknown key "acton" in [[step]]: did you mean "action"?',
  ]);
});

test('every value of a store that is expected is a string', () => {
  const world = start(parsed('num_nodes = 3\n'));
  const expecting = (store: object) => step(world, { action: 'expect', node: 'n1', store } as Action);
  expect(expecting({})).toMatchObject({ ok: true });
  expect(expecting({ a: '1', b: 2 })).toMatchObject({
    ok: false,
    error: expect.stringContaining('a table of strings'),
  });
});

test('virtual time begins at 0', () => {
  expect(start(parsed('num_nodes = 3\n')).now).toBe(0);
});

test('a stored run whose opening is stopped is not restored in part', async () => {
  const scenario = parsed('num_nodes = 3\n[[step]]\naction = "next"\ncount = 3\n');
  const { tree } = open(systemOf(scenario.setup), scenario);
  const saved = toSaved(scenario, savedTree(tree, 1));
  expect(await fromSaved(saved)).toMatchObject({ scenario });
  expect(await fromSaved(saved, () => Promise.resolve(null))).toBeNull();
});
