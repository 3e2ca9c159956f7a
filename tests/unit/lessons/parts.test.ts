import { expect, test } from 'vitest';
import { wayOf } from '../../../src/lib/lessons/stops';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { partsOf } from '../../../src/lib/ui/app/lesson/parts';
import { parsed } from '../scenario/parsed';

const scenario = parsed(`num_nodes = 3
num_clients = 0
[raft]
auto_start = false
[[step]]
action = "timeout"
node = "n1"
note = "It is in term \`n1.term\` now. *More* of it."
[step.ask]
question = "What does **n1** do?"
choices = [{ text = "a", right = true, why = "b" }, { text = "c", why = "d" }]
[[step]]
action = "next"
note = "n2 votes. It may."
[[step]]
action = "task"
do = "Make n2 stand."
until = [{ node = "n2", role = "candidate" }]
solution = [{ action = "timeout", node = "n2" }]
`);
const { stops } = wayOf(scenario, systemOf(scenario.setup));
const told = (furthest: number) =>
  partsOf(scenario, stops, furthest).map(({ stop, kind, text }) => `${stop} ${kind ?? '-'} ${text}`);

test('the map tells of each part that was reached, and only the number of what lies ahead', () => {
  expect(told(0)).toEqual(['0 - The beginning', '1 Question 1', '3 - 2', '4 Task 3', '6 - The end']);
  expect(told(3)).toEqual([
    '0 - The beginning',
    '1 Question 1. What does n1 do?',
    '3 - 2. n2 votes.',
    '4 Task 3',
    '6 - The end',
  ]);
  expect(told(6)[3]).toBe('4 Task 3. Make n2 stand.');
});

test('a value in a note is left out, for it is that of another moment', () => {
  const { ask: _ask, ...first } = scenario.steps[0] as (typeof scenario.steps)[number];
  const parts = partsOf({ ...scenario, steps: [first, ...scenario.steps.slice(1)] }, stops, 9);
  expect(parts[1]?.text).toBe('1. It is in term … now.');
});
