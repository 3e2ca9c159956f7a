import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import BranchDialog from '../../src/lib/ui/panels/branches/BranchDialog.svelte';
import { sessionOn } from './samples';
import { showLab } from './show-lab';
import { opened } from '../systems';

const THREE = 'num_nodes = 3\nnum_clients = 0';
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const nameOf = (id: number) => screen.getByRole('textbox', { name: `Name of branch ${id}` });

/** Three steps, then another act from step 1 on. The second branch is shown. */
function forked() {
  const session = sessionOn(THREE, 3);
  session.jump(1);
  session.do({ action: 'timeout', node: 'n2' });
  return session;
}

function show(session = forked(), { onkeep = async () => '' } = {}) {
  const onsaved = vi.fn();
  const onclose = vi.fn();
  const oncompare = vi.fn();
  render(BranchDialog, { session, oncompare, onkeep, onsaved, onclose });
  return {
    session,
    onclose,
    oncompare,
    onsaved,
    user: userEvent.setup(),
    dialog: screen.getByRole('dialog', { name: 'Branches' }),
  };
}

const items = () =>
  screen.getAllByRole('listitem').map((item) => item.textContent?.replace(/\s+/g, ' ').trim());
describe('branches', () => {
  test('a run without branching has one branch, which can be neither switched to nor deleted', () => {
    show(sessionOn(THREE, 1));
    expect(nameOf(1)).toHaveValue('Branch 1');
    expect(items()).toEqual(['1 step shown']);
    expect(screen.queryByRole('button', { name: /^(Switch|Delete|Compare with)/ })).toBeNull();
  });

  test('acting in the past starts a second branch, and the old one stays', () => {
    const { session } = show();
    expect([nameOf(1), nameOf(2)].map((input) => (input as HTMLInputElement).value)).toEqual([
      'Branch 1',
      'Branch 2',
    ]);
    expect(items()).toEqual(['3 steps Switch Compare Delete', '2 steps shown']);
    expect(session.step).toBe(2);
  });

  test('the same act at the same step returns to the branch that has it', () => {
    const session = sessionOn(THREE, 3);
    const told = session.sentence;
    session.jump(1);
    session.next();
    session.next();
    expect(session.sentence).toBe(told);
    show(session);
    expect(items()).toEqual(['3 steps shown']);
  });

  test('the transport counts them', async () => {
    const session = sessionOn(THREE, 2);
    showLab(session);
    await userEvent.click(button('1 branch'));
    expect(await screen.findByRole('dialog', { name: 'Branches' })).toBeVisible();
    await userEvent.click(button('Close'));
    session.jump(0);
    session.do({ action: 'timeout', node: 'n3' });
    expect(await screen.findByRole('button', { name: '2 branches' })).toBeInTheDocument();
  });

  test('a branch can be renamed', async () => {
    const { session, user } = show();
    await user.clear(nameOf(1));
    await user.type(nameOf(1), 'Calm{Enter}');
    await user.tab();
    expect(session.timeline.branches.map(({ name }) => name)).toEqual(['Calm', 'Branch 2']);
    expect(button('Switch to Calm')).toBeInTheDocument();
    expect(button('Delete Calm')).toBeInTheDocument();
  });

  test('an empty name is refused', async () => {
    const { session, user } = show();
    await user.clear(nameOf(1));
    await user.type(nameOf(1), '  ');
    await user.tab();
    expect(session.timeline.branches[0]?.name).toBe('Branch 1');
    expect(nameOf(1)).toHaveValue('Branch 1');
    expect(button('Switch to Branch 1')).toBeInTheDocument();
  });

  test('switching shows the other branch at the same step', async () => {
    const { session, user } = show();
    const second = session.world;
    await user.click(button('Switch to Branch 1'));
    expect(session.step).toBe(2);
    expect(session.lastStep).toBe(3);
    expect(session.sentence).toMatch(/^n2 votes for n1/);
    expect(items()).toEqual(['3 steps shown', '2 steps Switch Compare Delete']);
    await user.click(button('Switch to Branch 2'));
    expect(session.world).toBe(second);
  });

  test('a branch is compared with the shown one, or any two steps are', async () => {
    const { oncompare, user } = show();
    await user.click(button('Compare with Branch 1'));
    expect(oncompare).toHaveBeenLastCalledWith(1);
    await user.click(button('Compare two steps'));
    expect(oncompare).toHaveBeenLastCalledWith(null);
  });

  test('a branch can be deleted, and Undo restores it unchanged', async () => {
    const { session, user } = show();
    const before = session.timeline;
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    await user.click(button('Delete Branch 1'));
    expect(items()).toEqual(['2 steps shown']);
    await user.click(button('Undo'));
    expect(session.timeline).toEqual(before);
    expect(items()).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  test('acts after a deletion stay when the deletion is undone', () => {
    const session = forked();
    session.remove(1);
    session.do({ action: 'timeout', node: 'n2' });
    const { world } = session;
    session.undo();
    expect(session.timeline.branches.map(({ id }) => id)).toEqual([1, 2]);
    expect(session.world).toBe(world);
  });

  test('a deletion cannot be undone in another scenario', () => {
    const session = forked();
    session.remove(1);
    expect(session.undoable).toBe('Branch 1 is deleted.');
    session.load(opened('title = "Other"\nnum_nodes = 2'));
    expect(session.undoable).toBe('Another scenario is open.');
    session.undo();
    expect(session.timeline.branches.map(({ id }) => id)).toEqual([2]);
  });

  test('Keep reports its outcome', async () => {
    const onkeep = vi.fn(async () => 'Kept: 2 branches.');
    const { user } = show(forked(), { onkeep });
    await user.click(button('Keep all in this browser'));
    expect(onkeep).toHaveBeenCalledOnce();
    expect(screen.getByRole('status')).toHaveTextContent('Kept: 2 branches.');
  });

  test('leads to the runs that are kept', async () => {
    const { user, onsaved } = show();
    await user.click(button('Runs kept here…'));
    expect(onsaved).toHaveBeenCalledOnce();
  });

  test('Close closes', async () => {
    const { onclose, user } = show();
    await user.click(button('Close'));
    expect(onclose).toHaveBeenCalled();
  });
});
