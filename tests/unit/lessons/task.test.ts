import { expect, test } from 'vitest';
import { missing } from '../../../src/lib/lessons/task';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { play } from '../../../src/lib/scenario/run';
import type { World } from '../../../src/lib/sim/world';
import { parsed } from '../scenario/parsed';

const HEAD = `num_nodes = 3
num_clients = 1
requests_per_client = 0
[raft]
auto_start = false
[[step]]
action = "timeout"
node = "n1"
[[step]]
action = "crash"
node = "n3"
`;

function lacking(until: string): readonly string[] {
  const text = `[[step]]\naction = "task"\ndo = "x"\nuntil = [${until}]\nsolution = [{ action = "heal" }]\n`;
  const [task] = parsed(text).steps;
  if (task?.action !== 'task') throw new Error('There is no task.');
  const scenario = parsed(HEAD);
  return missing(systemOf(scenario.setup), task, play(scenario).worlds.at(-1) as World, []);
}

test.each([
  ['{ node = "n1", role = "leader" }', ['n1 does not lead']],
  ['{ node = "n1", role = "candidate", term = 1 }', []],
  [
    '{ node = "n1", role = "follower", term = 3 }',
    ['n1 is a candidate, not a follower', "n1's term is 1, not 3"],
  ],
  ['{ node = "n3", alive = true }, { node = "n2", alive = false }', ['n3 is down', 'n2 is not down']],
  ['{ node = "n2", voted_for = "n1" }', ['n2 has voted for nobody, not for n1']],
  ['{ node = "n1", voted_for = "" }', ['n1 has voted for n1, not for nobody']],
  ['{ node = "n2", log = [1, 2] }', ["n2's log has the terms none, not 1 2"]],
  ['{ node = "n2", store = { a = "1", b = "2" } }', ["n2's store has nothing, not a = 1, b = 2"]],
  ['{ node = "n2", commit_index = 2 }', ["n2's commit index is 0, not 2"]],
  ['{ client = "c1", reply = "ok" }', ['c1 has no answer']],
  ['{ violation = "election-safety" }', ['the promise “election safety” still holds']],
])('%s lacks %j', (until, sentences) => {
  expect(lacking(until)).toEqual(sentences);
});
