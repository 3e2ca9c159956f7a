import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Transport from '../../src/lib/ui/panels/transport/Transport.svelte';
import { LED, sessionOn } from './samples';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
const isOff = (name: string | RegExp) => button(name).getAttribute('aria-disabled') === 'true';

function show(toml = 'num_nodes = 3\nnum_clients = 0', steps = 0) {
  const session = sessionOn(toml, steps);
  render(Transport, { session });
  return session;
}

describe('the transport', () => {
  test('Next, Back, first and last move through the run', async () => {
    const user = userEvent.setup();
    const session = show();
    await user.click(button(/^Next/));
    await user.click(button(/^Next/));
    await user.click(button(/^Next/));
    expect(session.step).toBe(3);
    await user.click(button('Back one step'));
    expect(session.step).toBe(2);
    await user.click(button('First step'));
    expect(session.step).toBe(0);
    await user.click(button('Last step'));
    expect(session.step).toBe(3);
    expect(screen.getByText('of 3')).toBeInTheDocument();
  });

  test('says which controls have nothing to do, and keeps them in reach of the keyboard', async () => {
    const session = show();
    expect([isOff('First step'), isOff('Back one step'), isOff(/^Next/), isOff('Last step')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(button('Back one step')).toBeEnabled();
    await userEvent.click(button(/^Next/));
    expect([isOff('First step'), isOff('Back one step'), isOff(/^Next/), isOff('Last step')]).toEqual([
      false,
      false,
      false,
      true,
    ]);
    await userEvent.click(button('First step'));
    expect(isOff('Last step')).toBe(false);
    expect(session.refusal).toBeNull();
  });

  test('at the start, Back says why it does nothing', async () => {
    const session = show();
    await userEvent.click(button('Back one step'));
    expect(session.step).toBe(0);
    expect(session.refusal).toMatch(/^The run begins here/);
    await userEvent.click(button(/^Next/));
    expect(session.refusal).toBeNull();
  });

  test('Escape leaves the field of the step as it was, and the keys step again', async () => {
    const session = show(undefined, 3);
    const field = screen.getByRole('textbox', { name: 'Go to step' });
    await userEvent.type(field, '7{Escape}');
    expect(field).toHaveValue('3');
    expect(field).not.toHaveFocus();
    expect([session.step, session.refusal]).toEqual([3, null]);
  });

  test('with nothing left to deliver, Next says why it does nothing', async () => {
    const session = show(LED);
    expect(isOff(/^Next/)).toBe(true);
    await userEvent.click(button(/^Next/));
    expect(session.step).toBe(0);
    expect(session.refusal).toMatch(/Nothing is left to deliver/);
  });

  test('a number jumps to that step', async () => {
    const session = show(undefined, 4);
    const field = screen.getByRole('textbox', { name: 'Go to step' });
    expect(field).toHaveValue('4');
    await userEvent.clear(field);
    await userEvent.type(field, '2{Enter}');
    expect(session.step).toBe(2);
    expect(screen.getByRole('textbox', { name: 'Go to step' })).toHaveValue('2');
  });

  test('also where the field is left: a number pad has no Enter', async () => {
    const session = show(undefined, 4);
    const field = screen.getByRole('textbox', { name: 'Go to step' });
    await fireEvent.change(field, { target: { value: '0' } });
    expect([session.step, session.refusal]).toEqual([0, null]);
  });

  test.each(['abc', '1.5', '5', '99999', '-3', '', ' ', '0x1', '1e0', '+1', '٣'])(
    '%j is no step of four: that is said, nothing moves, and the field shows the step again',
    async (typed) => {
      const session = show(undefined, 4);
      session.jump(2);
      await tick();
      const field = screen.getByRole('textbox', { name: 'Go to step' });
      const user = userEvent.setup();
      await user.clear(field);
      if (typed !== '') await user.type(field, typed);
      await user.keyboard('{Enter}');
      expect(session.step).toBe(2);
      expect(session.refusal).toBe('The field takes a step from 0 to 4.');
      expect(screen.getByRole('textbox', { name: 'Go to step' })).toHaveValue('2');
    },
  );

  test('the scrubber is a slider over all steps and moves to one', async () => {
    const session = show(undefined, 4);
    const slider = screen.getByRole('slider', { name: 'Step' });
    expect(slider).toHaveAttribute('max', '4');
    expect(slider).toHaveValue('4');
    expect(slider).toHaveAttribute('aria-valuetext', 'step 4 of 4');
    await fireEvent.input(slider, { target: { value: '1' } });
    expect(session.step).toBe(1);
    expect(slider).toHaveAttribute('aria-valuetext', 'step 1 of 4');
  });
});

describe('Play', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const press = (name: string | RegExp) => fireEvent.click(button(name));

  test('steps at once and then on and on, until Pause', async () => {
    const session = show();
    await press('Play');
    expect(session.step).toBe(1);
    expect(button('Pause')).toBeInTheDocument();
    await vi.advanceTimersByTimeAsync(5_000);
    const { step } = session;
    expect(step).toBeGreaterThan(2);
    await press('Pause');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(session.step).toBe(step);
    expect(button('Play')).toBeInTheDocument();
  });

  test('goes faster and slower as told', async () => {
    const stepsAt = async (speed: string) => {
      const session = sessionOn('num_nodes = 3\nnum_clients = 0');
      const { unmount } = render(Transport, { session });
      await fireEvent.change(screen.getByRole('combobox', { name: 'Speed of Play' }), {
        target: { value: speed },
      });
      await press('Play');
      await vi.advanceTimersByTimeAsync(4_000);
      unmount();
      session.dispose();
      return session.step;
    };
    const [slow, normal, fast] = [await stepsAt('0.25'), await stepsAt('1'), await stepsAt('5')];
    expect(slow).toBeLessThan(normal);
    expect(normal).toBeLessThan(fast);
  });

  test.each(['Back one step', 'First step', /^Next/])('%s pauses it', async (name) => {
    const session = show();
    await press('Play');
    await vi.advanceTimersByTimeAsync(1900);
    await press(name);
    const { step } = session;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(session.step).toBe(step);
    expect(session.playing).toBe(false);
  });

  test('in the past it goes along the branch shown', async () => {
    const session = show(undefined, 4);
    const { moments } = session.timeline;
    session.first();
    await press('Play');
    expect(session.step).toBe(1);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(session.step).toBeGreaterThan(2);
    expect(session.timeline.moments.slice(0, moments.length)).toEqual([...moments]);
    expect(session.timeline.branches).toHaveLength(1);
  });

  test('fires timers where no message is left, and stops where there is no timer either', async () => {
    const session = show('num_nodes = 1\nnum_clients = 0\n[[node]]\nid = "n1"\nterm = 1');
    await press('Play');
    expect(session.sentence).toMatch(/^n1 (starts|stands|wins)/);
    await press('Pause');
    session.do({ action: 'crash', node: 'n1' });
    session.do({ action: 'settle' });
    await press('Play');
    expect(session.playing).toBe(false);
    expect(session.refusal).toMatch(/Nothing is left to deliver/);
  });
});
