import { expect, test } from 'vitest';
import { faultsOf } from '../../../src/lib/lessons/faults';
import { parsed } from '../scenario/parsed';

const HEAD = 'num_nodes = 3\nnum_clients = 1\nrequests_per_client = 0\n[raft]\nauto_start = false\n';
const lesson = (rest: string) => parsed(`${HEAD}${rest}`);
const STEP = '[[step]]\naction = "timeout"\nnode = "n2"\n';
const ask = (text: string) => `${STEP}[step.ask]\nquestion = "?"\n${text}\n`;
const choices = (second: string) =>
  `choices = [{ text = "a", right = true, why = "b" }, { text = "c", why = "d"${second} }]`;

test.each([
  [
    'a lesson without fault',
    `${STEP}note = "n2 is in term \`n2.term\`, and [rules](rules#raft-vote-grant) say so."`,
    [],
  ],
  [
    'a step that cannot be done',
    '[[step]]\naction = "heal"\n[[step]]\naction = "restart"\nnode = "n1"',
    ['step 2: n1 is up: only a crashed node can be restarted'],
  ],
  [
    'a solution that does not work',
    '[[step]]\naction = "task"\ndo = "x"\nuntil = [{ node = "n1", role = "leader" }]\nsolution = [{ action = "timeout", node = "n1" }]',
    ['step 1: the task\'s solution is done, but n1: role is "candidate", expected "leader"'],
  ],
  [
    'a shows that cannot be done',
    ask(choices(', shows = [{ action = "deliver", message = "VoteResponse" }]')),
    ['step 1: what "c" shows cannot be done: no message in flight fits VoteResponse. Nothing is in flight.'],
  ],
  [
    'a shows after which nothing more can be done',
    ask(choices(', shows = [{ action = "crash", node = "n1" }, { action = "timeout", node = "n1" }]')),
    ['step 1: what "c" shows cannot be done: n1 is down: its timers do not run until it is restarted'],
  ],
  [
    'a shows that ends where the lesson leads anyway',
    ask(choices(', shows = [{ action = "timeout", node = "n2" }]')),
    ['step 1: what "c" shows ends where the lesson leads anyway'],
  ],
  [
    'a shows that ends where it began',
    ask(choices(', shows = [{ action = "crash", node = "n1" }, { action = "restart", node = "n1" }]')),
    ['step 1: what "c" shows ends where the lesson leads anyway'],
  ],
  ['a shows that ends elsewhere', ask(choices(', shows = [{ action = "timeout", node = "n1" }]')), []],
  [
    'a message to point at that is not in flight',
    ask('point = "message"\nright = [{ message = "RequestVote" }]\nwhy = "x"'),
    ['step 1: no message in flight is a right answer'],
  ],
  [
    'a question where nothing happens',
    `[[step]]\naction = "next"\n[step.ask]\nquestion = "?"\n${choices('')}`,
    ['step 1: a question is asked, and then nothing happens'],
  ],
  ['a node that is not there', `${STEP}note = "n4 waits."`, ['step 1: n4 is named, and there is none']],
  ['a client that is not there', `[lesson]\nintro = "c2 asks."\n${STEP}`, ['c2 is named, and there is none']],
  ['a value that is not there', `${STEP}note = "\`n2.votes\`"`, ['step 1: there is no value n2.votes here']],
  [
    'a handle of a node that is not there',
    `${STEP}note = "\`n7.term\`"`,
    ['step 1: there is no value n7.term here'],
  ],
  [
    'what only a leader knows',
    `${STEP}note = "\`n2.next_index.n1\`"`,
    ['step 1: there is no value n2.next_index.n1 here'],
  ],
  [
    'a rule that is not there',
    `${STEP}note = "[this](rules#raft-vote)"`,
    ['step 1: there is no rule at rules#raft-vote'],
  ],
  [
    'a step that is not there',
    `[lesson]\noutro = "See step 3."\n${STEP}`,
    ['step 3 is named, and there are 1'],
  ],
  [
    'a fault in a hint',
    `[[step]]\naction = "task"\ndo = "n9"\nhint = "n8"\nuntil = [{ node = "n1", role = "follower" }]\nsolution = [{ action = "heal" }]`,
    ['step 1: n9 is named, and there is none', 'step 1: n8 is named, and there is none'],
  ],
])('%s', (_what, text, faults) => expect(faultsOf(lesson(text))).toEqual(faults));
