/** Only states that no run can reach are refused. */
import { ballotText, compareBallots } from '../../systems/multipaxos/ballot';
import type { PaxosNodeSetup } from '../../systems/multipaxos/begin';
import { MOST_TERM } from '../../protocol/ranges';
import type { NodeSetup } from '../../protocol/setup';
import type { Problem } from '../errors';
import { valueProblem, type Numbered } from '../format-of-system';

/** The fields of each kind of node beside `id`, by the first letter of its name. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  a: ['promised', 'accepted'],
  l: ['role', 'round'],
  r: ['commits'],
};

/** Whether each node has only the fields of its kind, and no acceptor has accepted above its promise. */
export function senseOfPaxosNodes(tables: readonly Numbered<NodeSetup>[]): Problem[] {
  return tables.flatMap(({ number, value }) => {
    const node = value as PaxosNodeSetup;
    const allowed = FIELDS[node.id.charAt(0)] ?? [];
    const strange = Object.keys(node).filter((key) => key !== 'id' && !allowed.includes(key));
    const wrong = strange.map((key): Problem => {
      const message = `${node.id} has no ${key}: expected ${allowed.join(' or ')}`;
      return { path: ['node', number, key], at: 'key', message };
    });
    return [
      ...wrong,
      ...senseOfAccepted(node, number),
      ...senseOfRound(node, number),
      ...twiceIn(node, 'accepted', number),
      ...twiceIn(node, 'commits', number),
    ];
  });
}

function senseOfAccepted({ id, promised, accepted = [] }: PaxosNodeSetup, number: number): Problem[] {
  if (!promised) return [];
  return accepted.flatMap(({ ballot }, i) => {
    if (compareBallots(ballot, promised) <= 0) return [];
    const message = `${id} accepted in ballot ${ballotText(ballot)} and has promised ${ballotText(promised)}: expected a promise at least as high, for whoever accepts in a ballot has promised it`;
    return [valueProblem(['node', number, 'accepted', i, 'ballot'], message)];
  });
}

/** A leader that prepares at step 0 takes the round after its own. */
function senseOfRound({ id, round = 0, role }: PaxosNodeSetup, number: number): Problem[] {
  const prepares = role === 'preparing' || (role === undefined && id === 'l1');
  if (!prepares || round < MOST_TERM) return [];
  const message = `round of ${id} is ${round}: expected at most ${MOST_TERM - 1}, for it prepares the next round`;
  return [valueProblem(['node', number, 'round'], message)];
}

function twiceIn(node: PaxosNodeSetup, list: 'accepted' | 'commits', number: number): Problem[] {
  const seen = new Set<number>();
  return (node[list] ?? []).flatMap(({ slot }, i) => {
    if (!seen.has(slot)) {
      seen.add(slot);
      return [];
    }
    return [
      valueProblem(['node', number, list, i, 'slot'], `${node.id} has slot ${slot} twice: expected it once`),
    ];
  });
}
