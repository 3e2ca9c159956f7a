/** What stood against an act that a deliberate bug let pass: the clause that its sentence goes on with. */
import { overruledIn } from '../../protocol/comparisons';
import type { Comparison } from '../../protocol/event';
import { indexIn } from './compare';
import type { RaftEvent } from './events';

/** " although it has voted for n1 in term 2"; empty: the act is as the rules have it. */
export function despite(event: RaftEvent): string {
  const overruled = overruledIn(event);
  return overruled ? ` although ${clause(event, overruled)}` : '';
}

function clause(event: RaftEvent, { left, leftValue, right, rightValue }: Comparison): string {
  const { actor } = event;
  switch (left) {
    case 'term':
      return `the message is of term ${leftValue}, and ${actor} is in term ${rightValue}`;
    case 'votedFor':
      return `it has voted for ${leftValue === actor ? 'itself' : leftValue} in that term`;
    case 'lastLogTerm':
      return `its own log is newer (last term ${rightValue}, not ${leftValue})`;
    case 'lastLogIndex':
      return `its own log is longer (last index ${rightValue}, not ${leftValue})`;
    case 'voteGranted':
      return 'that is a refusal';
    case 'votes of its voter so far':
      return 'it has counted that before';
    case 'votes':
      return `it has the votes of ${leftValue} of ${right.split(' ').at(-1)} servers and needs ${rightValue}`;
    case 'prevLogIndex':
    case 'leaderCommit':
      return `its log ended at index ${rightValue}, before index ${leftValue}`;
    case 'prevLogTerm':
    case 'commitTerm':
      return `its entry at index ${indexIn(right)} has term ${rightValue}, not ${leftValue}`;
    case 'index to commit':
    case 'last index proved to match':
      return `the message proves its log only up to index ${left === 'index to commit' ? rightValue : leftValue}`;
    case 'index to delete':
      return `the message ends at index ${rightValue}`;
    case 'index':
      return 'it is not committed';
    case 'matchIndex':
      return right === 'matchIndex so far'
        ? `it knew of index ${rightValue}`
        : `${right === 'last index in the message' ? 'the message ends at' : 'the answer says'} index ${rightValue}`;
    default:
      return byEntry(left, leftValue, right, rightValue);
  }
}

/** Comparisons that name an index. */
function byEntry(left: string, leftValue: string, right: string, rightValue: string): string {
  if (left.startsWith('copies'))
    return `it is on ${leftValue} of ${right.split(' ').at(-1)} servers and needs ${rightValue}`;
  if (left.startsWith('term')) return `it is of term ${leftValue}, and not of term ${rightValue}`;
  const at = `at index ${indexIn(left)}`;
  return leftValue === rightValue
    ? `the leader’s entry ${at} has the same term`
    : `its entry ${at} has term ${leftValue}, and the leader’s has term ${rightValue}`;
}
