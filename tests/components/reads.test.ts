import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import Dock from '../../src/lib/ui/app/lab/dock/Dock.svelte';
import ReadsView from '../../src/lib/ui/panels/reads/ReadsView.svelte';
import { sessionOn } from './samples';

const GOSSIP = `
system = "gossip"
num_nodes = 2
requests_per_client = 0
[[step]]
action = "request"
client = "c1"
op = "put"
key = "number"
value = "7"
[[step]]
action = "settle"
[[step]]
action = "heartbeat"
node = "g1"
[[step]]
action = "settle"
`;

const given = { onmessage: vi.fn(), onnode: vi.fn() };
const row = (client: string) => screen.getByRole('row', { name: new RegExp(`^${client} `) });

function show(steps: number) {
  const session = sessionOn(GOSSIP);
  session.jump(steps);
  render(ReadsView, { session, ...given });
}

describe('what clients could have read', () => {
  test('while servers differ, says which value each holds', () => {
    show(3);
    expect(screen.getByText(/Not converged/).parentElement).toHaveTextContent('g1 holds 7; g2 holds 0.');
    expect(row('c1')).toHaveTextContent(/g1\s*7\s*0 steps 0 to 1/);
    expect(row('c4')).toHaveTextContent(/g2\s*0\s*–/);
  });

  test('once all hold the same, says that it has converged, and what could be read until then', () => {
    show(5);
    expect(screen.getByText('converged').closest('p')).toHaveTextContent('every server holds 7.');
    expect(row('c4')).toHaveTextContent(/g2\s*7\s*0 steps 0 to 4/);
  });

  test('a view of its own, for systems whose servers answer alone', async () => {
    const session = sessionOn(GOSSIP);
    const { rerender } = render(Dock, { session, onsize: vi.fn(), projector: false, ...given });
    await userEvent.setup().click(screen.getByRole('button', { name: 'Reads' }));
    expect(await screen.findByRole('region', { name: 'What clients could have read' })).toBeVisible();
    await rerender({ session: sessionOn('num_nodes = 3'), onsize: vi.fn(), projector: false, ...given });
    expect(screen.queryByRole('button', { name: 'Reads' })).toBeNull();
    expect(
      within(screen.getByRole('region', { name: 'Views' })).getByRole('button', { name: 'Trace' }),
    ).toBeVisible();
  });
});
