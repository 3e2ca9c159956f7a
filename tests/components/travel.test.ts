import { render, screen } from '@testing-library/svelte';
import { flushSync, tick } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '../../src/lib/ui/app/session.svelte';
import Stage from '../../src/lib/ui/panels/stage/Stage.svelte';
import { timerOf } from '../../src/lib/ui/panels/stage/timers';
import { movementOf, moves, STEP_MOVES_MS } from '../../src/lib/ui/panels/stage/travel';
import { LED, sessionOn } from './samples';
import { withRoom } from './stage-room';

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

  test('a copy comes out of the message that it is a copy of', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 1);
    const [original] = session.world.network.inFlight;
    session.do({ action: 'duplicate', id: original?.id });
    expect([...movementOf(session.moment.events).copies.values()]).toEqual([original?.id]);
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

describe('on the stage', () => {
  beforeEach(() => withRoom({ width: 900, height: 420 }));

  function show(session: Session) {
    return render(Stage, { session, onmessage: vi.fn(), onnode: vi.fn() });
  }
  const travelling = () =>
    [...document.querySelectorAll<HTMLElement>('[data-travels]')].map(({ dataset, textContent }) => [
      dataset['travels'],
      textContent?.trim(),
    ]);

  test('a step on moves its message, the next one takes its place, and a jump moves none', async () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0');
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    show(session);
    expect(travelling()).toEqual([]);
    const step = async (move: () => unknown) => {
      clock.mockReturnValue(performance.now() + 1000);
      move();
      await tick();
      return travelling();
    };
    expect(await step(() => session.next())).toEqual([['arrives', 'Start election']]);
    expect(await step(() => session.next())).toEqual([['arrives', 'Vote? t1']]);
    expect(document.querySelectorAll('.pill.leaves')).toHaveLength(1);
    expect(await step(() => session.first())).toEqual([]);
    expect(await step(() => session.last())).toEqual([]);
    expect(await step(() => session.back())).toEqual([]);
    clock.mockRestore();
  });

  test('what moves is hidden from who listens', async () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0');
    show(session);
    session.next();
    vi.spyOn(performance, 'now').mockReturnValueOnce(performance.now() + 5000);
    await tick();
    expect(document.querySelector('[data-travels]')?.closest('[aria-hidden="true"]')).not.toBeNull();
    expect(screen.getAllByRole('button', { name: /^RequestVote/ })).toHaveLength(2);
  });

  test('while it plays each running timer is an arc with its words; by hand there is none', () => {
    const session = sessionOn(LED);
    session.do({ action: 'crash', node: 'n3' });
    show(session);
    expect(screen.queryAllByRole('img')).toEqual([]);
    flushSync(() => (session.playing = true));
    expect(screen.getByRole('img', { name: /^Heartbeat in \d+ ms$/ })).toBeInTheDocument();
    expect(screen.getAllByRole('img', { name: /^Election timeout in \d+ ms$/ })).toHaveLength(1);
  });
});

describe('the arc of a timer', () => {
  test('has the share of its time that is left', () => {
    const { system, world } = sessionOn(LED);
    const at = (now: number) =>
      timerOf(system, { ...world, now, timers: { n2: { kind: 'election', setAt: 100, due: 300 } } }, 'n2');
    expect(at(100)).toEqual({ left: 1, told: 'Election timeout in 200 ms' });
    expect(at(250)).toEqual({ left: 0.25, told: 'Election timeout in 50 ms' });
    expect(at(400)).toEqual({ left: 0, told: 'Election timeout in 0 ms' });
    expect(timerOf(system, { ...world, timers: {} }, 'n2')).toBeNull();
  });
});
