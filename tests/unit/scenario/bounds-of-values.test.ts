// The least and the most that values of a scenario may be.
import { expect, test } from 'vitest';
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
