import { arriving, lacksOf, some, type Lack, type Reason } from '../../../protocol/lack';
import type { ActorId } from '../../../protocol/message';
import { ballotText as b, sameBallot } from '../ballot';
import { mayAccept, mayPromise } from '../acceptor';
import { NOOP } from '../command';
import { acceptOf, prepareOf } from '../phase2';
import { ballotOf, type Acceptor, type Leader } from '../state';
import { inFlightTo, promisesInFlight } from './flight';
import {
  absences,
  idsOf,
  ofAcceptors,
  onTheWay,
  promisedHigher,
  quorumOf,
  reachedBy,
  toBeSent,
  type Cluster,
} from './cluster';
import { newTurn } from '../turn';

/** Why a leader that is up does not lead, and why each acceptor that refuses it does so. */
export function leadLacks(cluster: Cluster, leader: Leader): Lack[] {
  const { id, role } = leader;
  if (!leader.alive) return [];
  const refusals = refusalLacks(cluster, leader);
  if (role === 'leading') return refusals;
  const leads = lacksOf(cluster, { kind: 'lead', node: id }, `Why does ${id} not lead?`, () =>
    role === 'preparing' ? preparing(cluster, leader) : idle(cluster, leader),
  );
  return [...leads, ...refusals];
}

/** Why a preparing leader does not lead yet. */
export function preparing(cluster: Cluster, leader: Leader): Reason[] {
  const { id, promises } = leader;
  const ballot = ballotOf(leader);
  const open = cluster.acceptors.filter((acceptor) => !promises.includes(acceptor.id));
  const present = reachedBy(cluster, leader).present.filter((it) => open.includes(it));
  const answers = promisesInFlight(cluster, leader);
  const given = open.filter(
    (it) =>
      answers.some(({ from }) => from === it.id) || (present.includes(it) && sameBallot(it.promised, ballot)),
  );
  const silent = present.filter((it) => !given.includes(it));
  const refusing = silent.filter((it) => refuses(cluster, leader, it));
  const waiting = silent.filter((it) => !refusing.includes(it));
  const isSent = (acceptor: Acceptor) =>
    inFlightTo(cluster, acceptor.id, 'Prepare').some((it) => sameBallot(it.ballot, ballot));
  const why = `${id} has the promises of ${ofAcceptors(cluster, promises.length)} for ballot ${b(ballot)}; it needs ${quorumOf(cluster, promises).needed}.`;
  return [
    { on: idsOf(open), why, rule: 'promise-quorum' },
    ...some(given, 'has', 'have', `promised it; ${id} does not know this yet.`, 'promise-quorum'),
    ...refusing.map((acceptor) => promisedHigher(acceptor, ballot, 'phase-1b')),
    ...onTheWay(leader, 'Prepare', 'phase-1a', waiting, isSent),
    ...absences(cluster, leader, [...promises, ...arriving(cluster, answers)], 'promise-quorum'),
    ...(refusing.length === 0 ? [] : [stepsAside(leader)]),
  ];
}

/** What follows a refusal: the leader steps aside. */
export function stepsAside({ id, ballot }: Leader): Reason {
  const why = `Once ${id} hears of a refusal it gives up ballot ${b(ballot)}; its timeout then starts a higher one.`;
  return { on: [id], why, rule: 'step-aside' };
}

function idle(cluster: Cluster, { id, ballot, round, leader }: Leader): Reason[] {
  const leading = cluster.leaders.filter((other) => other.alive && other.role === 'leading');
  const next = `${id} is idle: it prepares ballot ${b({ round: round + 1, leader: id })} when its timeout fires.`;
  const gaveUp = `${id} gave up ballot ${b(ballot)}: it was refused for a higher one${leader === null ? '' : `, ${leader}’s`}.`;
  return [
    ...(ballot === null ? [] : [{ on: [id], why: gaveUp, rule: 'step-aside' }]),
    ...leading.map((other) => ({
      on: [other.id],
      why: `${other.id} leads ballot ${b(other.ballot)}.`,
      rule: 'promise-quorum',
    })),
    { on: [id], why: next, rule: 'phase-1a' },
  ];
}

/** Whether an acceptor would refuse this leader's ballot now. The slot does not matter. */
export function refuses({ environment }: Cluster, leader: Leader, acceptor: Acceptor): boolean {
  const turn = newTurn(acceptor, environment);
  const verdict =
    leader.role === 'preparing'
      ? mayPromise(turn, toBeSent(leader, acceptor, prepareOf(leader)))
      : mayAccept(turn, toBeSent(leader, acceptor, acceptOf(leader, 1, NOOP)));
  return !verdict.holds;
}

/** The acceptors that have promised the ballot that a leader prepares, even if they have promised a higher one since. */
function promisedTo(cluster: Cluster, leader: Leader): readonly ActorId[] {
  return [...leader.promises, ...promisesInFlight(cluster, leader).map(({ from }) => from)];
}

function refusalLacks(cluster: Cluster, leader: Leader): Lack[] {
  const { id, role } = leader;
  if (role === 'idle') return [];
  const ballot = ballotOf(leader);
  const [kind, rule, what] =
    role === 'preparing'
      ? (['vote', 'phase-1b', `promise ballot ${b(ballot)} to ${id}`] as const)
      : (['append', 'phase-2b', `accept what ${id} proposes`] as const);
  const promised = role === 'preparing' ? promisedTo(cluster, leader) : [];
  const refusing = reachedBy(cluster, leader).present.filter(
    (acceptor) => !promised.includes(acceptor.id) && refuses(cluster, leader, acceptor),
  );
  return refusing.flatMap((acceptor) =>
    lacksOf(cluster, { kind, node: id, by: acceptor.id }, `Why does ${acceptor.id} not ${what}?`, () => [
      promisedHigher(acceptor, ballot, rule),
      stepsAside(leader),
    ]),
  );
}
