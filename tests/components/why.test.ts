import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { tick } from 'svelte';
import type { Subject } from '../../src/lib/protocol/lack';
import NodeDialog from '../../src/lib/ui/panels/inspect/NodeDialog.svelte';
import Told from '../../src/lib/ui/panels/told/Told.svelte';
import Why from '../../src/lib/ui/panels/why/Why.svelte';
import WhyDialog from '../../src/lib/ui/panels/why/WhyDialog.svelte';
import { LED, sessionOn } from './samples';
import StageOn from './StageOn.svelte';

const PUT = `${LED}
[[step]]
action = "request"
client = "c1"
op = "put"
key = "a"
value = "1"
[[step]]
action = "deliver"
[[step]]
action = "deliver"
to = "n2"
`;

const REFUSED = `
num_nodes = 3
num_clients = 0
[[node]]
id = "n2"
log = [1]
[[step]]
action = "timeout"
node = "n1"
[[step]]
action = "timeout"
node = "n1"
[[step]]
action = "deliver"
to = "n2"
[[step]]
action = "deliver"
from = "n2"
`;

function happened(toml: string, steps: number) {
  const session = sessionOn(toml, steps);
  const onwhy = vi.fn();
  const { moment, before, sentence: told, system } = session;
  const onback = vi.fn();
  render(Told, { moment, told, system, leftAt: session.leftAt, onback });
  render(Why, { moment, before, system, onwhy });
  const top = screen.getByRole('region', { name: /what just happened/ });
  return { onwhy, onback, top, panel: screen.getByRole('region', { name: 'Why' }) };
}

const linesOf = (list: HTMLElement) =>
  within(list)
    .getAllByRole('listitem')
    .map((item) => item.textContent?.replace(/\s+/g, ' ').trim());

describe('what just happened', () => {
  test('tells the step in a sentence, with the rule and its section', () => {
    const { top, panel } = happened(REFUSED, 3);
    expect(top).toHaveTextContent('n2 refuses to vote for n1: n2’s log is newer (last term 1;');
    expect(panel).toHaveTextContent('No vote for an older log:');
    const link = within(top).getByRole('link', { name: /^No vote for an older log, .*§5\.4\.1/ });
    expect(link.getAttribute('href')).toMatch(/\/rules\/#raft-vote-up-to-date$/);
  });

  test('shows each comparison with both values, what held, and which decided', () => {
    const { panel } = happened(REFUSED, 3);
    expect(linesOf(within(panel).getByRole('list', { name: 'What was compared' }))).toEqual([
      'term 1 ≥ currentTerm 1 ✓ holds',
      'votedFor nobody in nobody or n1 ✓ holds',
      'lastLogTerm 0 > own last term 1 ✗ does not hold decided',
    ]);
  });

  test('says where a bug decided against what was compared', () => {
    const bug = '[raft]\nbugs = ["vote-ignores-log"]\n[[node]]';
    const { top, panel } = happened(REFUSED.replace('[[node]]', bug), 3);
    expect(top).toHaveTextContent('n2 votes for n1 in term 1 although n2’s log is newer');
    const compared = within(panel).getByRole('list', { name: 'What was compared' });
    expect(linesOf(compared).at(-1)).toBe(
      'lastLogTerm 0 > own last term 1 ✗ does not hold overruled by a bug',
    );
  });

  test.each([
    ['an entry appended', PUT, 2, 'Why is index 1 not committed?', { kind: 'entry', node: 'n1', index: 1 }],
    [
      'one at a follower',
      PUT,
      3,
      'Why is index 1 not committed on n2?',
      { kind: 'entry', node: 'n2', index: 1 },
    ],
    [
      'a client that asked',
      PUT,
      1,
      'Why does c1 have no answer to put a=1?',
      { kind: 'client', client: 'c1', request: 1 },
    ],
    ['a refused vote', REFUSED, 3, 'Why does n2 not vote for n1?', { kind: 'vote', node: 'n1', by: 'n2' }],
    ['hearing of it', REFUSED, 4, 'Why does n2 not vote for n1?', { kind: 'vote', node: 'n1', by: 'n2' }],
    ['a candidacy', REFUSED, 2, 'Why does n1 not lead?', { kind: 'lead', node: 'n1' }],
  ])('asks after %s why not', async (_name, toml, steps, question, about) => {
    const { onwhy, panel } = happened(toml, steps);
    await userEvent.click(await within(panel).findByRole('button', { name: question }));
    expect(onwhy).toHaveBeenCalledExactlyOnceWith(about);
  });

  test('asks nothing where all has happened', async () => {
    const { panel } = happened(LED, 0);
    await import('../../src/lib/ui/panels/why/Questions.svelte');
    await tick();
    expect(within(panel).queryByRole('list', { name: 'Why not?' })).toBeNull();
  });
});

describe('why not', () => {
  async function show(about: Subject) {
    const { system, world } = sessionOn(PUT, 3);
    const onclose = vi.fn();
    const onsearch = vi.fn();
    render(WhyDialog, { system, world, about, onsearch, onclose });
    await system.details();
    await tick();
    return { onclose, onsearch, dialog: screen.getByRole('dialog') };
  }

  test('lists all that is lacking, each with its rule, and what else has not happened', async () => {
    const { dialog, onclose } = await show({ kind: 'entry', node: 'n1', index: 1 });
    expect(dialog).toHaveAccessibleName('Why is index 1 not committed?');
    const [first] = within(dialog).getAllByRole('list');
    expect(linesOf(first!)).toEqual([
      'Index 1 is on 1 of 3 servers as far as n1 knows; it needs 2. A majority commits §5.3',
      'n2 holds it already; n1 does not know this yet. Remember what matches §5.3',
      'Index 1 is in flight to n3. The leader appends §5.3',
    ]);
    expect(within(dialog).getByText('Why does c1 have no answer to put a=1?')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onclose).toHaveBeenCalled();
  });

  test('leads to the search for a run in which it happens', async () => {
    const { dialog, onsearch } = await show({ kind: 'entry', node: 'n1', index: 1 });
    const [first] = within(dialog).getAllByRole('button', { name: 'How can it happen?' });
    await userEvent.click(first!);
    expect(onsearch).toHaveBeenCalledExactlyOnceWith([{ node: 'n1', commit_index: 1 }]);
  });

  test('of what has happened says so', async () => {
    const { dialog } = await show({ kind: 'entry', node: 'n3', index: 9 });
    expect(dialog).toHaveTextContent('Nothing is lacking there any more.');
  });

  test('is answered beside an entry of a node', async () => {
    const { system, world, before } = sessionOn(PUT, 3);
    render(NodeDialog, { system, world, before, id: 'n2', onact: vi.fn(), onclose: vi.fn() });
    const details = (await screen.findByText('Why is index 1 not committed on n2?')).closest('details')!;
    expect(details).toHaveTextContent('Index 1 is on 1 of 3 servers as far as n1 knows; it needs 2.');
  });

  test('is asked from the card of a client that waits', async () => {
    const onwhy = vi.fn();
    render(StageOn, { props: { session: sessionOn(PUT, 3) }, context: new Map([['why', onwhy]]) });
    await userEvent.click(screen.getByRole('button', { name: 'Why waiting? Why c1 has no answer' }));
    expect(onwhy).toHaveBeenCalledExactlyOnceWith({ kind: 'client', client: 'c1', request: 1 });
  });

  test('is not asked of a client that does not wait', () => {
    render(StageOn, { props: { session: sessionOn(LED) }, context: new Map([['why', vi.fn()]]) });
    expect(screen.queryByRole('button', { name: /^waits/ })).toBeNull();
  });
});
