import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseScenario } from '../../src/lib/scenario/parse';
import { raft } from '../../src/lib/scenario/systems/raft';
import { LessonSession } from '../../src/lib/ui/app/lesson/lesson.svelte';
import { Session } from '../../src/lib/ui/run/session.svelte';
import { readScenario } from '../../src/lib/ui/run/toml';

const TEXT = `num_nodes = 3
num_clients = 0
[raft]
auto_start = false
[lesson]
intro = "Three servers."
outro = "So it is."
[[step]]
action = "timeout"
node = "n1"
[step.ask]
question = "?"
choices = [
  { text = "a", right = true, why = "b" },
  { text = "c", why = "d", shows = [{ action = "crash", node = "n1" }, { action = "timeout", node = "n2" }] },
]
[[step]]
action = "next"
count = 3
note = "Three deliveries."
[[step]]
action = "task"
do = "Make n2 stand."
until = [{ node = "n2", role = "candidate" }]
solution = [{ action = "timeout", node = "n2" }]
[[step]]
action = "heartbeat"
node = "n1"
[step.ask]
question = "?"
value = { node = "n1", field = "role" }
why = "x"
`;

function lesson(): LessonSession {
  const read = parseScenario(TEXT);
  if (!read.ok) throw new Error(read.errors[0]?.message);
  const session = new LessonSession(read.scenario, raft);
  expect(session.failure).toBeNull();
  return session;
}

/** Runs the effects that the page runs at each moment. */
const act = (session: LessonSession, what: () => void) => {
  what();
  session.sync();
};
const where = (session: LessonSession) =>
  `${session.here.kind} ${session.step}${session.isAway ? ' away' : ''}${session.isRevealed ? ' revealed' : ''}`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a lesson', () => {
  test('stops at a question, and Next reveals it as an answer does', () => {
    const session = lesson();
    expect(where(session)).toBe('intro 0');
    act(session, () => session.next());
    expect(where(session)).toBe('ask 0');
    act(session, () => session.reply({ choice: 1 }));
    expect(where(session)).toBe('step 1 revealed');
    expect(session.answer).toEqual({ choice: 1 });
    expect([0, 1].map((choice) => session.question?.isRight({ choice }))).toEqual([true, false]);
    act(session, () => session.back());
    expect(where(session)).toBe('ask 0');
    expect(session.answer).toBeUndefined();
    act(session, () => session.next());
    expect(where(session)).toBe('step 1 revealed');
  });

  test('plays a step of several acts one by one; Next skips to the last', () => {
    const session = lesson();
    for (let i = 0; i < 3; i++) act(session, () => session.next());
    expect(where(session)).toBe('step 2');
    vi.advanceTimersByTime(700);
    session.sync();
    expect(where(session)).toBe('step 3');
    act(session, () => session.next());
    expect(where(session)).toBe('step 4');
    act(session, () => session.next());
    expect(where(session)).toBe('task 4');
  });

  test('is left by another act, and resumes at the same stop', () => {
    const session = lesson();
    act(session, () => session.next());
    act(session, () => session.do({ action: 'crash', node: 'n3' }));
    expect(where(session)).toBe('ask 1 away');
    act(session, () => session.do({ action: 'timeout', node: 'n2' }));
    act(session, () => session.next());
    expect(session.step).toBe(3);
    expect(session.stop).toBe(1);
    act(session, () => session.comeBack());
    expect(where(session)).toBe('ask 0');
    act(session, () => session.next());
    expect(where(session)).toBe('step 1 revealed');
  });

  test('goes on if the student does the lesson’s own act', () => {
    const session = lesson();
    act(session, () => session.next());
    act(session, () => session.do({ action: 'timeout', node: 'n1' }));
    expect(where(session)).toBe('step 1 revealed');
  });

  test('shows the consequences of a wrong choice, on a branch from the question', () => {
    const session = lesson();
    act(session, () => session.next());
    act(session, () => session.reply({ choice: 1 }));
    const ask = session.fileStep?.ask;
    const shows = ask && 'choices' in ask ? (ask.choices[1]?.shows ?? []) : [];
    act(session, () => session.see(shows));
    expect(where(session)).toBe('step 1 away revealed');
    expect(session.world.nodes['n1']?.alive).toBe(false);
    vi.advanceTimersByTime(700);
    session.sync();
    expect(session.step).toBe(2);
    act(session, () => session.comeBack());
    expect(where(session)).toBe('step 1 revealed');
    expect(session.world.nodes['n1']?.alive).toBe(true);
  });

  test('grows step by step: nothing ahead is visible, and earlier stops can be shown again', () => {
    const session = lesson();
    expect(session.lastStep).toBe(0);
    act(session, () => session.go(session.stops.length - 1));
    expect([where(session), session.lastStep]).toEqual(['outro 6', 6]);
    act(session, () => session.jump(2));
    expect(where(session)).toBe('step 2 revealed');
    act(session, () => session.last());
    expect(where(session)).toBe('step 6 revealed');
    act(session, () => session.next());
    expect(where(session)).toBe('outro 6');
    act(session, () => session.next());
    expect(session.refusal).toMatch(/The lesson ends here/);
    act(session, () => session.restart());
    expect(where(session)).toBe('intro 0');
  });

  test('says what Next will do, but not that it will reveal an answer', () => {
    const session = lesson();
    expect([session.nextAct, session.atEnd]).toEqual([null, false]);
    act(session, () => session.next());
    expect(session.nextAct).toBeNull();
    act(session, () => session.next());
    expect(session.nextAct?.message?.type).toBe('RequestVote');
  });

  test('is saved as a lesson on its path, and as a plain run off it', () => {
    const session = lesson();
    act(session, () => session.next());
    expect(session.toScenario()).toBe(session.file);
    act(session, () => session.do({ action: 'crash', node: 'n3' }));
    expect(session.toScenario()).toMatchObject({ steps: [{ action: 'crash', node: 'n3' }] });
    expect(session.toScenario().lesson).toBeUndefined();
  });

  test('offers values to choose from, the right one among them', () => {
    const session = lesson();
    act(session, () => session.go(session.stops.findLastIndex(({ kind }) => kind === 'ask')));
    expect(session.question?.options).toEqual(['candidate', 'follower', 'leader']);
    expect(session.question?.isRight({ value: 'leader' })).toBe(true);
    expect(session.question?.isRight({ value: 'follower' })).toBe(false);
  });
});

describe('a lesson that hides its bugs', () => {
  const hidden = () => {
    const read = parseScenario(TEXT.replace('[lesson]', 'bugs = ["vote-twice"]\n[lesson]\nhide_bugs = true'));
    if (!read.ok) throw new Error(read.errors[0]?.message);
    return new LessonSession(read.scenario, raft);
  };

  test('says why its text is hidden, up to its end', () => {
    const session = hidden();
    expect(session.sealed).toMatch(/It opens at the end/);
    act(session, () => session.go(session.stops.length - 1));
    expect(session.sealed).toBeNull();
    expect(lesson().sealed).toBeNull();
  });

  test('describes the effects of a bug as if the rules allowed them', () => {
    const session = hidden();
    for (const node of ['n1', 'n2']) act(session, () => session.do({ action: 'timeout', node }));
    for (const from of ['n1', 'n2'])
      act(session, () => session.do({ action: 'deliver', message: 'RequestVote', from, to: 'n3' }));
    expect(session.world.nodes['n3']).toMatchObject({ votedFor: 'n2' });
    expect(session.sentence).toMatch(/^n3 votes for n2 in term 1/);
    expect(session.sentence).not.toMatch(/although/);
  });
});

test('a step of several acts is under way until its last act is shown', () => {
  const session = lesson();
  act(session, () => session.go(session.stops.findIndex(({ kind }) => kind === 'step')));
  act(session, () => session.next());
  expect([session.isUnderWay, session.step]).toEqual([true, 2]);
  act(session, () => session.next());
  expect([session.isUnderWay, session.step]).toEqual([false, 4]);
});

describe('a task', () => {
  const atTask = () => {
    const session = lesson();
    act(session, () => session.go(session.stops.findIndex(({ kind }) => kind === 'task')));
    return session;
  };

  test('counts the acts of the student, and is done when it holds', () => {
    const session = atTask();
    expect(session.missing).toEqual(['n2 is a follower, not a candidate']);
    expect([session.acts, session.par]).toEqual([0, 1]);
    act(session, () => session.do({ action: 'crash', node: 'n3' }));
    expect([session.acts, session.missing.length]).toEqual([1, 1]);
    act(session, () => session.do({ action: 'timeout', node: 'n2' }));
    expect([session.acts, session.missing.length]).toEqual([2, 0]);
    act(session, () => session.goOn());
    expect(where(session)).toBe('step 5');
  });

  test('once done, Next goes on, and before that it acts', () => {
    const session = atTask();
    act(session, () => session.do({ action: 'crash', node: 'n3' }));
    act(session, () => session.next());
    expect([where(session), session.acts]).toEqual(['task 6 away', 2]);
    act(session, () => session.do({ action: 'timeout', node: 'n2' }));
    expect([session.isSolved, session.nextAct]).toEqual([true, null]);
    act(session, () => session.next());
    expect(where(session)).toBe('step 5');
  });

  test('begins with an act right before it', () => {
    const session = atTask();
    act(session, () => session.back());
    expect(where(session)).toBe('step 4');
    act(session, () => session.do({ action: 'timeout', node: 'n2' }));
    expect(where(session)).toBe('task 5 away');
    expect([session.acts, session.missing.length]).toEqual([1, 0]);
  });

  test('shows its solution on request', () => {
    const session = atTask();
    act(session, () => session.do({ action: 'crash', node: 'n3' }));
    act(session, () => session.showSolution());
    expect(where(session)).toBe('step 5');
  });

  test('begins anew', () => {
    const session = atTask();
    act(session, () => session.do({ action: 'crash', node: 'n3' }));
    act(session, () => session.comeBack());
    expect(where(session)).toBe('task 4');
    expect(session.acts).toBe(0);
  });
});

describe('a lesson that the lab has opened', () => {
  test.each(['load', 'loadInSlices'] as const)('leaves what is opened next to the lab: %s', async (load) => {
    const { file } = lesson();
    const host = new Session(file, raft);
    const session = new LessonSession(file, raft, host);
    expect(await session[load](await readScenario('title = "Next"', 'single'))).toBe(true);
    expect(host.scenario.setup.title).toBe('Next');
    expect(session.file).toBe(file);
    expect(session.isGone).toBe(false);
  });

  test.each(['load', 'loadInSlices'] as const)('shows the errors of a text itself: %s', async (load) => {
    const { file } = lesson();
    const host = new Session(file, raft);
    const session = new LessonSession(file, raft, host);
    expect(await session[load](await readScenario('num_nods = 3', 'single'))).toBe(false);
    expect(session.errors).toHaveLength(1);
    expect(host.errors).toEqual([]);
  });
});
