import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import Notices from '../../src/lib/ui/app/Notices.svelte';
import { Slices } from '../../src/lib/ui/run/slices.svelte';
import { LED, sessionOn } from './samples';
import { opened } from '../systems';

// A clock that goes on by ten milliseconds whenever somebody looks: three acts a slice.
beforeEach(() => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 10));
});
afterEach(() => void vi.restoreAllMocks());

/** Counts to a number, one by one. */
function* counting(to: number): Generator<number, string, boolean | undefined> {
  for (let i = 1; i <= to; i++) if (yield i) return `stopped at ${i}`;
  return 'all';
}

const LONG = `title = "Long"\nnum_nodes = 3\nstep = [\n${'{action="heal"},\n'.repeat(40)}]`;
const heals = (count: number) => `title = "Other"\nstep = [\n${'{action="heal"},\n'.repeat(count)}]`;

describe('work in slices', () => {
  test('lets the page do other things in between, and says how far it is', async () => {
    const slices = new Slices();
    const seen: (number | null)[] = [];
    const watching = setInterval(() => seen.push(slices.done));
    expect(await slices.run(counting(30))).toBe('all');
    clearInterval(watching);
    expect(seen.length).toBeGreaterThan(3);
    expect(seen).toEqual([...seen].sort((a, b) => Number(a) - Number(b)));
    expect(slices.done).toBeNull();
  });

  test('of one slice is never told of', async () => {
    const slices = new Slices();
    const work = slices.run(counting(1));
    expect(slices.done).toBeNull();
    expect(await work).toBe('all');
  });

  test('that is stopped gives what it has come to', async () => {
    const slices = new Slices();
    const work = slices.run(counting(1_000));
    slices.stop();
    expect(await work).toMatch(/^stopped at \d$/);
  });

  test('gives way to other work', async () => {
    const slices = new Slices();
    const [first, second] = [slices.run(counting(1_000)), slices.run(counting(9))];
    expect(await Promise.all([first, second])).toEqual([null, 'all']);
  });
});

describe('a long run that is opened', () => {
  test('leaves what runs usable until it is there, and then is shown with all its steps', async () => {
    const session = sessionOn(LED);
    const loading = session.loadInSlices(opened(LONG));
    expect(session.slices.done).toBeGreaterThan(0);
    expect(session.do({ action: 'crash', node: 'n2' })).toBe(true);
    expect(await loading).toBe(true);
    expect([session.scenario.setup.title, session.lastStep, session.failure]).toEqual(['Long', 40, null]);
    session.undo();
    expect(session.world.nodes['n2']?.alive).toBe(false);
  });

  test('and stopped shows what was opened, says where it stopped, and offers to go there', async () => {
    const session = sessionOn(LED);
    const user = userEvent.setup();
    render(Notices, { session, remark: null, ondismiss: () => session.dismiss() });
    const loading = session.loadInSlices(opened(LONG));
    const stop = await screen.findByRole('button', { name: 'Stop' });
    expect(screen.getByRole('status')).toHaveTextContent(/^The run is being opened: \d+ so far\.$/);
    await Promise.all([loading, user.click(stop)]);
    expect(session.lastStep).toBeGreaterThan(0);
    expect(session.lastStep).toBeLessThan(40);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      `Stopped at act ${session.lastStep}: what was opened is here, the rest of the file is not.`,
    );
    await user.click(screen.getByRole('button', { name: 'Go to that step' }));
    expect(session.step).toBe(session.lastStep);
  });

  test('while another is asked for: only the later is shown', async () => {
    const session = sessionOn(LED);
    const first = session.loadInSlices(opened(LONG));
    const second = session.loadInSlices(opened(heals(12)));
    expect(await Promise.all([first, second])).toEqual([null, true]);
    expect([session.scenario.setup.title, session.lastStep]).toEqual(['Other', 12]);
  });

  test('while the page is left shows nothing', async () => {
    const session = sessionOn(LED);
    const { timeline } = session;
    const loading = session.loadInSlices(opened(LONG));
    session.dispose();
    expect(await loading).toBeNull();
    expect(session.timeline).toBe(timeline);
  });
});
