import { render, screen, within } from '@testing-library/svelte';
import { labelText } from '../../src/lib/protocol/label';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import NextList from '../../src/lib/ui/panels/next/NextList.svelte';
import { label } from '../../src/lib/picture/message-label';
import Chip from '../../src/lib/ui/kit/Chip.svelte';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { LED, message, sessionOn } from './samples';
import { raft } from '../../src/lib/scenario/systems/raft';

function show({ system, world, nextAct: next, step, lastStep }: Session) {
  const onact = vi.fn();
  const onnext = vi.fn();
  const onmessage = vi.fn();
  const recorded = step < lastStep;
  render(NextList, { system, world, next, recorded, onact, onnext, onmessage });
  const list = screen.getByRole('list', { name: 'Messages in flight' });
  return { onact, onnext, onmessage, rows: within(list).getAllByRole('listitem'), world };
}

/** n1 has sent its requests for votes to n2 and n3. */
function voting() {
  const session = sessionOn('num_nodes = 3\nnum_clients = 0', 1);
  return session;
}

describe('the list of what can be done next', () => {
  test('has every message in flight, oldest first, and counts them', () => {
    const { rows } = show(voting());
    expect(rows.map((row) => within(row).getByRole('button', { name: /^Look inside/ }))).toHaveLength(2);
    expect(within(rows[0] as HTMLElement).getByText('n1→n2')).toBeInTheDocument();
    expect(within(rows[1] as HTMLElement).getByText('n1→n3')).toBeInTheDocument();
    expect(screen.getByText('2 in flight')).toBeInTheDocument();
  });

  test("shows Next's pick first, with the primary button", () => {
    const { rows } = show(voting());
    const [first, second] = rows as [HTMLElement, HTMLElement];
    expect(within(first).getByRole('button', { name: /^Deliver/ })).toHaveClass('primary');
    expect(within(second).getByRole('button', { name: /^Deliver/ })).not.toHaveClass('primary');
  });

  test.each([
    ['Deliver', 'deliver'],
    ['Drop', 'drop'],
    ['Duplicate', 'duplicate'],
  ])('%s does that to its own message', async (word, action) => {
    const { onact, world } = show(voting());
    await userEvent.click(screen.getByRole('button', { name: RegExp(`^${word} RequestVote from n1 to n3`) }));
    const [, second] = world.network.inFlight;
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action, id: second?.id });
  });

  test('inspects a message by its chip', async () => {
    const { onmessage, world } = show(voting());
    await userEvent.click(screen.getByRole('button', { name: /^Look inside RequestVote from n1 to n2/ }));
    expect(onmessage).toHaveBeenCalledExactlyOnceWith(world.network.inFlight[0]);
  });

  test.each([
    ['a timer', '[[step]]\naction = "timeout"\nnode = "n2"', 'n2: election timeout'],
    ['a crash', '[[step]]\naction = "crash"\nnode = "n2"', 'crash n2'],
    ['a request', '[[step]]\naction = "request"\nclient = "c1"\nop = "get"\nkey = "a"', 'c1 asks: get a'],
  ])('the scenario’s own next act stands first: %s', async (_what, steps, words) => {
    const { rows, onnext } = show(sessionOn(`${LED}${steps}`, 0));
    expect(rows[0]).toHaveTextContent(words);
    expect(rows[0]).toHaveClass('pick');
    await userEvent.click(within(rows[0] as HTMLElement).getByRole('button', { name: 'Do it' }));
    expect(onnext).toHaveBeenCalledOnce();
    expect(screen.queryByText(/Nothing is in flight/)).toBeNull();
  });

  test('the message that the scenario delivers next comes first, even if another is older', () => {
    const deliver = '[[step]]\naction = "deliver"\nto = "n3"';
    const { rows } = show(
      sessionOn(`num_nodes = 3\nnum_clients = 0\n[[step]]\naction = "next"\n${deliver}`, 1),
    );
    expect(rows.map((row) => /n1→n\d/.exec(row.textContent ?? '')?.[0])).toEqual(['n1→n3', 'n1→n2']);
  });

  test('says how many messages a partition holds if nothing else is left, and heals it', async () => {
    const session = voting();
    session.do({ action: 'partition', groups: [['n1'], ['n2', 'n3']] });
    const { rows, onact } = show(session);
    expect(rows[0]).toHaveTextContent('2 messages are held by the cut.');
    await userEvent.click(within(rows[0] as HTMLElement).getByRole('button', { name: 'Heal' }));
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action: 'heal' });
  });

  test('says when nothing is in flight, and what can be done then', () => {
    const { rows } = show(sessionOn(LED));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveTextContent('Nothing is in flight. Fire a timer, or let a client ask.');
  });

  test('a held message can be inspected and dropped, and is marked as held', () => {
    const session = voting();
    session.do({ action: 'partition', groups: [['n1', 'n3'], ['n2']] });
    const { rows } = show(session);
    const [held, free] = [
      rows.find((row) => row.textContent?.includes('n1→n2')),
      rows.find((row) => row.textContent?.includes('n1→n3')),
    ];
    expect(held).toHaveTextContent(/held/);
    expect(within(held as HTMLElement).queryByRole('button', { name: /^Deliver/ })).toBeNull();
    expect(within(held as HTMLElement).getByRole('button', { name: /^Drop/ })).toBeInTheDocument();
    expect(within(free as HTMLElement).getByRole('button', { name: /^Deliver/ })).toHaveClass('primary');
  });

  test('offers each node its timer: a timeout, a heartbeat for the leader, a restart for who is down', async () => {
    const session = sessionOn(LED);
    session.do({ action: 'crash', node: 'n3' });
    const { onact } = show(session);
    await userEvent.click(screen.getByRole('button', { name: /Heartbeat of n1/ }));
    await userEvent.click(screen.getByRole('button', { name: /Election timeout of n2/ }));
    await userEvent.click(screen.getByRole('button', { name: /Restart n3/ }));
    expect(onact.mock.calls.flat()).toEqual([
      { action: 'heartbeat', node: 'n1' },
      { action: 'timeout', node: 'n2' },
      { action: 'restart', node: 'n3' },
    ]);
  });

  test('while it plays a timer says, to who looks and who listens, in how many milliseconds it is due', () => {
    const { system, world } = sessionOn(LED);
    const given = { onact: vi.fn(), onnext: vi.fn(), onmessage: vi.fn() };
    render(NextList, { system, world, next: null, playing: true, ...given });
    const timer = screen.getByRole('button', { name: /^Election timeout of n2 \d+ ms$/ });
    expect(timer).toHaveTextContent(/^n2 +\d+ ms$/);
  });
});

describe('a chip', () => {
  test.each([
    [{}, 'Vote? t2'],
    [{ type: 'VoteResponse', voteGranted: true }, '✓ vote t2'],
    [{ type: 'VoteResponse', voteGranted: false }, '✗ no vote t2'],
    [{ type: 'AppendEntries', entries: [], prevLogIndex: 3 }, 'Heartbeat 3'],
    [
      { type: 'AppendEntries', entries: [{ term: 1, op: 'put', key: 'c', value: '1' }], prevLogIndex: 3 },
      'Append c=1',
    ],
    [{ type: 'AppendEntries', entries: [{ term: 1, op: 'noop' }], prevLogIndex: 0 }, 'Append no-op'],
    [
      {
        type: 'AppendEntries',
        entries: [
          { term: 1, op: 'get', key: 'c' },
          { term: 1, op: 'get', key: 'c' },
        ],
        prevLogIndex: 3,
      },
      'Append 4–5',
    ],
    [{ type: 'AppendEntriesResponse', success: true, matchIndex: 4 }, '✓ match 4'],
    [{ type: 'AppendEntriesResponse', success: false, matchIndex: 0 }, '✗ no match t2'],
    [{ type: 'CommitNotification', leaderCommit: 4 }, 'Commit 4'],
    [{ type: 'ClientReply', ok: true, result: 'ok' }, '✓ ok'],
    [{ type: 'ClientReply', ok: false, result: 'not leader' }, '✗ not leader'],
  ])('says of %j: %s', (given, text) => {
    render(Chip, { message: message(given), label: label(raft, message(given)) });
    expect(labelText(label(raft, message(given)))).toBe(text);
    expect(screen.getByText(label(raft, message(given)).words)).toBeInTheDocument();
  });

  test('cuts a long value short, between characters', () => {
    const text = labelText(label(raft, message({ type: 'ClientReply', ok: true, result: '😀'.repeat(40) })));
    expect(text).toBe(`✓ ${'😀'.repeat(17)}…`);
  });

  test('has a sign of its kind, and another for a heartbeat', () => {
    const signs = [
      {},
      { type: 'AppendEntries', entries: [{ term: 1, op: 'noop' }], prevLogIndex: 0 },
      { type: 'AppendEntries', entries: [], prevLogIndex: 0 },
      { type: 'VoteResponse', voteGranted: true },
      { type: 'VoteResponse', voteGranted: false },
      { type: 'CommitNotification', leaderCommit: 4 },
      { type: 'ClientReply', ok: true, result: 'ok' },
    ].map((given) => {
      const { container, unmount } = render(Chip, {
        message: message(given),
        label: label(raft, message(given)),
      });
      const sign = container.querySelector('path')?.getAttribute('d');
      unmount();
      return sign;
    });
    expect(new Set(signs).size).toBe(7);
  });

  test('looks different if it is held, outdated, or will be lost', () => {
    const { container } = render(Chip, {
      message: message(),
      label: label(raft, message()),
      held: true,
      outdated: true,
      lost: true,
    });
    expect(container.querySelector('.chip')).toHaveClass('held', 'outdated', 'lost');
  });
});
