import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import Dock from '../../src/lib/ui/app/lab/dock/Dock.svelte';
import { VIEWS } from '../../src/lib/ui/app/lab/dock/views';
import { sessionOn } from './samples';

function show(projector: boolean, system = 'raft') {
  render(Dock, {
    session: sessionOn(`system = "${system}"\nnum_nodes = 3`, 3),
    onsize: vi.fn(),
    projector,
    onmessage: vi.fn(),
    onnode: vi.fn(),
  });
  return userEvent.setup();
}

const tab = (name: string) => screen.getByRole('button', { name });

test('every view has a tab, and the first is shown', () => {
  show(false);
  const [first, ...others] = VIEWS.filter(({ projector, shows }) => !projector && !shows);
  expect(tab(first?.title ?? '')).toHaveAttribute('aria-pressed', 'true');
  for (const { title } of others) expect(tab(title)).toHaveAttribute('aria-pressed', 'false');
  expect(screen.queryByRole('button', { name: 'Client' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Reads' })).toBeNull();
});

test.each(VIEWS)('the view $title comes when its tab is pressed', async ({ title, shows }) => {
  const user = show(true, shows ? 'gossip' : 'raft');
  await user.click(tab(title));
  expect(tab(title)).toHaveAttribute('aria-pressed', 'true');
  const dock = screen.getByRole('region', { name: 'Views' });
  await waitFor(() => expect(dock.querySelector('.view')?.textContent?.trim()).toBeTruthy());
  expect(screen.queryByRole('alert')).toBeNull();
});

test('replaces the stage, and shows it again', async () => {
  const user = show(false);
  await user.click(tab('Larger'));
  expect(tab('Show the stage')).toHaveAttribute('aria-expanded', 'true');
  await user.click(tab('Show the stage'));
  expect(tab('Larger')).toHaveAttribute('aria-expanded', 'false');
});

test('on the projector a tab opens its view and closes it', async () => {
  const user = show(true);
  expect(screen.queryByRole('button', { name: 'Show the stage' })).toBeNull();
  await user.click(tab('Client'));
  expect(await screen.findByRole('button', { name: 'Send' })).toBeVisible();
  await user.click(tab('Client'));
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
});
