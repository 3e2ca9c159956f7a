import { lacksOf, they, type Lack, type Reason } from '../../protocol/lack';
import { voteComparisons } from '../compare';
import { lastIndex, lastTerm } from '../log';
import type { MessageOf } from '../message';
import { grantsVote } from '../receivers';
import type { RaftState } from '../state';
import { newTurn } from '../turn';
import { absences, idsOf, needed, othersOf, type Scene } from './scene';

/** Why a candidate does not lead, and why each that refuses it does. */
export function electionLacks(scene: Scene, candidate: RaftState): Lack[] {
  const { id, votes, currentTerm } = candidate;
  const { present } = othersOf(scene, id);
  const open = present.filter((voter) => !votes.includes(voter.id));
  const refusals = open.flatMap((voter) => refusalOf(scene, candidate, voter) ?? []);
  const given = open.filter((voter) => voter.currentTerm === currentTerm && voter.votedFor === id);
  const waiting = open.filter(
    (voter) => !given.includes(voter) && !refusals.some(({ on }) => on.includes(voter.id)),
  );
  const have = `${votes.length} of ${scene.environment.servers.length} votes`;
  const reasons: Reason[] = [
    {
      on: idsOf(open),
      why: `${id} has ${have} in term ${currentTerm}; it needs ${needed(scene)}.`,
      rule: 'candidate-win',
    },
    ...refusals,
    ...some(given, `${they(idsOf(given), 'has', 'have')} voted for it; ${id} has not heard so yet.`),
    ...some(waiting, `${they(idsOf(waiting), 'has', 'have')} not been asked yet.`),
    ...absences(scene, id, 'candidate-win'),
    ...hopeless(scene, candidate, refusals.length),
  ];
  return [
    ...lacksOf({ kind: 'lead', node: id }, `Why does ${id} not lead?`, reasons),
    ...refusals.flatMap((refusal) =>
      lacksOf(
        { kind: 'vote', node: id, by: refusal.on[0] as string },
        `Why does ${refusal.on[0]} not vote for ${id}?`,
        [refusal, remedy(candidate, refusal)],
      ),
    ),
  ];
}

function some(nodes: readonly RaftState[], why: string): Reason[] {
  return nodes.length === 0 ? [] : [{ on: idsOf(nodes), why, rule: 'candidate-win' }];
}

/** Why this voter does not vote for the candidate, asked as the candidate would ask now; null: it would, or has. */
function refusalOf(scene: Scene, candidate: RaftState, voter: RaftState): Reason | null {
  const request: MessageOf<'RequestVote'> = {
    ...{ id: 0, from: candidate.id, to: voter.id, sentAt: 0 },
    type: 'RequestVote',
    term: candidate.currentTerm,
    candidateId: candidate.id,
    lastLogIndex: lastIndex(candidate.log),
    lastLogTerm: lastTerm(candidate.log),
  };
  const behind = voter.currentTerm < request.term;
  const asked = behind ? { ...voter, currentTerm: request.term, votedFor: null } : voter;
  if (grantsVote(newTurn(asked, scene.environment), request)) return null;
  const failed = voteComparisons(asked, request).find(({ holds }) => !holds);
  const on = [voter.id];
  if (failed?.left === 'term') {
    const why = `${voter.id} is in term ${voter.currentTerm}: it gives no vote in term ${request.term}.`;
    return { on, why, rule: 'vote-stale' };
  }
  if (failed?.left === 'votedFor') {
    const whom = voter.votedFor === voter.id ? 'itself' : voter.votedFor;
    return { on, why: `${voter.id} has voted for ${whom} in term ${request.term}.`, rule: 'vote-once' };
  }
  const word = failed?.left === 'lastLogTerm' ? 'newer (last term' : 'longer (last index';
  const why = `The log of ${voter.id} is ${word} ${failed?.rightValue}) than that of ${candidate.id} (${failed?.leftValue}).`;
  return { on, why, rule: 'vote-up-to-date' };
}

/** What it takes before that voter votes for the candidate. */
function remedy({ id, currentTerm }: RaftState, { on: [voter], rule }: Reason): Reason {
  const why =
    rule === 'vote-up-to-date'
      ? `${voter} votes for ${id} only once the log of ${id} is at least as up-to-date.`
      : `${voter} can vote again in a term after ${currentTerm}: ${id} has to stand anew.`;
  return { on: [id], why, rule: rule === 'vote-up-to-date' ? rule : 'candidate-start' };
}

function hopeless(scene: Scene, { id, currentTerm }: RaftState, refused: number): Reason[] {
  if (scene.environment.servers.length - refused >= needed(scene)) return [];
  const why = `${id} cannot win term ${currentTerm} any more: its election timeout starts an election in a newer term.`;
  return [{ on: [id], why, rule: 'candidate-start' }];
}
