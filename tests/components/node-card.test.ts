import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { portrait } from '../../src/lib/raft/portrait';
import type { RaftState } from '../../src/lib/raft/state';
import type { NodeChange } from '../../src/lib/ui/inspect/changes';
import { changesBetween } from '../../src/lib/ui/inspect/changes';
import NodeCard from '../../src/lib/ui/stage/NodeCard.svelte';
import { LED, node, sessionOn } from './samples';

const LOG = [
  { term: 1, op: 'put', key: 'a', value: '1' },
  { term: 2, op: 'delete', key: 'a' },
] as RaftState['log'];

function show(given: Partial<RaftState>, change?: NodeChange) {
  const onopen = vi.fn();
  render(NodeCard, { node: portrait(node(given)), change, density: 'full', onopen });
  return { card: screen.getByRole('article'), onopen };
}

describe('a node card', () => {
  test.each([
    ['follower', {}],
    ['candidate', { role: 'candidate' }],
    ['leader', { role: 'leader' }],
    ['crashed', { alive: false }],
    ['crashed', { alive: false, role: 'leader' }],
  ] as const)('says in its name and in words that the node is %s', (role, given) => {
    const { card } = show({ ...given, currentTerm: 3 });
    expect(card).toHaveAccessibleName(`n1, ${role}, term 3`);
    expect(within(card).getByText(role)).toBeInTheDocument();
    expect(within(card).getByText('term 3')).toBeInTheDocument();
  });

  test('draws each role with a shape of its own', () => {
    const shapes = [{}, { role: 'candidate' }, { role: 'leader' }, { alive: false }].map((given) => {
      const { container, unmount } = render(NodeCard, {
        node: portrait(node(given as Partial<RaftState>)),
        change: undefined,
        density: 'full',
        onopen: vi.fn(),
      });
      const shape = container.querySelector('svg')?.innerHTML;
      unmount();
      return shape;
    });
    expect(new Set(shapes).size).toBe(4);
  });

  test('shows whom it voted for, how far it has committed, and its store', () => {
    const { card } = show({ votedFor: 'n2', commitIndex: 4, store: { a: '1', b: '2' } });
    expect(card).toHaveTextContent('vote n2');
    expect(card).toHaveTextContent('commit 4');
    expect(card).toHaveTextContent('store a=1 b=2');
  });

  test('announces of each log entry whether it is committed', () => {
    const { card } = show({ log: LOG, commitIndex: 1, currentTerm: 2 });
    const entries = within(within(card).getByRole('list', { name: 'Log' })).getAllByRole('listitem');
    expect(entries.map((entry) => entry.getAttribute('aria-label'))).toEqual([
      'index 1, term 1, a=1, committed',
      'index 2, term 2, del a, not committed',
    ]);
  });

  test('of a long log it shows the end and says how many entries come before', () => {
    const log = Array.from({ length: 10 }, (_, i) => ({ term: 1, op: 'put', key: `k${i}`, value: 'x' }));
    const { card } = show({ log: log as RaftState['log'] });
    expect(within(card).getByLabelText(/^\d+ earlier entries$/)).toBeInTheDocument();
    expect(within(card).getByLabelText(/^index 10, /)).toBeInTheDocument();
  });

  test('says that an empty log is empty', () => {
    expect(show({}).card).toHaveTextContent('log empty');
  });

  test('marks the fields that the step changed, and no others', () => {
    const { card } = show(
      { currentTerm: 2, votedFor: 'n1', role: 'candidate' },
      { node: 'n1', fields: ['role', 'currentTerm', 'votedFor'], cells: new Map(), lines: [] },
    );
    const marked = [...card.querySelectorAll('.changed')].map(({ textContent }) => textContent?.trim());
    expect(marked).toEqual(['candidate', 'term 2', 'n1']);
  });

  test('marks the log entries that the step wrote', () => {
    const { card } = show(
      { log: LOG },
      { node: 'n1', fields: ['log'], cells: new Map([[2, 'appended']]), lines: [] },
    );
    expect(within(card).getByLabelText(/^index 2/)).toHaveClass('written');
    expect(within(card).getByLabelText(/^index 1/)).not.toHaveClass('written');
  });

  test('opens by its name', async () => {
    const { onopen } = show({});
    await userEvent.click(screen.getByRole('button', { name: 'Open n1' }));
    expect(onopen).toHaveBeenCalledExactlyOnceWith('n1');
  });
});

describe('what a step changed', () => {
  test('is nothing at the start', () => {
    const { system, world } = sessionOn(LED);
    expect(changesBetween(system, null, world).size).toBe(0);
  });

  test('names the fields of each node that differs, and no other node', () => {
    const session = sessionOn(LED);
    session.do({ action: 'timeout', node: 'n2' });
    const changes = changesBetween(session.system, session.before, session.world);
    expect([...changes.keys()]).toEqual(['n2']);
    expect(changes.get('n2')?.lines).toEqual(
      expect.arrayContaining([
        { field: 'role', before: 'follower', after: 'candidate' },
        { field: 'currentTerm', before: '0', after: '1' },
        { field: 'votedFor', before: 'nobody', after: 'n2' },
      ]),
    );
  });

  test('tells what was done to each log entry', () => {
    const session = sessionOn(LED);
    session.do({ action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' });
    session.next();
    expect(changesBetween(session.system, session.before, session.world).get('n1')?.cells).toEqual(
      new Map([[1, 'appended']]),
    );
  });
});
