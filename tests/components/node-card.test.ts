import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { portrait } from '../../src/lib/systems/raft/portrait';
import type { RaftState } from '../../src/lib/systems/raft/state';
import Changed from '../../src/lib/ui/panels/inspect/Changed.svelte';
import { cellsInLines } from '../../src/lib/picture/cells';
import { changeOf, changesBetween, takenTogether, type NodeChange } from '../../src/lib/picture/changes';
import NodeCard from '../../src/lib/ui/panels/stage/NodeCard.svelte';
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
      { node: 'n1', row: null, fields: ['role', 'currentTerm', 'votedFor'], cells: new Map(), lines: [] },
    );
    const marked = [...card.querySelectorAll('.changed')].map(({ textContent }) => textContent?.trim());
    expect(marked).toEqual(['candidate', 'term 2', 'n1']);
  });

  test('says of what the step changed what it was', () => {
    const [old, now] = [
      node({ votedFor: 'n2' }),
      node({ votedFor: 'n1', currentTerm: 3, role: 'candidate' }),
    ];
    const { card } = show(now, changeOf(portrait(old), portrait(now)));
    const text = card.textContent?.replace(/\s+/g, ' ');
    expect(text).toMatch(/candidate\s?, changed, was follower/);
    expect(text).toMatch(/term 3\s?, changed, was 0/);
    expect(text).toMatch(/vote n1\s?, changed, was n2/);
    expect(text?.match(/, changed/g)).toHaveLength(3);
  });

  test('marks in words and by sign what the step did to each log entry', () => {
    const three = [...LOG, { term: 2, op: 'noop' }] as RaftState['log'];
    const [old, now] = [
      { log: three },
      { log: [LOG[0], { ...LOG[1], term: 3 }] as RaftState['log'], commitIndex: 1, lastApplied: 1 },
    ];
    const { card } = show(now, changeOf(portrait(node(old)), portrait(node(now))));
    const entries = within(within(card).getByRole('list', { name: 'Log' })).getAllByRole('listitem');
    expect(entries.map((entry) => [entry.getAttribute('aria-label'), entry.textContent?.trim()])).toEqual([
      ['index 1, term 1, a=1, committed, just committed and applied', '✓» t1a=1'],
      ['index 2, term 3, del a, not committed, just overwritten', '± t3del a'],
      ['index 3, term 2, no-op, not committed, just truncated', '× t2no-op'],
    ]);
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
    const cells = changesBetween(session.system, session.before, session.world).get('n1')?.cells;
    expect([...(cells ?? [])].map(([index, { kinds }]) => [index, kinds])).toEqual([[1, ['appended']]]);
  });

  test('takes alike entries and alike fields together', () => {
    const none = portrait(
      node({ role: 'leader', nextIndex: { n2: 1, n3: 1 }, matchIndex: { n2: 0, n3: 0 } }),
    );
    const some = portrait(
      node({
        role: 'leader',
        log: [...LOG, ...LOG] as RaftState['log'],
        commitIndex: 1,
        nextIndex: { n2: 2, n3: 2 },
        matchIndex: { n2: 1, n3: 0 },
      }),
    );
    const { lines, cells } = changeOf(none, some);
    expect(takenTogether(lines).map(({ field, before, after }) => [field, before, after])).toEqual([
      ['commitIndex', '0', '1'],
      ['nextIndex[n2 n3]', '1', '2'],
      ['matchIndex[n2]', '0', '1'],
    ]);
    expect(cellsInLines(cells)).toEqual([
      { indices: '1', kinds: ['appended', 'settled'], text: 't1 a=1' },
      { indices: '2–4', kinds: ['appended'], text: null },
    ]);
  });

  test('is listed in words', () => {
    const [old, now] = [{ log: LOG }, { log: [{ ...LOG[0], term: 2 }] as RaftState['log'] }];
    const change = changeOf(portrait(node(old)), portrait(node(now)));
    render(Changed, { changes: [change] });
    const items = within(screen.getByRole('list', { name: 'Changed' })).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual([
      'n1 log 1 ± overwritten t1 a=1 → t2 a=1',
      'n1 log 2 × truncated t2 del a',
    ]);
  });
});
