import { describe, expect, it } from 'vitest';
import { portrait } from '../../src/lib/systems/raft/portrait';
import { newNode, type RaftState } from '../../src/lib/systems/raft/state';
import { log } from '../paper/bench';

const node = (given: Partial<RaftState>): RaftState => ({ ...newNode('n1'), ...given });

describe('the portrait of a Raft node', () => {
  it('tells of each entry what is committed and applied', () => {
    const { row } = portrait(node({ log: log(1, 1, 2), commitIndex: 2, lastApplied: 1 }));
    expect(row?.cells.map(({ settled, applied, told }) => [settled, applied, told])).toEqual([
      [true, true, 'index 1, term 1, no-op, committed'],
      [true, false, 'index 2, term 1, no-op, committed'],
      [false, false, 'index 3, term 2, no-op, not committed'],
    ]);
    expect(row?.settledAs).toBe('committed');
  });

  it.each(['leader', 'follower', 'candidate'] as const)('marks as %s what a leader believes', (role) => {
    const { marks } = portrait(node({ role, nextIndex: { n2: 3, n3: 1 }, matchIndex: { n2: 2, n3: 0 } }));
    const believed = [
      { node: 'n2', name: 'matchIndex', kind: 'match', index: 2 },
      { node: 'n2', name: 'nextIndex', kind: 'next', index: 3 },
      { node: 'n3', name: 'matchIndex', kind: 'match', index: 0 },
      { node: 'n3', name: 'nextIndex', kind: 'next', index: 1 },
    ];
    expect(marks).toEqual(role === 'leader' ? believed : []);
  });
});
