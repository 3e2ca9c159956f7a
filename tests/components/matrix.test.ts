import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { portrait } from '../../src/lib/systems/raft/portrait';
import type { RaftState } from '../../src/lib/systems/raft/state';
import { changeOf } from '../../src/lib/picture/changes';
import LogMatrix from '../../src/lib/ui/panels/logs/LogMatrix.svelte';
import { matrixOf } from '../../src/lib/picture/logs/matrix';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { LED, node, sessionOn } from './samples';

const LOGS = `
num_nodes = 3
num_clients = 0
[[node]]
id = "n1"
role = "leader"
term = 3
log = [1, { term = 2, op = "put", key = "a", value = "1" }, 3]
commit_index = 1
[[node]]
id = "n2"
log = [1, 1, 1, 1]
`;

function show(toml = LOGS, acts: (session: Session) => void = () => {}) {
  const session = sessionOn(toml);
  acts(session);
  const onnode = vi.fn();
  render(LogMatrix, { session, onnode, onmessage: vi.fn() });
  return { session, onnode, user: userEvent.setup() };
}

/** The table as a screen reader presents it: each row by its header, its non-empty cells by their column. */
function table() {
  const [head, ...rows] = within(screen.getByRole('table')).getAllByRole('row');
  const columns = within(head as HTMLElement).getAllByRole('columnheader');
  expect(columns.map(({ textContent }) => textContent)).toEqual(['index', '1', '2', '3', '4']);
  return rows.map((row) => ({
    head: within(row).getByRole('rowheader').textContent?.replace(/\s+/g, ' ').trim(),
    cells: within(row)
      .getAllByRole('cell')
      .map((cell) => cell.querySelector('.visually-hidden')?.textContent ?? ''),
  }));
}

describe('the log matrix', () => {
  test('is a table of all logs by index, with what the leader believes of them', () => {
    show();
    expect(screen.getByRole('table', { name: 'The log of each node, by index' })).toBeInTheDocument();
    expect(table()).toEqual([
      {
        head: 'n1 t3 leader',
        cells: [
          'index 1, term 1, no-op, committed, applied',
          'index 2, term 2, a=1, not committed',
          'index 3, term 3, no-op, not committed',
          '',
        ],
      },
      {
        head: 'n2 t1 follower ] , matchIndex of n1: 0',
        cells: [
          'index 1, term 1, no-op, not committed',
          'index 2, term 1, no-op, not committed',
          'index 3, term 1, no-op, not committed',
          'index 4, term 1, no-op, not committed, nextIndex of n1',
        ],
      },
      {
        head: 'n3 t0 follower ] , matchIndex of n1: 0',
        cells: ['', '', '', 'index 4, nothing, nextIndex of n1'],
      },
    ]);
  });

  test('with two leaders says whose belief each mark is', () => {
    show(`
num_nodes = 3
num_clients = 0
[[node]]
id = "n1"
role = "leader"
term = 1
log = [1]
[[node]]
id = "n2"
role = "leader"
term = 2
log = [1]
`);
    const rows = within(screen.getByRole('table')).getAllByRole('row').slice(1);
    const marks = rows.map((row) =>
      [...row.querySelectorAll('td i, th .match')].map(({ textContent }) => textContent?.trim()),
    );
    expect(marks).toEqual([
      [']n2', '▸n2'],
      [']n1', '▸n1'],
      [']n1 n2', '▸n1 n2'],
    ]);
  });

  test('says what the step did to each entry', () => {
    show(LED, (session) => {
      session.do({ action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' });
      session.next();
    });
    expect(screen.getByText('index 1, term 1, a=1, not committed, just appended')).toBeInTheDocument();
    expect(screen.getByText(/^this step:/)).toHaveTextContent('this step: + appended');
  });

  test('opens a node by its name', async () => {
    const { onnode, user } = show();
    await user.click(screen.getByRole('button', { name: 'Open n2' }));
    expect(onnode).toHaveBeenCalledExactlyOnceWith('n2');
  });

  test('says so if nothing is logged yet', () => {
    show('num_nodes = 3');
    expect(screen.getByRole('columnheader', { name: 'all empty' })).toBeInTheDocument();
  });
});

describe('a matrix', () => {
  const log = (...terms: number[]) => terms.map((term) => ({ term, op: 'noop' })) as RaftState['log'];

  test('keeps truncated entries in place, and ends at the farthest mark', () => {
    const [old, now] = [portrait(node({ log: log(1, 1, 1) })), portrait(node({ log: log(1, 2) }))];
    const leader = portrait(node({ id: 'n2', role: 'leader', nextIndex: { n1: 7 }, matchIndex: { n1: 0 } }));
    const matrix = matrixOf([now, leader], new Map([['n1', changeOf(old, now)]]));
    const squares = [...(matrix?.lines[0]?.squares.values() ?? [])];
    expect(squares.map(({ index, kinds, cell }) => [index, kinds, cell?.mark ?? null])).toEqual([
      [1, [], 't1'],
      [2, ['overwritten'], 't2'],
      [3, ['truncated'], 't1'],
      [7, [], null],
    ]);
    expect(matrix?.last).toBe(7);
    expect(matrix?.lines[0]?.matchesNothing.map(({ by }) => by)).toEqual(['n2']);
    expect(matrix?.marks).toEqual([
      { kind: 'match', name: 'matchIndex', by: ['n2'] },
      { kind: 'next', name: 'nextIndex', by: ['n2'] },
    ]);
  });

  test('draws the commit line after the last settled prefix, whatever the order of slots', () => {
    const whole = portrait(node({ log: log(1, 1, 1, 1), commitIndex: 4 }));
    const cells = (whole.row?.cells ?? []).filter(({ index }) => index !== 3);
    const slots = { ...whole, row: { name: 'slots', settledAs: 'chosen', cells } };
    expect(matrixOf([slots], new Map())?.lines[0]?.settledTo).toBe(2);
  });

  test('is null if no node has a row', () => {
    expect(matrixOf([{ ...portrait(node()), row: null }], new Map())).toBeNull();
  });
});
