/** Only states that no run can reach are refused. The states of the paper's Figures 7 and 8 are accepted. */
import type { NodeSetup } from '../../protocol/setup';
import type { RaftNodeSetup } from '../../systems/raft/begin';
import { lastTerm } from '../../systems/raft/log';
import type { Problem } from '../errors';
import { valueProblem, type Numbered } from '../format-of-system';

/** Whether each node's state is possible for Raft, and no term has two leaders. */
export function senseOfRaftNodes(tables: readonly Numbered<NodeSetup>[]): Problem[] {
  const leaders = new Map<number, string>();
  return tables.flatMap(({ number, value }) => {
    const node = value as RaftNodeSetup;
    const problems = [...senseOfLog(node, number), ...senseOfRole(node, number)];
    if (node.role !== 'leader') return problems;
    const term = termOf(node);
    const other = leaders.get(term);
    leaders.set(term, node.id);
    if (other === undefined || other === node.id) return problems;
    const message = `${node.id} and ${other} both lead term ${term}: expected one leader a term`;
    return [...problems, valueProblem(['node', number, 'role'], message)];
  });
}

function termOf({ term, log = [] }: RaftNodeSetup): number {
  return term ?? lastTerm(log);
}

function senseOfLog({ id, term, commitIndex = 0, log = [] }: RaftNodeSetup, number: number): Problem[] {
  const problems: Problem[] = [];
  for (const [i, entry] of log.entries()) {
    const before = log[i - 1]?.term ?? 0;
    if (entry.term >= before) continue;
    const message = `the log of ${id} falls from term ${before} to ${entry.term} at index ${i + 1}: expected terms that never fall`;
    problems.push(valueProblem(['node', number, 'log', i], message));
  }
  if (commitIndex > log.length) {
    const message = `commit_index of ${id} is ${commitIndex}: expected at most ${log.length}, the last index of its log`;
    problems.push(valueProblem(['node', number, 'commit_index'], message));
  }
  const highest = Math.max(0, ...log.map((entry) => entry.term));
  if (term !== undefined && term < highest) {
    const message = `term of ${id} is ${term}: expected at least ${highest}, for its log has an entry of that term`;
    problems.push(valueProblem(['node', number, 'term'], message));
  }
  return problems;
}

function senseOfRole(node: RaftNodeSetup, number: number): Problem[] {
  const { id, role = 'follower', votedFor } = node;
  if (role === 'follower') return [];
  const problems: Problem[] = [];
  if (termOf(node) < 1) {
    const message = `${id} is a ${role} of term 0: expected a term from 1 on, for every election begins a new one`;
    problems.push(valueProblem(['node', number, node.term === undefined ? 'role' : 'term'], message));
  }
  if (votedFor !== undefined && votedFor !== id) {
    const message = `voted_for of ${id} is "${votedFor ?? ''}": expected "${id}", for a ${role} has voted for itself`;
    problems.push(valueProblem(['node', number, 'voted_for'], message));
  }
  return problems;
}
