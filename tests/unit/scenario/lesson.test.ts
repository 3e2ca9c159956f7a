import { describe, expect, test } from 'vitest';
import { formatScenario } from '../../../src/lib/scenario/format';
import { play } from '../../../src/lib/scenario/run';
import { listed, parsed } from './parsed';

const TEXT = `title = "A vote"
num_nodes = 3
num_clients = 1

[lesson]
number = 2
summary = "Two votes are enough."
minutes = 8
intro = """
Three servers.
Nobody leads."""
outro = "A majority."
kind = "challenge"
hide_bugs = true

[view]
stage = "ring"
dock = "logs"

[[step]]
action = "next"
count = 2
note = "Both are done."
speaker = "Wait."
[step.ask]
question = "Who asks?"
choices = [
  { text = "n1", right = true, why = "It does." },
  { text = "n2", why = "It *waits*.", shows = [{ action = "timeout", node = "n2" }] },
]

[[step]]
action = "next"
[step.ask]
question = "Which node?"
point = "node"
right = ["n1", "n2"]
why = "So it is."

[[step]]
action = "next"
[step.ask]
question = "Which message?"
point = "message"
right = [{ message = "VoteResponse", from = "n2" }]
why = "It is the vote."

[[step]]
action = "deliver"
message = "VoteResponse"
[step.ask]
question = "Which role?"
value = { node = "n1", field = "role" }
why = "It has two votes."

[[step]]
action = "task"
do = "Make n2 lead."
until = [{ node = "n2", role = "leader" }]
hint = "Time."
solution = [
  { action = "timeout", node = "n2" },
  { action = "settle" },
]
note = "n2 leads."
`;

test('a lesson is read, and written as it was', () => {
  const scenario = parsed(TEXT);
  expect(scenario.lesson).toMatchObject({ number: 2, kind: 'challenge', hide_bugs: true });
  expect(scenario.view).toEqual({ stage: 'ring', dock: 'logs' });
  expect(scenario.steps[0]).toMatchObject({
    speaker: 'Wait.',
    ask: { choices: [{ right: true }, { shows: [{ action: 'timeout', node: 'n2' }] }] },
  });
  expect(formatScenario(scenario)).toBe(TEXT);
  expect(parsed(formatScenario(scenario, 'list'))).toEqual(scenario);
});

describe('what is wrong with a lesson is told where it stands', () => {
  const ask = (text: string) => `[[step]]\naction = "heal"\n[step.ask]\n${text}`;
  test.each([
    ['[lesson]\nnumbr = 2', ['2:1 unknown key "numbr" in [lesson]: did you mean "number"?']],
    [
      '[lesson]\nkind = "chalenge"',
      ['2:8 lesson.kind is "chalenge": expected "lesson" or "challenge"; did you mean "challenge"?'],
    ],
    ['[lesson]\nminutes = 0', ['2:11 lesson.minutes is 0: expected an integer from 1 to 600']],
    ['minutes = 4', ['1:1 unknown key "minutes": it belongs under [lesson]']],
    [
      '[view]\ndock = "log"',
      [
        '2:8 view.dock is "log": expected "diagram", "logs", "statechart", "trace" or "reads"; did you mean "logs"?',
      ],
    ],
    [
      '[compare]\nsystems = ["raft", "single"]\n[lesson]\nnumber = 1',
      ['3:2 [lesson] leads through the run of one system: a file with [compare] cannot be a lesson'],
    ],
    [ask(''), ['3:1 step 1: a question needs one of the keys choices, point or value']],
    [
      ask('question = "?"\nchoices = [{ text = "a", why = "b" }, { text = "c", why = "d" }]'),
      ['5:11 step 1: no choice is right: give at least one of them right = true'],
    ],
    [
      ask('question = "?"\nchoices = [{ text = "a", right = true, why = "b" }]'),
      ['5:11 step 1: choices is a list: expected a list of 2 to 6 choices, each { text = …, why = … }'],
    ],
    [
      ask('question = "?"\nchoices = [{ text = "a", right = true }, { text = "c", why = "d" }]'),
      ['5:12 step 1: missing key "why" in a choice'],
    ],
    [
      ask('question = "?"\nwhy = "!"\npoint = "nodes"\nright = ["n1"]'),
      ['6:9 step 1: point is "nodes": expected "node" or "message"; did you mean "node"?'],
    ],
    [
      ask('question = "?"\nwhy = "!"\npoint = "node"\nright = ["n9"]'),
      ['7:10 step 1: item 1 of right is "n9": expected a node (n1 to n5)'],
    ],
    [
      ask('question = "?"\nwhy = "!"\npoint = "message"\nright = []'),
      ['7:9 step 1: right is []: expected a list of messages, each { message = …, from = … }'],
    ],
    [
      ask('question = "?"\nwhy = "!"\nvalue = { node = "n1", field = "log" }'),
      [
        '6:32 step 1: field is "log": expected "role", "term", "commit_index", "last_applied", "alive" or "voted_for"',
      ],
    ],
    [
      ask(
        'question = "?"\nchoices = [{ text = "a", right = true, why = "b", shows = [{ action = "expect", violation = "none" }] }, { text = "c", why = "d" }]',
      ),
      [
        '5:71 step 1: action is "expect": expected "deliver", "drop", "duplicate", "timeout", "heartbeat", "request", "retry", "crash", "restart", "partition", "heal", "next" or "settle"',
      ],
    ],
    [
      '[[step]]\naction = "task"\ndo = "x"\nuntil = []\nsolution = []',
      [
        '4:9 step 1: until is []: expected a list of what must hold, each { node = …, … }',
        '5:12 step 1: solution is []: expected a list of acts',
      ],
    ],
    [
      '[[step]]\naction = "task"\ndo = "x"\nuntil = [{ node = "n1" }]\nsolution = [{ action = "heal", note = "x" }]',
      [
        '4:10 step 1: nothing is expected of this node: give one of role, term, commit_index, last_applied, log, store, alive, voted_for',
        '5:32 step 1: unknown key "note" in a heal step: expected action',
      ],
    ],
  ])('%j', (toml, errors) => expect(listed(toml)).toEqual(errors));
});

describe('a task in a run', () => {
  const task = (until: string) =>
    parsed(
      `num_nodes = 3\nnum_clients = 0\n[raft]\nauto_start = false\n[[step]]\naction = "task"\ndo = "Make n2 lead."\nuntil = [${until}]\nsolution = [{ action = "timeout", node = "n2" }, { action = "next", count = 3 }]\n`,
    );

  test('does its solution', () => {
    const { worlds, failure } = play(task('{ node = "n2", role = "leader" }, { violation = "none" }'));
    expect(failure).toBeUndefined();
    expect(worlds).toHaveLength(5);
  });

  test.each([
    ['{ node = "n1", role = "leader" }', 'n1: role is "follower", expected "leader"'],
    ['{ node = "n2", role = "leader" }, { node = "n3", term = 2 }', 'n3: term is 1, expected 2'],
  ])('fails where %s does not hold in the end', (until, found) => {
    expect(play(task(until)).failure).toEqual({
      step: 1,
      message: `step 1: the task's solution is done, but ${found}`,
    });
  });

  test('fails where a violation that it asks for has not come about', () => {
    expect(play(task('{ violation = "election-safety" }')).failure?.message).toBe(
      'step 1: expected a violation of election-safety, but no promise has been broken',
    );
  });
});
