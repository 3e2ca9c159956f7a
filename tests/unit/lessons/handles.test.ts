import { expect, test } from 'vitest';
import { readHandle, valueOf } from '../../../src/lib/lessons/handles';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { play } from '../../../src/lib/scenario/run';
import type { World } from '../../../src/lib/sim/world';
import { parsed } from '../scenario/parsed';

const { worlds } = play(
  parsed(`num_nodes = 3
num_clients = 1
[[node]]
id = "n1"
role = "leader"
term = 2
commit_index = 1
log = [{ term = 1, op = "put", key = "a", value = "1" }, 2]
[[client]]
id = "c1"
requests = [{ op = "get", key = "a" }]`),
);
const world = worlds[0] as World;

test.each([
  ['n1.term', '2'],
  ['n1.role', 'leader'],
  ['n1.log', '1 2'],
  ['n2.log', 'empty'],
  ['n1.store', 'a = 1'],
  ['n2.store', 'empty'],
  ['n2.voted_for', 'none'],
  ['n1.alive', 'yes'],
  ['n1.next_index.n2', '3'],
  ['n1.match_index.n3', '0'],
  ['c1.reply', 'no reply yet'],
  ['n2.next_index.n1', null],
  ['n1.next_index.n9', null],
  ['n1.nextIndex.n2', null],
  ['n1.votes', null],
  ['n9.term', null],
  ['c1.term', null],
  ['c1.reply.n1', null],
])('`%s` shows %s', (code, shown) => {
  const handle = readHandle(code);
  expect(handle && valueOf(systemOf(world.setup), world, handle)).toBe(shown);
});

test.each(['n1', 'put a = 1', 'n1.', 'N1.term', 'n1.term.x', '1.l1'])(
  '`%s` is code and no handle',
  (code) => {
    expect(readHandle(code)).toBeNull();
  },
);
