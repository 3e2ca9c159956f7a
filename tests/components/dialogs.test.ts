import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { Message } from '../../src/lib/protocol/message';
import { BrowserRuns } from '../../src/lib/ui/app/browser-runs.svelte';
import { Source } from '../../src/lib/ui/app/source.svelte';
import LabDialogs from '../../src/lib/ui/app/LabDialogs.svelte';
import NodeDialog from '../../src/lib/ui/panels/inspect/NodeDialog.svelte';
import MessageDialog from '../../src/lib/ui/panels/message/MessageDialog.svelte';
import { newNode, type RaftState } from '../../src/lib/systems/raft/state';
import { LED, message, sessionOn } from './samples';
import { raft } from '../../src/lib/scenario/systems/raft';

const fieldsOf = (dialog: HTMLElement) =>
  Object.fromEntries(
    within(dialog)
      .getAllByRole('row')
      .map((row) => [
        within(row).queryByRole('rowheader')?.textContent ?? '',
        within(row).getByRole('cell').textContent?.replace(/\s+/g, ' ').trim(),
      ]),
  );

describe('a look inside a message', () => {
  function show(given: Record<string, unknown> = {}, held = false) {
    const onact = vi.fn();
    const onclose = vi.fn();
    render(MessageDialog, { system: raft, message: message(given), held, onact, onclose });
    return { onact, onclose, dialog: screen.getByRole('dialog') };
  }

  test('is named after the message and lists its fields', () => {
    const { dialog } = show();
    expect(dialog).toHaveAccessibleName('RequestVote from n1 to n2');
    expect(fieldsOf(dialog)).toEqual({ term: '2', candidateId: 'n1', lastLogIndex: '3', lastLogTerm: '1' });
  });

  test('lists entries with their terms', () => {
    const entries = [
      { term: 1, op: 'put', key: 'a', value: '1' },
      { term: 2, op: 'noop' },
    ];
    const { dialog } = show({ type: 'AppendEntries', entries });
    expect(fieldsOf(dialog)).toMatchObject({ entries: 'term 1: a=1, term 2: no-op' });
  });

  test('says that a heartbeat has no entries', () => {
    expect(fieldsOf(show({ type: 'AppendEntries', entries: [] }).dialog)).toMatchObject({ entries: 'none' });
  });

  test.each([
    ['Deliver', 'deliver'],
    ['Drop', 'drop'],
    ['Duplicate', 'duplicate'],
  ])('%s does that and closes', async (name, action) => {
    const { onact, onclose } = show();
    await userEvent.click(screen.getByRole('button', { name }));
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action, id: 7 });
    expect(onclose).toHaveBeenCalled();
  });

  test('Close closes and does nothing else', async () => {
    const { onact, onclose } = show();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onclose).toHaveBeenCalled();
    expect(onact).not.toHaveBeenCalled();
  });

  test('of a held message says why it cannot be delivered, in place of the button', () => {
    const { dialog } = show({}, true);
    expect(dialog).toHaveTextContent(/partition holds it back/);
    expect(screen.queryByRole('button', { name: 'Deliver' })).toBeNull();
  });
});

describe('a message that is no longer in flight', () => {
  /** Opens the newest message in flight after n1 has sent its requests for votes. */
  function open() {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 1);
    const message = session.world.network.inFlight[0] as Message;
    const nothing = vi.fn();
    render(LabDialogs, {
      dialog: { kind: 'message', message },
      session,
      title: 'A run',
      onopen: nothing,
      onclose: nothing,
      runs: new BrowserRuns(session, new Source(session, 'single', null)),
    });
    return { session, id: message.id };
  }

  test.each([
    ['is delivered', 'deliver', 'Delivered in step 2.'],
    ['is dropped', 'drop', 'Dropped in step 2.'],
  ] as const)('while it is looked at, when it %s, says so and offers nothing', async (_, action, told) => {
    const { session, id } = open();
    expect(screen.getByRole('button', { name: 'Deliver' })).toHaveFocus();
    session.do({ action, id });
    session.next();
    expect(await screen.findByText(told)).toBeVisible();
    expect(screen.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Close']);
    expect(screen.getByRole('button', { name: 'Close' })).toHaveFocus();
  });

  test('or is lost at a crashed node, says so', async () => {
    const { session, id } = open();
    session.do({ action: 'crash', node: 'n2' });
    session.do({ action: 'deliver', id });
    expect(await screen.findByText('Lost in step 3.')).toBeVisible();
  });

  test('because it has not been sent yet, says so', async () => {
    const { session } = open();
    session.first();
    expect(await screen.findByText('It is not in flight at this step.')).toBeVisible();
    session.last();
    expect(await screen.findByRole('button', { name: 'Deliver' })).toBeVisible();
  });
});

describe('a look at a node', () => {
  function show(given: Partial<RaftState> = {}, before: Partial<RaftState> | null = null) {
    const onact = vi.fn();
    const onclose = vi.fn();
    const { system, world } = sessionOn(LED);
    const n1 = { ...newNode('n1'), ...given };
    render(NodeDialog, {
      system,
      world: { ...world, nodes: { ...world.nodes, n1 } },
      before: before && { ...world, nodes: { n1: { ...newNode('n1'), ...before } } },
      id: 'n1',
      onact,
      onclose,
    });
    return { onact, onclose, dialog: screen.getByRole('dialog', { name: /^n1/ }) };
  }

  test('lists its state', () => {
    const log = [{ term: 1, op: 'put', key: 'a', value: '1' }] as RaftState['log'];
    const { dialog } = show({ currentTerm: 4, votedFor: 'n2', log, commitIndex: 1, store: { a: '1' } });
    expect(fieldsOf(dialog)).toMatchObject({
      role: 'follower',
      currentTerm: '4',
      votedFor: 'n2',
      commitIndex: '1',
      store: 'a=1',
      log: 'index 1, term 1, a=1, committed',
    });
  });

  test('shows the old values of changed fields, and the change of each entry', () => {
    const log = [1, 2, 2].map((term) => ({ term, op: 'noop' })) as RaftState['log'];
    const old = [1, 1, 1, 1].map((term) => ({ term, op: 'noop' })) as RaftState['log'];
    const { dialog } = show(
      { currentTerm: 2, log, commitIndex: 1, lastApplied: 1 },
      { currentTerm: 1, log: old },
    );
    expect(fieldsOf(dialog)).toMatchObject({
      role: 'follower',
      currentTerm: '1 → 2 changed',
      votedFor: 'nobody',
      commitIndex: '0 → 1 changed',
    });
    const entries = within(dialog).getByRole('row', { name: /^log / }).querySelectorAll('td > div');
    expect([...entries].map(({ textContent }) => textContent?.trim())).toEqual([
      'index 1, term 1, no-op, committed committed and applied',
      'index 2, term 2, no-op, not committed overwritten',
      'index 3, term 2, no-op, not committed overwritten',
      'index 4, term 1, no-op, not committed truncated',
    ]);
  });

  test('says of a fresh node that it voted for nobody and holds nothing', () => {
    expect(fieldsOf(show().dialog)).toMatchObject({ votedFor: 'nobody', store: 'empty', log: 'empty' });
  });

  test('shows what a leader knows about each follower', () => {
    const known = { role: 'leader', nextIndex: { n2: 3, n3: 4 }, matchIndex: { n2: 2, n3: 3 } } as const;
    const { dialog } = show(known, { ...known, matchIndex: { n2: 2, n3: 0 } });
    expect(fieldsOf(dialog)).toMatchObject({
      nextIndex: 'n2: 3,n3: 4',
      matchIndex: 'n2: 2,n3: 0 → 3 changed',
    });
  });

  test.each([
    [{}, 'Fire election timeout', 'timeout'],
    [{ role: 'leader' }, 'Send heartbeats', 'heartbeat'],
    [{}, 'Crash', 'crash'],
    [{ alive: false }, 'Restart', 'restart'],
  ] as const)('of %j offers: %s', async (given, name, action) => {
    const { onact, onclose } = show(given);
    await userEvent.click(screen.getByRole('button', { name }));
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action, node: 'n1' });
    expect(onclose).toHaveBeenCalled();
  });
});
