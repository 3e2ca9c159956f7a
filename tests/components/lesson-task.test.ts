import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { Task } from '../../src/lib/sim/action';
import TaskCard from '../../src/lib/ui/panels/lesson/TaskCard.svelte';

const task: Task = {
  action: 'task',
  do: 'Make **n3** lead.',
  until: [{ node: 'n3', role: 'leader' }],
  hint: 'Whose votes?',
  solution: [{ action: 'timeout', node: 'n3' }],
};

function show(missing: readonly string[], acts: number) {
  const calls = { onshow: vi.fn(), onagain: vi.fn(), ongo: vi.fn(), link: vi.fn() };
  render(TaskCard, { task, missing, acts, par: 3, ...calls });
  return calls;
}

test('says what is missing, and counts the acts', async () => {
  const { onshow } = show(['n3 does not lead'], 1);
  expect(screen.getByRole('heading')).toHaveTextContent('Your turn');
  expect(screen.getByRole('list', { name: 'Not yet' })).toHaveTextContent('not yet: n3 does not lead');
  expect(screen.getByText(/1 act so far; the par is 3/)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Show me' }));
  expect(onshow).toHaveBeenCalledOnce();
});

test('gives a hint when it is asked for', async () => {
  show(['x'], 0);
  expect(screen.queryByText('Whose votes?')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Hint' }));
  expect(screen.getByText('Whose votes?')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test.each([
  [3, 'Done in 3 acts; the par is 3.'],
  [5, 'Done in 5 acts; the par is 3.'],
  [2, 'Done in 2 acts; the par is 3. That beats it.'],
])('done in %i acts, it says so beside the par', async (acts, told) => {
  const { ongo, onagain, link } = show([], acts);
  expect(screen.getByRole('status')).toHaveTextContent(told);
  expect(screen.queryByRole('button', { name: 'Show me' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await userEvent.click(screen.getByRole('button', { name: 'Copy a link to it' }));
  expect([ongo, onagain, link].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
});

test('is not done before the first act, even if its goal holds', () => {
  show([], 0);
  expect(screen.getByRole('heading')).toHaveTextContent('Your turn');
});
