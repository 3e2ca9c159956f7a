// A refused act lists what is in flight, cut after twelve; a task whose solution does not solve it says so.
import { expect, test } from 'vitest';
import { play, start, step, type Scenario } from '../../src/lib/index';
import { parsed } from './scenario/parsed';

test('what is in flight is listed up to twelve messages, with how many more there are', () => {
  const world = start(parsed('num_nodes = 25\nnum_clients = 0\n[raft]\nauto_start = false\n'));
  const stood = step(world, { action: 'timeout', node: 'n1' });
  if (!stood.ok) throw new Error(stood.error);
  const refused = step(stood.world, { action: 'deliver', message: 'Accept' });
  expect(refused.ok ? '' : refused.error).toMatch(/RequestVote n1 → n13, and 12 more\.$/);
});

const TASK = `num_nodes = 3
num_clients = 0
[lesson]
[[step]]
action = "task"
do = "Make n1 lead."
until = [{ node = "n1", role = "leader" }]
hint = "Deliver."
solution = [{ action = "settle" }]
`;

/** A scenario of which the task asks for something else. */
function asking(role: string): Scenario {
  const scenario = parsed(TASK);
  const steps = scenario.steps.map((one) =>
    one.action === 'task' ? { ...one, until: [{ node: 'n1', role }] } : one,
  );
  return { ...scenario, steps };
}

test('a task ends when its solution has made what it asks for, and fails where it has not', () => {
  expect(play(parsed(TASK)).failure).toBeUndefined();
  const message = play(asking('candidate')).failure?.message;
  expect(message).toMatch(/^step 1: the task's solution is done, but .*n1.*candidate/);
});
