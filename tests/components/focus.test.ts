import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import LiveCluster from '../../src/lib/ui/app/home/LiveCluster.svelte';
import { sessionOn } from './samples';
import { showLab } from './show-lab';

const THREE = 'num_nodes = 3\nnum_clients = 0';
const button = (name: string | RegExp) => screen.getByRole('button', { name });

async function press(user: ReturnType<typeof userEvent.setup>, it: HTMLElement) {
  it.focus();
  await user.keyboard('{Enter}');
}

/** Three steps, and another branch from step 1 on. */
function forked() {
  const session = sessionOn(THREE, 3);
  session.jump(1);
  session.do({ action: 'timeout', node: 'n2' });
  return session;
}

test('a late close event leaves a newer dialog open', async () => {
  const user = userEvent.setup();
  showLab(sessionOn(THREE, 2));
  await press(user, button('Break…'));
  // The dialog is loaded with all others of the lab, which takes a while on a busy machine.
  const first = await screen.findByRole('dialog', { name: 'Break things' }, { timeout: 20_000 });
  (document.activeElement as HTMLElement).blur();
  first.removeAttribute('open');
  await user.keyboard('c');
  const second = await screen.findByRole('dialog', { name: 'Compare two steps' });
  first.dispatchEvent(new Event('close'));
  await tick();
  expect(second).toBeInTheDocument();
  expect(second).toBeVisible();
});

describe('the focus, if an act removes the focused element', () => {
  test('moves to the element now in its place in a dialog', async () => {
    const user = userEvent.setup();
    showLab(sessionOn(THREE, 2));
    await press(user, button('Break…'));
    const dialog = await screen.findByRole('dialog', { name: 'Break things' });
    await press(user, within(dialog).getByRole('button', { name: 'Crash n2' }));
    expect(within(dialog).getByRole('button', { name: 'Restart n2' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(within(dialog).getByRole('button', { name: 'Crash n2' })).toHaveFocus();
  });

  test.each(['Switch to Branch 1', 'Delete Branch 1'])(
    'stays among the branches after "%s"',
    async (name) => {
      const user = userEvent.setup();
      showLab(forked());
      await press(user, button('2 branches'));
      const dialog = await screen.findByRole('dialog', { name: 'Branches' });
      await press(user, within(dialog).getByRole('button', { name }));
      expect(dialog).toContainElement(document.activeElement as HTMLElement);
    },
  );

  test('stays in a dialog whose last part is undone', async () => {
    const user = userEvent.setup();
    showLab(forked());
    await press(user, button('2 branches'));
    const dialog = await screen.findByRole('dialog', { name: 'Branches' });
    await press(user, within(dialog).getByRole('button', { name: 'Delete Branch 1' }));
    await press(user, within(dialog).getByRole('button', { name: 'Undo' }));
    expect(dialog).toContainElement(document.activeElement as HTMLElement);
  });

  test.each(['Undo', 'Dismiss'])('comes to Next after "%s"', async (name) => {
    const user = userEvent.setup();
    showLab(sessionOn(THREE, 2));
    document.body.focus();
    await user.keyboard('r');
    await press(user, button(name));
    expect(screen.queryByRole('button', { name })).toBeNull();
    expect(button(/^Next/)).toHaveFocus();
  });

  test('returns after the blank screen', async () => {
    const user = userEvent.setup();
    showLab(sessionOn(THREE, 2));
    button('Break…').focus();
    await user.keyboard('b');
    expect(button('Show the screen again')).toHaveFocus();
    await user.keyboard('b');
    expect(button('Break…')).toHaveFocus();
    await user.keyboard('.');
    await user.keyboard(' ');
    expect(button('Break…')).toHaveFocus();
  });

  test('moves to Next on the home page too, from a delivered message', async () => {
    const user = userEvent.setup();
    render(LiveCluster);
    await press(user, await screen.findByRole('button', { name: /^StartElection/ }));
    await press(user, within(await screen.findByRole('dialog')).getByRole('button', { name: 'Deliver' }));
    await vi.waitFor(() => expect(button(/^Next/)).toHaveFocus());
  });
});
