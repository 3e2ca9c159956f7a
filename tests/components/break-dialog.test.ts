import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { raft } from '../../src/lib/scenario/systems/raft';
import { CALM } from '../../src/lib/sim/chaos';
import { isHeld } from '../../src/lib/sim/network';
import BreakDialog from '../../src/lib/ui/app/lab/BreakDialog.svelte';
import { BUG_NAMES } from '../../src/lib/systems/raft/bugs';
import { LED, sessionOn } from './samples';
import { showLab } from './show-lab';

const button = (name: string | RegExp) => screen.getByRole('button', { name });
/** The checkbox of a node or a bug. A bug's name may be followed by what it does. */
const box = (name: string) => screen.getByRole('checkbox', { name: new RegExp(`^${name}( |$)`) });

const catalogue = (await raft.details()).bugs;

function show(bugs: readonly string[] = [], toml = LED) {
  const calls = { onact: vi.fn(), onbugs: vi.fn(), onchaos: vi.fn(), onclose: vi.fn() };
  const { rerender } = render(BreakDialog, {
    world: sessionOn(toml).world,
    catalogue,
    losses: raft.losses,
    bugs,
    chaos: CALM,
    ...calls,
  });
  return { ...calls, rerender, user: userEvent.setup() };
}

/** The dialog in the lab, after some steps. */
async function showInLab(toml = LED, steps = 0) {
  const session = sessionOn(toml, steps);
  showLab(session);
  const user = userEvent.setup();
  await user.click(button('Break…'));
  return { session, user, dialog: await screen.findByRole('dialog', { name: 'Break things' }) };
}

describe('breaking things', () => {
  test('crashes and restarts a node, and shows its state', async () => {
    const { session, user, dialog } = await showInLab();
    const nodes = () =>
      within(dialog)
        .getAllByRole('listitem')
        .map((item) => item.textContent?.trim());
    expect(nodes()[1]).toMatch(/^n2 follower/);
    await user.click(within(dialog).getByRole('button', { name: 'Crash n2' }));
    expect(session.world.nodes['n2']?.alive).toBe(false);
    expect(nodes()[1]).toMatch(/^n2 crashed/);
    expect(within(dialog).queryByRole('button', { name: 'Crash n2' })).toBeNull();
    expect(dialog).toHaveTextContent('A crash loses all but the current term, the vote and the log');
    await user.click(within(dialog).getByRole('button', { name: 'Restart n2' }));
    expect(session.world.nodes['n2']).toMatchObject({ alive: true, role: 'follower' });
    expect(within(dialog).getByRole('button', { name: 'Crash n2' })).toBeInTheDocument();
    expect(session.path.slice(1).map(({ act }) => act)).toEqual([
      { action: 'crash', node: 'n2' },
      { action: 'restart', node: 'n2' },
    ]);
  });

  test('makes a partition, which holds messages back, and heals it', async () => {
    const { session, user, dialog } = await showInLab();
    session.do({ action: 'heartbeat', node: 'n1' });
    await user.click(within(dialog).getByRole('checkbox', { name: 'n3' }));
    expect(dialog).toHaveTextContent('n1 n2 | n3');
    await user.click(button('Cut the network'));
    expect(session.world.network.groups).toEqual([['n1', 'n2'], ['n3']]);
    expect(dialog).toHaveTextContent('The network is cut: n1 n2 | n3');
    const toFar = session.world.network.inFlight.filter(({ to }) => to === 'n3');
    expect(toFar).not.toHaveLength(0);
    expect(toFar.every((message) => isHeld(session.world, message))).toBe(true);
    await user.click(button('Heal the network'));
    expect(session.world.network.groups).toBeNull();
    expect(screen.queryByRole('button', { name: 'Heal the network' })).toBeNull();
    expect(dialog).not.toHaveTextContent('The network is cut');
    expect(toFar.some((message) => isHeld(session.world, message))).toBe(false);
  });

  test('one cut can follow another without healing', async () => {
    const { session, user } = await showInLab();
    await user.click(box('n3'));
    await user.click(button('Cut the network'));
    await user.click(box('n2'));
    await user.click(button('Cut the network'));
    expect(session.world.network.groups?.map((group) => [...group].sort())).toEqual([['n1'], ['n2', 'n3']]);
  });

  test('a cut of no node or of all nodes is refused with a sentence', async () => {
    const { onact, user } = show();
    const dialog = await screen.findByRole('dialog', { name: 'Break things' });
    const refused = async () => {
      expect(button('Cut the network')).toHaveAttribute('aria-disabled', 'true');
      expect(dialog).toHaveTextContent('Choose some nodes, but not all.');
      await user.click(button('Cut the network'));
      expect(onact).not.toHaveBeenCalled();
    };
    await refused();
    for (const id of ['n1', 'n2', 'n3']) await user.click(box(id));
    await refused();
    await user.click(box('n2'));
    expect(dialog).not.toHaveTextContent('Choose some nodes');
    await user.click(button('Cut the network'));
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action: 'partition', groups: [['n2'], ['n1', 'n3']] });
  });

  test('says that a cluster of one node cannot be cut', async () => {
    const { onact, user } = show([], 'num_nodes = 1\nnum_clients = 0');
    await user.click(box('n1'));
    await user.click(button('Cut the network'));
    expect(onact).not.toHaveBeenCalled();
  });

  test('every bug can be switched on and off; the others stay', async () => {
    const { onbugs, rerender, user } = show(['vote-twice']);
    for (const name of BUG_NAMES) expect(box(name)).toBeInTheDocument();
    expect(box('vote-twice')).toBeChecked();
    expect(box('no-step-down')).not.toBeChecked();
    await user.click(box('no-step-down'));
    expect(onbugs).toHaveBeenLastCalledWith(['vote-twice', 'no-step-down']);
    await rerender({ bugs: ['vote-twice', 'no-step-down'] });
    expect(box('no-step-down')).toBeChecked();
    await user.click(box('vote-twice'));
    expect(onbugs).toHaveBeenLastCalledWith(['no-step-down']);
  });

  test('the list of bugs is folded until one is on', () => {
    show();
    expect(screen.getByText('Bugs to switch on').closest('details')).not.toHaveAttribute('open');
  });

  test('a bug switched on does the same acts again with it, and stays where the person stood', async () => {
    const { session, user } = await showInLab('num_nodes = 3\nnum_clients = 0', 4);
    session.jump(2);
    const acts = session.path.map(({ act }) => act);
    await user.click(screen.getByText('Bugs to switch on'));
    await user.click(box('no-step-down'));
    expect(session.scenario.setup.options['raft']).toMatchObject({ bugs: ['no-step-down'] });
    expect(session.path.map(({ act }) => act)).toEqual(acts);
    expect(session.step).toBe(2);
    expect(screen.getByText('bug on: no-step-down')).toBeInTheDocument();
    await user.click(box('no-step-down'));
    expect(session.scenario.setup.options['raft']).toMatchObject({ bugs: [] });
    expect(screen.queryByText(/bug on:/)).toBeNull();
  });

  test('chaos belongs to the session, and is still set when the dialog opens again', async () => {
    const { session, user } = await showInLab();
    await fireEvent.input(screen.getByRole('slider', { name: /^Messages lost/ }), {
      target: { value: '25' },
    });
    expect(session.chaos).toEqual({ ...CALM, loss: 0.25 });
    await user.click(button('Close'));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(button('Break…'));
    expect(screen.getByRole('slider', { name: /^Messages lost/ })).toHaveValue('25');
  });

  test('Close closes and does nothing else', async () => {
    const { onact, onbugs, onchaos, onclose, user } = show();
    await user.click(button('Close'));
    expect(onclose).toHaveBeenCalled();
    for (const call of [onact, onbugs, onchaos]) expect(call).not.toHaveBeenCalled();
  });
});
