import { itemAt } from '../../../protocol/known';
import { arriving, lacksOf, some, type Lack, type Reason } from '../../../protocol/lack';
import { requestVote } from '../candidates';
import { becauseInFull } from '../clauses';
import type { RaftState } from '../state';
import { isAsked, isHopeless, votesInFlight } from './chances';
import { absences, idsOf, ifSent, majorityOf, named, othersOf, type Cluster } from './cluster';

/** Why a candidate does not lead, and why each voter that refuses does so. */
export function electionLacks(cluster: Cluster, candidate: RaftState): Lack[] {
  const { id, votes, currentTerm } = candidate;
  const { all, present } = othersOf(cluster, id);
  const answers = votesInFlight(cluster, candidate);
  const open = all.filter((voter) => !votes.includes(voter.id));
  const coming = open.filter((voter) => answers.some(({ from }) => from === voter.id));
  const ofThisTerm = (voter: RaftState) =>
    answers.some((it) => it.from === voter.id && it.voteGranted && it.term === currentTerm);
  const silent = open.filter((voter) => !coming.includes(voter));
  const refusing = new Map(
    silent.flatMap((voter) => {
      const refusal = refusalOf(cluster, candidate, voter);
      return refusal ? [[voter.id, refusal] as const] : [];
    }),
  );
  const refusals = present.flatMap((voter) => refusing.get(voter.id) ?? []);
  const willing = present.filter((voter) => silent.includes(voter) && !refusing.has(voter.id));
  const asked = willing.filter((voter) => isAsked(cluster, candidate, voter.id));
  const hopeless = isHopeless(cluster, candidate, new Map([...refusing].map(([on, { rule }]) => [on, rule])));
  const heard = [...votes.filter((voter) => voter !== id), ...arriving(cluster, answers)];
  const reasons: Reason[] = [
    {
      on: idsOf(open),
      why: `${id} has ${votes.length} of ${cluster.environment.servers.length} votes in term ${currentTerm}; it needs ${majorityOf(cluster, votes).needed}.`,
      rule: 'candidate-win',
    },
    ...refusals,
    ...some(
      coming.filter(ofThisTerm),
      'has',
      'have',
      `voted for it; ${id} does not know this yet.`,
      'candidate-win',
    ),
    ...coming
      .filter((voter) => !ofThisTerm(voter))
      .map(({ id: from }) => ({
        on: [from],
        why: `An answer from ${from} is in flight, and ${id} counts it as a vote.`,
        rule: 'candidate-win',
      })),
    ...inFlight(asked),
    ...notAsked(
      candidate,
      willing.filter((voter) => !asked.includes(voter)),
    ),
    ...absences(cluster, id, heard, 'candidate-win').filter(({ rule }) => rule === null || !hopeless),
    ...(hopeless ? [standsAnew(candidate)] : []),
  ];
  return [
    ...lacksOf(cluster, { kind: 'lead', node: id }, `Why does ${id} not lead?`, () => reasons),
    ...refusals.flatMap((refusal) =>
      lacksOf(
        cluster,
        { kind: 'vote', node: id, by: itemAt(refusal.on, 0) },
        `Why does ${refusal.on[0]} not vote for ${id}?`,
        () => [refusal, remedy(candidate, refusal)],
      ),
    ),
  ];
}

function inFlight(asked: readonly RaftState[]): Reason[] {
  if (asked.length === 0) return [];
  const why = `RequestVote is in flight to ${named(asked)}.`;
  return [{ on: idsOf(asked), why, rule: 'candidate-win' }];
}

/** A candidate asks each voter once a term: if that request is lost, no vote will come. */
function notAsked({ id }: RaftState, lost: readonly RaftState[]): Reason[] {
  if (lost.length === 0) return [];
  const why = `Neither a request to ${named(lost)} nor an answer is in flight: ${id} asks once per term.`;
  return [{ on: idsOf(lost), why, rule: 'candidate-start' }];
}

/** Why this voter would not vote for the candidate if it were asked now; null: it would. */
function refusalOf(cluster: Cluster, candidate: RaftState, voter: RaftState): Reason | null {
  const { events } = ifSent(cluster, voter, candidate.id, requestVote(candidate));
  const refused = events.find((event) => event.type === 'vote-refused');
  if (!refused) return null;
  return { on: [voter.id], why: becauseInFull(refused), rule: refused.rule };
}

/** What must happen before that voter votes for the candidate. */
function remedy({ id, currentTerm }: RaftState, { on: [voter], rule }: Reason): Reason {
  const why =
    rule === 'vote-up-to-date'
      ? `${voter} votes for ${id} only once ${id}’s log is at least as up to date as ${voter}’s.`
      : `${voter} can vote again in a term after ${currentTerm}: ${id} has to start another election.`;
  return { on: [id], why, rule: rule === 'vote-up-to-date' ? rule : 'candidate-start' };
}

function standsAnew({ id, currentTerm }: RaftState): Reason {
  const why = `${id} can no longer win term ${currentTerm}: its election timeout starts an election in a newer term.`;
  return { on: [id], why, rule: 'candidate-start' };
}
