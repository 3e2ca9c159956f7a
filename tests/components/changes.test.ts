import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { cellsInLines } from '../../src/lib/picture/cells';
import { changeOf, changesBetween, takenTogether } from '../../src/lib/picture/changes';
import { portrait } from '../../src/lib/systems/raft/portrait';
import type { RaftState } from '../../src/lib/systems/raft/state';
import Changed from '../../src/lib/ui/panels/why/Changed.svelte';
import { LED, node, sessionOn } from './samples';

const LOG = [
  { term: 1, op: 'put', key: 'a', value: '1' },
  { term: 2, op: 'delete', key: 'a' },
] as RaftState['log'];

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

  test('merges equal changes of entries and of fields', () => {
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
