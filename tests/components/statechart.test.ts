import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { expect, test, vi } from 'vitest';
import Statechart from '../../src/lib/ui/panels/statechart/Statechart.svelte';
import { sessionOn } from './samples';

const VOTE = `
num_nodes = 3
num_clients = 0
[[node]]
id = "n2"
log = [1]
[[step]]
action = "timeout"
node = "n1"
[[step]]
action = "deliver"
to = "n2"
[[step]]
action = "crash"
node = "n3"
`;

async function show(toml: string, steps: number) {
  const session = sessionOn(toml, steps);
  render(Statechart, { session, onmessage: vi.fn(), onnode: vi.fn() });
  await session.system.details();
  await tick();
  return { session, view: screen.getByRole('region', { name: 'Statechart' }) };
}

const asked = (id: string) =>
  within(screen.getByRole('group', { name: `What ${id} asked and took` }))
    .queryAllByRole('listitem')
    .map((item) => item.textContent?.replace(/\s+/g, ' ').trim());

test('shows the machine of the node that the step was about: its role, and what it took', async () => {
  await show(VOTE, 1);
  expect(screen.getByRole('combobox', { name: 'Machine of' })).toHaveDisplayValue('the last step (n1)');
  expect(screen.getByRole('img')).toHaveAccessibleName(/^n1 is candidate; it took 1/);
  expect(asked('n1')).toEqual([
    'timeout → candidate: startElection',
    expect.stringMatching(/^✗ hasMajority no votes 1 ≥ majority of 3 2 ✗/),
    expect.stringMatching(/^votes 1/),
  ]);
});

test('shows the guard that said no, with the values that made it say so', async () => {
  await show(VOTE, 2);
  const lines = asked('n2').join('; ');
  expect(lines).toContain('✗ grantsVote no');
  expect(lines).toContain('lastLogTerm 0 > own last term 1 ✗ does not hold decided');
  expect(lines).toContain('RequestVote → refuseVote');
});

test('another node can be chosen, and a crashed one is shown as such', async () => {
  await show(VOTE, 3);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Machine of' }), 'n3');
  expect(screen.getByRole('img')).toHaveAccessibleName(/^n3 is crashed; it took no transition/);
});

test.each([
  ['crashes', 'crash', 'n3 crashes: its machine stops here.'],
  ['restarts', 'restart', 'n3 restarts: its machine begins again as follower.'],
  ['stays down', 'timeout', 'n3 is crashed: nothing reaches its machine until it restarts.'],
])('says what a step did to the machine of a node that %s', async (_, action, sentence) => {
  const node = action === 'timeout' ? 'n1' : 'n3';
  const crash = '[[step]]\naction = "crash"\nnode = "n3"\n';
  const then = action === 'crash' ? '' : `[[step]]\naction = "${action}"\nnode = "${node}"\n`;
  await show(`num_nodes = 3\nnum_clients = 0\n${crash}${then}`, then === '' ? 1 : 2);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Machine of' }), 'n3');
  expect(screen.getByText(sentence)).toBeVisible();
});

test('says of a node that the step was not about that it was handed nothing', async () => {
  await show(VOTE, 2);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Machine of' }), 'n3');
  expect(screen.getByText('This step hands nothing to n3: its machine stays as it is.')).toBeVisible();
});

test('is a table too, which says what was taken and what said no', async () => {
  const { view } = await show(VOTE, 2);
  await userEvent.click(within(view).getByRole('button', { name: 'As a table' }));
  const rows = within(view).getAllByRole('row', { name: /^follower RequestVote/ });
  expect(rows.map(({ children }) => [...children].map((cell) => cell.textContent?.trim()).join(' '))).toEqual(
    [
      'follower RequestVote grantsVote the same grantVote said no',
      'follower RequestVote – the same refuseVote taken',
    ],
  );
});

test('says so where a system has no role machine', async () => {
  await show('system = "single"\nnum_clients = 0', 0);
  expect(screen.getByText(/Nodes of Single server have one role each/)).toBeVisible();
});

test('draws each state as a node in it is drawn on the stage', async () => {
  await show('system = "multipaxos"\nnum_clients = 0', 0);
  const drawn = ['idle', 'preparing', 'leading'].map((state) => screen.getByText(state).closest('.box'));
  expect(drawn.map((box) => box?.className.split(' ')[1])).toEqual(['follower', 'candidate', 'leader']);
});
