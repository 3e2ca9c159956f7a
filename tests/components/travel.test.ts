import { render, screen } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { timerOf } from '../../src/lib/ui/panels/stage/timers';
import { movementOf, moves, STEP_MOVES_MS } from '../../src/lib/ui/panels/stage/travel';
import { LED, sessionOn } from './samples';
import StageOn from './StageOn.svelte';

describe('what moves in a step', () => {
  test('a delivered message arrives; what it caused to be sent comes out of its sender', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 1);
    const { travels, sent } = movementOf(session.moment.events);
    expect(travels.map(({ message, how }) => [message.type, how])).toEqual([['StartElection', 'arrives']]);
    expect([...sent]).toEqual(session.world.network.inFlight.map(({ id }) => id));
  });

  test.each<[string, (session: Session) => void, string]>([
    [
      'delivered to one that is down',
      (it) => void (it.do({ action: 'crash', node: 'n2' }), it.next()),
      'is lost',
    ],
    ['dropped', (it) => void it.do({ action: 'drop', to: 'n2' }), 'is dropped'],
  ])('a message %s is shown so', (_what, act, how) => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 1);
    act(session);
    expect(movementOf(session.moment.events).travels).toMatchObject([{ message: { to: 'n2' }, how }]);
  });

  test('is at most 400 ms', () => expect(STEP_MOVES_MS).toBeLessThanOrEqual(400));

  const { before, world } = sessionOn('num_nodes = 3\nnum_clients = 0', 2);
  test.each([
    ['the next step', before, before, 5000, null, true],
    ['the first step shown', null, before, 5000, null, false],
    ['the start', world, null, 5000, null, false],
    ['a step far from the one shown', world, before, 5000, null, false],
    ['scrubbing', before, before, 30, null, false],
    ['Play at its own speed', before, before, 401, 400, true],
    ['Play at double speed', before, before, 201, 200, false],
    ['slow Play', before, before, 4000, 4000, true],
  ] as const)('%s: %#', (_what, shown, from, sinceMs, paceMs, expected) => {
    expect(moves(shown, from, sinceMs, paceMs)).toBe(expected);
  });
});

/** The step is on the page, and its animations have been measured just before the frame. */
async function shown(): Promise<void> {
  await tick();
  await new Promise(requestAnimationFrame);
}

describe('on the stage', () => {
  /** Browsers animate; jsdom does not. */
  function withMotion() {
    const animation = { cancel: vi.fn(), onfinish: null };
    const animate = vi.fn(() => animation as unknown as Animation);
    HTMLElement.prototype.animate = animate;
    vi.stubGlobal('matchMedia', () => ({ matches: false }));
    onTestFinished(() => {
      Reflect.deleteProperty(HTMLElement.prototype, 'animate');
      vi.unstubAllGlobals();
    });
    return animate;
  }
  const travelling = () =>
    [...document.querySelectorAll<HTMLElement>('[data-travels]')].map((it) => [
      it.dataset['travels'],
      it.querySelector('.chip')?.textContent?.trim(),
    ]);

  test('a step on moves its message, the next one takes its place, and a jump moves none', async () => {
    const animate = withMotion();
    const session = sessionOn('num_nodes = 3\nnum_clients = 0');
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    render(StageOn, { session });
    expect(travelling()).toEqual([]);
    const step = async (move: () => unknown) => {
      animate.mockClear();
      clock.mockReturnValue(performance.now() + 1000);
      move();
      await shown();
      return travelling();
    };
    expect(await step(() => session.next())).toEqual([['arrives', 'mainStart election']]);
    expect(animate, 'one arrives, two are sent').toHaveBeenCalledTimes(3);
    expect(await step(() => session.next())).toEqual([['arrives', 'n1Vote? t1']]);
    expect(animate, 'one arrives, one is sent').toHaveBeenCalledTimes(2);
    expect(await step(() => session.first())).toEqual([]);
    expect(await step(() => session.last())).toEqual([]);
    expect(await step(() => session.back())).toEqual([]);
    clock.mockRestore();
  });

  test('what moves is hidden from people who listen, and cannot be reached', async () => {
    withMotion();
    const session = sessionOn('num_nodes = 3\nnum_clients = 0');
    render(StageOn, { session });
    session.next();
    vi.spyOn(performance, 'now').mockReturnValueOnce(performance.now() + 5000);
    await shown();
    expect(document.querySelector('[data-travels]')).not.toBeNull();
    expect(document.querySelector('[data-travels]')?.closest('[aria-hidden="true"][inert]')).not.toBeNull();
    expect(screen.getAllByRole('button', { name: /^RequestVote/ })).toHaveLength(2);
  });

  test('while it plays each running timer says when it is due; by hand none does', () => {
    const session = sessionOn(LED);
    session.do({ action: 'crash', node: 'n3' });
    render(StageOn, { session });
    expect(screen.queryAllByRole('button', { name: / ms$/ })).toEqual([]);
    flushSync(() => (session.playing = true));
    expect(screen.getByRole('button', { name: /^Heartbeat of n1 \d+ ms$/ })).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: /^Election timeout of n2 \d+ ms$/ })).toHaveLength(1);
  });
});

describe('the arc of a timer', () => {
  test('has the share of its time that is left', () => {
    const { world } = sessionOn(LED);
    const at = (now: number) =>
      timerOf({ ...world, now, timers: { n2: { kind: 'election', setAt: 100, due: 300 } } }, 'n2');
    expect(at(100)).toEqual({ kind: 'election', left: 1, dueIn: 200 });
    expect(at(250)).toEqual({ kind: 'election', left: 0.25, dueIn: 50 });
    expect(at(400)).toEqual({ kind: 'election', left: 0, dueIn: 0 });
    expect(timerOf({ ...world, timers: {} }, 'n2')).toBeNull();
  });
});
