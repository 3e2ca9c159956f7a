import { describe, expect, test } from 'vitest';
import { positionsIn } from '../../../src/lib/scenario/lines';
import { editDistance, nearest } from '../../../src/lib/scenario/nearest';
import { locationOf, scanLocations, type Path } from '../../../src/lib/scenario/positions';

/** `line:column` of the key and of the value at a path. */
function placed(toml: string, path: Path): string {
  const { keyAt, valueAt } = locationOf(scanLocations(toml, [path]), path);
  const at = positionsIn(toml);
  return [keyAt, valueAt].map((offset) => `${at(offset).line}:${at(offset).column}`).join(' ');
}

describe('where a key and its value stand', () => {
  const toml = `# [comment]
title = "a = 1" # b = 2
raft.bugs = [ # one
  "x", # ]
  'y"',
  """
z = [1]""", '''it's''',
]
"quoted.key" . 'and' . "\\u0061" = { b.c = [{ d = 1 }, {}], "e" = 2024-01-01 00:00:00 }
[ timing ]
heartbeat = 5
[[node]]
id = "n1"
log = [1, { term = 2 }]
[[ node ]] # second
[[node.deep]]
x = +1_0
[node.deep.table]
y = true\r
[[step]]\r
action = "heal"\r
`;

  test.each<[Path, string]>([
    [['title'], '2:1 2:9'],
    [['raft'], '3:1 3:1'],
    [['raft', 'bugs'], '3:6 3:13'],
    [['raft', 'bugs', 0], '4:3 4:3'],
    [['raft', 'bugs', 1], '5:3 5:3'],
    [['raft', 'bugs', 2], '6:3 6:3'],
    [['raft', 'bugs', 3], '7:13 7:13'],
    [['quoted.key', 'and', 'a'], '9:24 9:35'],
    [['quoted.key', 'and', 'a', 'b', 'c', 0, 'd'], '9:46 9:50'],
    [['quoted.key', 'and', 'a', 'b', 'c', 1], '9:55 9:55'],
    [['quoted.key', 'and', 'a', 'e'], '9:60 9:66'],
    [['timing'], '10:3 10:1'],
    [['timing', 'heartbeat'], '11:1 11:13'],
    [['node', 0], '12:3 12:1'],
    [['node', 0, 'log', 1, 'term'], '14:13 14:20'],
    [['node', 1], '15:4 15:1'],
    [['node', 1, 'deep', 0, 'x'], '17:1 17:5'],
    [['node', 1, 'deep', 0, 'table', 'y'], '19:1 19:5'],
    [['step', 0, 'action'], '21:1 21:10'],
  ])('%j', (path, locations) => expect(placed(toml, path)).toBe(locations));

  test('of what is not there, the table around it', () => {
    expect(placed(toml, ['timing', 'latency', 0])).toBe('10:3 10:1');
    expect(placed(toml, ['nothing'])).toBe('1:1 1:1');
  });
});

test('a line begins behind each line break, and the last line has a place behind its end', () => {
  const at = positionsIn('ab\r\n\nc');
  expect([0, 2, 4, 5, 6].map(at)).toEqual([
    { line: 1, column: 1 },
    { line: 1, column: 3 },
    { line: 2, column: 1 },
    { line: 3, column: 1 },
    { line: 3, column: 2 },
  ]);
});

describe('the nearest name', () => {
  const names = ['num_nodes', 'num_clients', 'seed', 'keys', 'vote-twice'];

  test.each([
    ['num_node', 'num_nodes'],
    ['numnodes', 'num_nodes'],
    ['NUM_CLIENTS', 'num_clients'],
    ['sede', 'seed'],
    ['vote_twise', 'vote-twice'],
    ['quorum', null],
    ['', null],
    ['s', null],
  ])('%j is %j', (word, name) => expect(nearest(word, names)).toBe(name));

  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
  ])('from %j to %j it is %i edits', (a, b, edits) => expect(editDistance(a, b)).toBe(edits));
});

test.each([
  ['title = """a""""\nseed = 1', '2:1 2:8'],
  ['title = """a"""""\nseed = 1', '2:1 2:8'],
  ["title = '''a''''\nseed = 1", '2:1 2:8'],
  ['title = """\\""""\nseed = 1', '2:1 2:8'],
  ['title = """"""\nseed = 1', '2:1 2:8'],
  ['title = """"""\nother = """x"""\nseed = 1', '3:1 3:8'],
  ['keys = ["""a"""", "b"]\nseed = 1', '2:1 2:8'],
])('behind a long string that ends in quotation marks of its own: %j', (toml, location) => {
  expect(placed(toml, ['seed'])).toBe(location);
});
