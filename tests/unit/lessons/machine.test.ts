import { createActor } from 'xstate';
import { expect, test } from 'vitest';
import { stopAt, wayOf, parOf } from '../../../src/lib/lessons/stops';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { lessonMachine } from '../../../src/lib/ui/app/lesson/machine';
import { parsed } from '../scenario/parsed';

const ASK =
  '[step.ask]\nquestion = "?"\nchoices = [{ text = "a", right = true, why = "b" }, { text = "c", why = "d" }]\n';
const scenario = parsed(`num_nodes = 3
num_clients = 0
[raft]
auto_start = false
[[step]]
action = "timeout"
node = "n1"
${ASK}
[[step]]
action = "next"
count = 2
[[step]]
action = "heal"
${ASK}
[[step]]
action = "task"
do = "x"
until = [{ node = "n2", term = 2 }]
solution = [{ action = "timeout", node = "n2" }, { action = "crash", node = "n3" }]
`);
const { stops } = wayOf(scenario, systemOf(scenario.setup));

/** An actor, with its state and stop as one word. */
function lesson() {
  const actor = createActor(lessonMachine, { input: { stops } }).start();
  const where = () => `${actor.getSnapshot().value} ${actor.getSnapshot().context.stop}`;
  const send = (...types: ('NEXT' | 'BACK' | 'LEAVE' | 'RETURN')[]) => {
    for (const type of types) actor.send({ type });
    return where();
  };
  return { actor, where, send };
}

test('a lesson stops before each question and task, and after each step', () => {
  expect(stops).toEqual([
    { kind: 'intro', at: 0 },
    { kind: 'ask', at: 0, step: 0 },
    { kind: 'step', at: 1, step: 0, from: 0 },
    { kind: 'step', at: 3, step: 1, from: 1 },
    { kind: 'ask', at: 3, step: 2 },
    { kind: 'step', at: 4, step: 2, from: 3 },
    { kind: 'task', at: 4, step: 3 },
    { kind: 'step', at: 6, step: 3, from: 4 },
    { kind: 'outro', at: 6 },
  ]);
  expect(parOf(stops, 3)).toBe(2);
});

test.each([
  [0, 0],
  [1, 2],
  [2, 2],
  [3, 3],
  [4, 5],
  [5, 6],
  [6, 7],
])('moment %i belongs to stop %i', (moment, stop) => {
  expect(stopAt(stops, moment)).toBe(stop);
});

test('Next alone goes through all of it, and stops at the last', () => {
  const { where, send } = lesson();
  const seen = [where()];
  for (let i = 0; i < 10; i++) seen.push(send('NEXT'));
  expect(seen).toEqual([
    ...[
      'telling 0',
      'asking 1',
      'revealing 2',
      'telling 3',
      'asking 4',
      'revealing 5',
      'trying 6',
      'telling 7',
      'telling 8',
    ],
    ...['telling 8', 'telling 8'],
  ]);
});

test('an answer reveals, Back hides it again', () => {
  const { actor, where, send } = lesson();
  send('NEXT');
  actor.send({ type: 'ANSWER', answer: { choice: 1 } });
  expect(where()).toBe('revealing 2');
  expect(actor.getSnapshot().context.answers).toEqual({ 0: { choice: 1 } });
  expect(send('BACK')).toBe('asking 1');
  expect(actor.getSnapshot().context.answers).toEqual({});
});

test('going back before a question forgets its answer, and keeps those of before', () => {
  const { actor, send } = lesson();
  send('NEXT');
  actor.send({ type: 'ANSWER', answer: { choice: 0 } });
  send('NEXT', 'NEXT');
  actor.send({ type: 'ANSWER', answer: { choice: 1 } });
  expect(actor.getSnapshot().context.answers).toEqual({ 0: { choice: 0 }, 2: { choice: 1 } });
  actor.send({ type: 'GO', stop: 3 });
  expect(actor.getSnapshot().context.answers).toEqual({ 0: { choice: 0 } });
});

test('an answer where nothing is asked changes nothing', () => {
  const { actor, where } = lesson();
  actor.send({ type: 'ANSWER', answer: { choice: 0 } });
  expect(where()).toBe('telling 0');
});

test('a student who leaves the path returns to the same stop, with the question still open', () => {
  const { actor, send, where } = lesson();
  send('NEXT', 'LEAVE');
  expect(send('NEXT', 'BACK')).toBe('away 1');
  expect(send('RETURN')).toBe('asking 1');
  send('LEAVE');
  actor.send({ type: 'GO', stop: 6 });
  expect(where()).toBe('trying 6');
  actor.send({ type: 'GO', stop: 99 });
  expect(where()).toBe('trying 6');
});
