import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import Diagram from '../../src/lib/ui/panels/diagram/Diagram.svelte';
import { revealed } from '../../src/lib/ui/panels/diagram/reveal';
import { LED, sessionOn } from './samples';
import { opened } from '../systems';

const THREE = 'num_nodes = 3\nnum_clients = 1';

function show(toml = THREE, steps = 0) {
  const session = sessionOn(toml, steps);
  const onmessage = vi.fn();
  const onnode = vi.fn();
  render(Diagram, { session, onmessage, onnode });
  return { session, onmessage, onnode, user: userEvent.setup() };
}

const diagram = () => screen.getByRole('group', { name: 'Space-time diagram' });
const inFlight = () => screen.getByRole('list', { name: 'In flight in the diagram' });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const texts = () => [...document.querySelectorAll('svg text')].map(({ textContent }) => textContent);

describe('the space-time diagram', () => {
  test('has a line for each client and node, with what a node does', () => {
    show(THREE, 4);
    const names = within(screen.getByRole('list', { name: 'Lines' })).getAllByRole('listitem');
    expect(names.map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'main',
      'c1',
      'n1 leader',
      'n2 follower',
      'n3 follower',
    ]);
  });

  test('each message in flight can be pressed at the end of its open arrow', async () => {
    const { session, onmessage, user } = show(THREE, 1);
    const open = within(inFlight()).getAllByRole('button');
    expect(open.map((it) => it.getAttribute('aria-label'))).toEqual([
      'RequestVote from n1 to n2: Vote? t1',
      'RequestVote from n1 to n3: Vote? t1',
    ]);
    await user.click(open[1] as HTMLElement);
    expect(onmessage).toHaveBeenCalledWith(session.world.network.inFlight[1]);
  });

  test('a shorter run is drawn after a longer one was scrolled', async () => {
    const { session } = show('num_nodes = 5', 150);
    const scroller = diagram();
    const drawn = () =>
      Number(
        [...document.querySelectorAll('svg')].find(({ style }) => style.left !== '')?.getAttribute('width'),
      );
    scroller.scrollLeft = 4000;
    await fireEvent.scroll(scroller);
    expect(drawn()).toBeGreaterThan(0);
    session.load(opened('num_nodes = 2'));
    await tick();
    expect(drawn()).toBeGreaterThan(0);
  });

  test('follows the run: a step delivers a message, another is open', async () => {
    const { session } = show(THREE, 1);
    session.next();
    await vi.waitFor(() =>
      expect(
        within(inFlight()).getByRole('button', { name: /VoteResponse from n2 to n1/ }),
      ).toBeInTheDocument(),
    );
    expect(within(inFlight()).queryByRole('button', { name: /to n2:/ })).toBeNull();
  });

  test('says who leads, and in which term', () => {
    show(THREE, 4);
    expect(texts()).toEqual(expect.arrayContaining(['leader of term 1', 'step 4']));
  });

  test('a held message says so', () => {
    const { session } = show(THREE, 1);
    session.do({ action: 'partition', groups: [['n1'], ['n2', 'n3']] });
    return vi.waitFor(() =>
      expect(within(inFlight()).getAllByRole('button', { name: /, held$/ })).toHaveLength(2),
    );
  });

  test('a focused message shows its fields and the size of its past', async () => {
    show(THREE, 1);
    button('RequestVote from n1 to n2: Vote? t1').focus();
    await vi.waitFor(() => expect(screen.getByText('lastLogIndex')).toBeInTheDocument());
    expect(screen.getByRole('status')).toHaveTextContent('sent in step 1, in flight; 3 events led to it');
    expect(document.querySelectorAll('svg g.dim')).not.toHaveLength(0);
  });

  test('up and down choose among all messages, Enter opens one in flight, Escape lets go', async () => {
    const { onmessage, user } = show(THREE, 2);
    diagram().focus();
    await user.keyboard('{ArrowDown}{ArrowUp}{ArrowUp}');
    expect(screen.getByRole('status')).toHaveTextContent(
      /RequestVote from n1 to n2, sent in step 1, delivered in step 2/,
    );
    await user.keyboard('{Enter}');
    expect(onmessage).not.toHaveBeenCalled();
    expect(screen.getByRole('status')).toHaveTextContent('Delivered in step 2 already.');
    await user.keyboard('{ArrowDown}{Enter}');
    expect(onmessage).toHaveBeenCalledWith(expect.objectContaining({ type: 'RequestVote', to: 'n3' }));
    await user.keyboard('{Escape}');
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
  });

  test('Enter says why it opens nothing', async () => {
    const { session, onmessage, user } = show(THREE, 1);
    session.do({ action: 'drop', to: 'n2' });
    diagram().focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent('No message is chosen: the up and down keys');
    await user.keyboard('{ArrowUp}{ArrowUp}{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent(/^Dropped in step 2 already\.$/);
    session.jump(0);
    await tick();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('status')).toHaveTextContent(/^Sent in step 1, not yet/);
    expect(onmessage).not.toHaveBeenCalled();
  });

  test('says when the first or last message is reached', async () => {
    const { user } = show(THREE, 3);
    diagram().focus();
    await user.keyboard('{ArrowUp}{ArrowDown}{ArrowDown}');
    expect(screen.getByRole('status')).toHaveTextContent('This is the last message.');
    await user.keyboard('{ArrowUp}'.repeat(9));
    expect(screen.getByRole('status')).toHaveTextContent('This is the first message.');
    await user.keyboard('{ArrowDown}');
    expect(screen.getByRole('status')).toHaveTextContent('RequestVote from n1 to n2');
  });

  test.each([
    ['Zoom in', 'Zoom out', 'Zoom is at its largest.'],
    ['Zoom out', 'Zoom in', 'Zoom is at its smallest.'],
  ])('%s says when it has come to its end, and keeps the focus', async (name, back, notice) => {
    const { user } = show(THREE, 2);
    for (let i = 0; i < 12 && screen.getByRole('status').textContent?.trim() === ''; i++)
      await user.click(button(name));
    expect(screen.getByRole('status')).toHaveTextContent(notice);
    expect(button(name)).toHaveAttribute('aria-disabled', 'true');
    expect(button(name)).toHaveFocus();
    await user.click(button(back));
    expect(screen.getByRole('status')).toBeEmptyDOMElement();
    expect(button(name)).toHaveAttribute('aria-disabled', 'false');
  });

  test.each([
    ['Earlier', 'This is the start of the run.'],
    ['Later', 'This is the end of the run.'],
  ])('%s says when all of the run that way is in view', async (name, notice) => {
    const { user } = show(THREE, 2);
    expect(button(name)).toHaveAttribute('aria-disabled', 'true');
    await user.click(button(name));
    expect(screen.getByRole('status')).toHaveTextContent(notice);
    expect(button(name)).toHaveFocus();
  });

  test('a message chosen by key scrolls into view, from any distance', async () => {
    const { session, user } = show(
      `${LED}[[step]]\naction = "heartbeat"\nnode = "n1"\n[[step]]\naction = "settle"\n${'[[step]]\naction = "partition"\ngroups = [["n1"], ["n2", "n3"]]\n[[step]]\naction = "heal"\n'.repeat(60)}[[step]]\naction = "heartbeat"\nnode = "n1"\n`,
    );
    session.last();
    await tick();
    const drawnFrom = () =>
      parseFloat(
        [...document.querySelectorAll('svg')].find(({ style }) => style.left !== '')?.style.left ?? '',
      );
    expect(drawnFrom()).toBeGreaterThan(1000);
    diagram().focus();
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(screen.getByRole('status')).toHaveTextContent(
      /AppendEntriesResponse from n3 to n1, sent in step 3, delivered/,
    );
    expect(drawnFrom()).toBe(0);
    expect(button('Follow the present')).toHaveAttribute('aria-pressed', 'false');
  });

  test('zooms by keys and buttons, and ignores other keys', async () => {
    const { user } = show(THREE, 4);
    const widths = () => (diagram().firstElementChild as HTMLElement).style.width;
    const before = widths();
    await user.click(button('Zoom in'));
    expect(parseFloat(widths())).toBeGreaterThan(parseFloat(before));
    diagram().focus();
    await user.keyboard('--');
    expect(parseFloat(widths())).toBeLessThan(parseFloat(before));
    await user.keyboard('0');
    expect(widths()).toBe(before);
    const left = new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true });
    diagram().dispatchEvent(left);
    expect(left.defaultPrevented).toBe(false);
  });

  test('follows the present, or not', async () => {
    const { user } = show();
    expect(button('Follow the present')).toHaveAttribute('aria-pressed', 'true');
    await user.click(button('Follow the present'));
    expect(button('Follow the present')).toHaveAttribute('aria-pressed', 'false');
  });

  test('a click on a column goes to its step', async () => {
    const { session, user } = show(THREE, 4);
    // jsdom has no layout: the diagram begins at 0, and steps are 40 pixels wide after the first 8.
    await user.pointer({
      target: diagram(),
      coords: { clientX: 8 + 40 * 2 + 20, clientY: 2 },
      keys: '[MouseLeft]',
    });
    expect(session.step).toBe(2);
  });
});

describe('bringing into view', () => {
  const place = fc.integer({ min: 0, max: 5000 });
  const scrolled = fc.record({
    at: place,
    room: fc.integer({ min: 50, max: 2000 }),
    from: place,
    length: place,
  });

  test('shows an extent whole if it fits, else its beginning, and does not move if it is in view', () => {
    fc.assert(
      fc.property(scrolled, ({ at, room, from, length }) => {
        const to = from + length;
        const left = revealed(at, room, { from, to });
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left).toBeLessThanOrEqual(from);
        if (length <= room) expect(left + room).toBeGreaterThanOrEqual(to);
        else expect(left).toBe(from);
        if (at <= from && to <= at + room) expect(left).toBe(at);
      }),
    );
  });
});

describe('the diagram as a table', () => {
  test('lists every step with what arrived, what was sent and its fate', async () => {
    const { user } = show(THREE, 3);
    await user.click(button('As a table'));
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows).toHaveLength(5);
    expect(rows[2]).toHaveTextContent(/n1 starts an election/);
    expect(rows[2]).toHaveTextContent('StartElection main → n1, delivered, sent in step 0');
    expect(rows[2]).toHaveTextContent('RequestVote n1 → n2 delivered in step 2');
    expect(rows[2]).toHaveTextContent('n1: candidate, term 1');
  });

  test('lists a dropped message as ended, not as arrived', async () => {
    const { session, user } = show(THREE, 1);
    session.do({ action: 'drop', to: 'n2' });
    await user.click(button('As a table'));
    const [head, ...rows] = within(screen.getByRole('table')).getAllByRole('row');
    const names = within(head as HTMLElement).getAllByRole('columnheader');
    const ended = names.findIndex(({ textContent }) => textContent === 'Ended');
    expect(rows[2]?.children[ended]).toHaveTextContent('RequestVote n1 → n2, dropped, sent in step 1');
  });

  test('goes to a step, and opens a message in flight', async () => {
    const { session, onmessage, user } = show(THREE, 3);
    await user.click(button('As a table'));
    await user.click(button('Open VoteResponse n2 → n1'));
    expect(onmessage).toHaveBeenCalledWith(expect.objectContaining({ type: 'VoteResponse', from: 'n2' }));
    await user.click(button('Go to step 1'));
    expect(session.step).toBe(1);
    expect(button('Go to step 1')).toHaveAttribute('aria-current', 'step');
  });

  test('has pages if it is long, and shows the page of the current step', async () => {
    const { user } = show(
      `${LED}[[step]]\naction = "settle"\n${'[[step]]\naction = "heartbeat"\nnode = "n1"\n'.repeat(120)}`,
    );
    await user.click(button('As a table'));
    expect(screen.getByText(/^0–49 of \d+$/)).toBeInTheDocument();
    await user.click(button('Later steps'));
    expect(screen.getByText(/^50–99 of/)).toBeInTheDocument();
    expect(button('Go to step 50')).toBeInTheDocument();
  });
});
