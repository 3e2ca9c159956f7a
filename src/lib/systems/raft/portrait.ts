import { commandText, storeText } from '../../kv/text';
import type { Cell, Field, Mark, Portrait } from '../../protocol/portrait';
import { indexed, type LogEntry } from './log';
import type { RaftState } from './state';

export function portrait(node: RaftState): Portrait {
  const { id, role, alive, currentTerm } = node;
  return {
    id,
    role,
    shape: role,
    alive,
    epoch: { name: 'term', field: 'currentTerm', value: String(currentTerm), brief: `t${currentTerm}` },
    fields: [...ownFields(node), ...followers(node), ...waiting(node)],
    row: {
      name: 'log',
      settledAs: 'committed',
      cells: indexed(node.log).map(({ index, entry }) => cell(entry, index, node)),
    },
    marks: role === 'leader' ? marks(node) : [],
  };
}

function ownFields({ votedFor, commitIndex, lastApplied, store }: RaftState): Field[] {
  const stored = storeText(store);
  return [
    { name: 'votedFor', brief: 'vote', value: votedFor ?? 'nobody', blank: votedFor === null },
    { name: 'commitIndex', brief: 'commit', value: String(commitIndex) },
    { name: 'lastApplied', value: String(lastApplied) },
    { name: 'store', brief: 'store', value: stored || 'empty', blank: stored === '', column: 'store' },
  ];
}

/** A leader's knowledge of each follower; a candidate's voters. */
function followers({ role, votes, nextIndex, matchIndex }: RaftState): Field[] {
  if (role === 'candidate') return [{ name: 'votes', value: votes.join(' ') }];
  return Object.keys(nextIndex).flatMap((peer) => [
    { name: `nextIndex[${peer}]`, value: String(nextIndex[peer]) },
    { name: `matchIndex[${peer}]`, value: String(matchIndex[peer]) },
  ]);
}

function waiting({ inbox }: RaftState): Field[] {
  if (inbox.length === 0) return [];
  return [
    { name: 'inbox', value: inbox.map((asked) => `${asked.client}: ${commandText(asked)}`).join(', ') },
  ];
}

function marks({ nextIndex, matchIndex }: RaftState): Mark[] {
  return Object.keys(nextIndex).flatMap((node): Mark[] => [
    { node, name: 'matchIndex', kind: 'match', index: matchIndex[node] ?? 0 },
    { node, name: 'nextIndex', kind: 'next', index: nextIndex[node] ?? 1 },
  ]);
}

function cell(entry: LogEntry, index: number, { commitIndex, lastApplied }: RaftState): Cell {
  const text = commandText(entry);
  const settled = index <= commitIndex;
  const applied = index <= lastApplied;
  const told = `index ${index}, term ${entry.term}, ${text}, ${settled ? 'committed' : 'not committed'}`;
  return { index, epoch: entry.term, mark: `t${entry.term}`, text, settled, applied, told };
}
