import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { BrowserRuns } from '../../src/lib/ui/app/browser-runs.svelte';
import { runs as store } from '../../src/lib/ui/app/browser-store';
import SavedRunsDialog from '../../src/lib/ui/app/saved/SavedRunsDialog.svelte';
import { Source } from '../../src/lib/ui/app/source.svelte';
import { sessionOn } from './samples';

beforeEach(() => localStorage.clear());

/** Keeps two runs, the second with two branches, and shows what is kept beside a third. */
async function show() {
  for (const title of ['First', 'Second']) {
    const session = sessionOn(`title = "${title}"\nnum_nodes = 3`, 3);
    if (title === 'Second') {
      session.jump(1);
      session.do({ action: 'timeout', node: 'n2' });
    }
    await new BrowserRuns(session, new Source(session, 'single', null)).save();
  }
  const session = sessionOn('title = "Third"\nnum_nodes = 3');
  const runs = new BrowserRuns(session, new Source(session, 'single', null));
  const { container } = render(SavedRunsDialog, { runs, onclose: vi.fn() });
  await screen.findByRole('button', { name: 'Open First' });
  return { session, container, user: userEvent.setup() };
}

const press = (name: string) => screen.getByRole('button', { name });
const status = () => screen.getByRole('status');
const names = () =>
  screen
    .getAllByRole('textbox')
    .map((field) => (field as HTMLInputElement).value)
    .sort();

test('each has a picture of its branches, and is opened', async () => {
  const { session, container, user } = await show();
  const paths = screen.getAllByRole('listitem').map((item) => item.querySelectorAll('path').length);
  expect(paths.sort()).toEqual([1, 2]);
  await user.click(press('Open First'));
  expect(status()).toHaveTextContent('First is open.');
  expect(session.scenario.setup.title).toBe('First');
  expect(within(container).getByRole('list', { name: 'Kept in this browser' })).toBeInTheDocument();
});

test('one is given another name, which is never empty', async () => {
  const { user } = await show();
  const field = screen.getByRole('textbox', { name: 'Name of First' });
  await user.clear(field);
  await user.tab();
  expect(names()).toEqual(['First', 'Second']);
  await user.type(screen.getByRole('textbox', { name: 'Name of First' }), ' of all');
  await user.tab();
  expect(names()).toEqual(['First of all', 'Second']);
  expect(store.list().map(({ name }) => name)).toContain('First of all');
});

test('one that is deleted comes back with Undo', async () => {
  const { user } = await show();
  await user.click(press('Delete Second'));
  expect(names()).toEqual(['First']);
  expect(status()).toHaveTextContent('Second is deleted.');
  await user.click(press('Undo'));
  expect(names()).toEqual(['First', 'Second']);
});

test('all are saved as one file, and added from it again, none of them twice', async () => {
  const { user } = await show();
  const file = new File([store.exported().text], 'lockstep-runs.json', { type: 'application/json' });
  await user.click(press('Delete Second'));
  await user.upload(screen.getByLabelText('File of runs'), file);
  await vi.waitFor(() => expect(status()).toHaveTextContent('1 run was added.'));
  expect(names()).toEqual(['First', 'Second']);
});

test('one that cannot be read is left out of the file, which is said', async () => {
  localStorage.setItem('lockstep.run.broken', 'x');
  const { user } = await show();
  URL.createObjectURL = () => 'blob:x';
  await user.click(press('Save all as a file'));
  expect(status()).toHaveTextContent('1 run could not be read and is left out.');
});

test.each(['', '{}', '[1]', '{"lockstep":"runs"}', '<script>alert(1)</script>', 'num_nodes = 3'])(
  'a file of %j is none of runs, and says what would be',
  async (text) => {
    const { user } = await show();
    await user.upload(
      screen.getByLabelText('File of runs'),
      new File([text], 'runs.json', { type: 'application/json' }),
    );
    await vi.waitFor(() => expect(status()).toHaveTextContent('This file holds no runs: expected one that'));
    expect(names()).toEqual(['First', 'Second']);
  },
);
