import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseScenario } from '../../src/lib/scenario/parse';
import { raft } from '../../src/lib/scenario/systems/raft';
import { LessonSession } from '../../src/lib/ui/app/lesson/lesson.svelte';
import { Presenter } from '../../src/lib/ui/app/speaker/presenter.svelte';
import { Speaker } from '../../src/lib/ui/app/speaker/speaker.svelte';
import SpeakerPage from '../../src/lib/ui/app/speaker/SpeakerPage.svelte';

const TEXT = `title = "A vote"
num_nodes = 3
num_clients = 0
[raft]
auto_start = false
[lesson]
intro = "Three servers."
outro = "So it is."
[[step]]
action = "timeout"
node = "n1"
note = "n1 stands."
speaker = "Ask who else."
[step.ask]
question = "Who stands?"
choices = [{ text = "n1", right = true, why = "Its timer ran out." }, { text = "n2", why = "No." }]
[[step]]
action = "next"
count = 2
[[step]]
action = "timeout"
node = "n3"
[step.ask]
question = "Which term?"
value = { node = "n3", field = "term" }
why = "One more."
`;

/** Messages between windows of one process arrive in a later task. */
const heard = async () => {
  await new Promise((done) => setTimeout(done, 20));
  await tick();
};

const ended: (() => void)[] = [];
afterEach(() => {
  for (const end of ended.splice(0)) end();
  sessionStorage.clear();
  location.hash = '';
  vi.restoreAllMocks();
});

function presented() {
  const read = parseScenario(TEXT);
  if (!read.ok) throw new Error(read.errors[0]?.message);
  const session = new LessonSession(read.scenario, raft);
  const presenter = new Presenter(session);
  const open = vi.spyOn(window, 'open').mockReturnValue(window);
  expect(presenter.open('./speaker/')).toBeNull();
  const pair = String(open.mock.lastCall?.[0]).split('#')[1] as string;
  ended.push(() => presenter.close());
  return { session, presenter, pair };
}

function speakerOf(pair: string): Speaker {
  const speaker = new Speaker(pair);
  ended.push(() => speaker.close());
  return speaker;
}

describe('the two windows', () => {
  test('step together: the speaker sees the note, the answer and what comes next', async () => {
    const { session, presenter, pair } = presented();
    const speaker = speakerOf(pair);
    await heard();
    expect(speaker.title).toBe('A vote');
    expect(speaker.next).toBe('Asks: Who stands?');
    expect(speaker.answer).toEqual({ question: 'Who stands?', right: 'n1', why: 'Its timer ran out.' });
    speaker.command('next');
    await heard();
    expect(session.here.kind).toBe('ask');
    presenter.tell();
    await heard();
    expect(speaker.shown?.speaker).toBe('Ask who else.');
    expect(speaker.next).toMatch(/^n1 starts an election/);
    speaker.command('next');
    await heard();
    presenter.tell();
    await heard();
    expect(session.here.kind).toBe('step');
    expect(speaker.shown?.text).toBe('n1 stands.');
    expect(speaker.next).toMatch(/^2 acts, the last of them: /);
    speaker.command('back');
    await heard();
    expect(session.here.kind).toBe('ask');
  });

  test('the answer to a value is worked out from the run', async () => {
    const { session, presenter, pair } = presented();
    const speaker = speakerOf(pair);
    session.go(4);
    presenter.tell();
    await heard();
    expect(speaker.answer).toEqual({ question: 'Which term?', right: '2', why: 'One more.' });
  });

  test('either comes back after a reload', async () => {
    const { session, presenter, pair } = presented();
    speakerOf(pair).close();
    session.next();
    const again = speakerOf(pair);
    await heard();
    expect(again.place).toBe('2 of 7');
    presenter.close();
    const reloaded = new Presenter(session);
    ended.push(() => reloaded.close());
    reloaded.resume();
    await heard();
    again.command('next');
    await heard();
    expect(session.stop).toBe(2);
  });

  test('three pairs at once do not interfere, and two speakers of one pair agree', async () => {
    const one = presented();
    sessionStorage.clear();
    const two = presented();
    const [first, second] = [speakerOf(one.pair), speakerOf(one.pair)];
    const other = speakerOf(two.pair);
    await heard();
    first.command('next');
    await heard();
    one.presenter.tell();
    await heard();
    expect([one.session.stop, two.session.stop]).toEqual([1, 0]);
    expect([first.place, second.place, other.place]).toEqual(['2 of 7', '2 of 7', '1 of 7']);
  });

  test('a command reaches only one of two copied tabs', async () => {
    const { session, presenter, pair } = presented();
    const copied = new LessonSession(session.file, raft);
    const copy = new Presenter(copied);
    ended.push(() => copy.close());
    copy.resume();
    const speaker = speakerOf(pair);
    await heard();
    presenter.tell();
    await heard();
    speaker.command('next');
    await heard();
    expect([session.stop, copied.stop]).toEqual([1, 0]);
  });
});

test('without a lesson the window says what to do, and stores nothing', async () => {
  render(SpeakerPage);
  expect(screen.getByText(/Open a lesson/)).toBeVisible();
  await heard();
  expect(sessionStorage).toHaveLength(0);
});

test('a browser that opens no window says so', () => {
  const { presenter } = presented();
  vi.spyOn(window, 'open').mockReturnValue(null);
  expect(presenter.open('./speaker/')).toMatch(/did not open/);
});
