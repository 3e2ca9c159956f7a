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
  type Scene,
} from './scene';
import { newTurn } from '../turn';

/** Why a leader that is up does not lead, and why acceptors that refuse what it asks do. */
export function leadLacks(scene: Scene, leader: Leader): Lack[] {
  const { id, role } = leader;
  if (!leader.alive) return [];
  const refusals = refusalLacks(scene, leader);
  if (role === 'leading') return refusals;
  const leads = lacksOf(scene, { kind: 'lead', node: id }, `Why does ${id} not lead?`, () =>
    role === 'preparing' ? preparing(scene, leader) : idle(scene, leader),
  );
  return [...leads, ...refusals];
}

/** What a leader that prepares still lacks. */
export function preparing(scene: Scene, leader: Leader): Reason[] {
  const { id, promises } = leader;
  const ballot = ballotOf(leader);
  const open = scene.acceptors.filter((acceptor) => !promises.includes(acceptor.id));
  const present = reachedBy(scene, leader).present.filter((it) => open.includes(it));
  const answers = promisesInFlight(scene, leader);
  const given = open.filter(
    (it) =>
      answers.some(({ from }) => from === it.id) || (present.includes(it) && sameBallot(it.promised, ballot)),
  );
  const silent = present.filter((it) => !given.includes(it));
  const refusing = silent.filter((it) => refuses(scene, leader, it));
  const waiting = silent.filter((it) => !refusing.includes(it));
  const isSent = (acceptor: Acceptor) =>
    inFlightTo(scene, acceptor.id, 'Prepare').some((it) => sameBallot(it.ballot, ballot));
  const why = `${id} has the promises of ${ofAcceptors(scene, promises.length)} for ballot ${b(ballot)}; it needs ${quorumOf(scene, promises).needed}.`;
  return [
    { on: idsOf(open), why, rule: 'promise-quorum' },
    ...some(given, 'has', 'have', `promised it; ${id} does not know this yet.`, 'promise-quorum'),
    ...refusing.map((acceptor) => promisedHigher(acceptor, ballot, 'phase-1b')),
    ...onTheWay(leader, 'Prepare', 'phase-1a', waiting, isSent),
    ...absences(scene, leader, [...promises, ...arriving(scene, answers)], 'promise-quorum'),
    ...(refusing.length === 0 ? [] : [stepsAside(leader)]),
  ];
}

/** What a refusal comes to. */
export function stepsAside({ id, ballot }: Leader): Reason {
  const why = `Once ${id} hears of a refusal it gives up ballot ${b(ballot)}; its timeout then starts a higher one.`;
  return { on: [id], why, rule: 'step-aside' };
}

function idle(scene: Scene, { id, ballot, round, leader }: Leader): Reason[] {
  const leading = scene.leaders.filter((other) => other.alive && other.role === 'leading');
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

/** Whether an acceptor would refuse what this leader asks in its ballot now: the ballot decides, whatever the slot. */
export function refuses({ environment }: Scene, leader: Leader, acceptor: Acceptor): boolean {
  const turn = newTurn(acceptor, environment);
  const verdict =
    leader.role === 'preparing'
      ? mayPromise(turn, toBeSent(leader, acceptor, prepareOf(leader)))
      : mayAccept(turn, toBeSent(leader, acceptor, acceptOf(leader, 1, NOOP)));
  return !verdict.holds;
}

/** Whoever has promised the ballot that a leader prepares, whatever else since. */
function promisedTo(scene: Scene, leader: Leader): readonly ActorId[] {
  return [...leader.promises, ...promisesInFlight(scene, leader).map(({ from }) => from)];
}

function refusalLacks(scene: Scene, leader: Leader): Lack[] {
  const { id, role } = leader;
  if (role === 'idle') return [];
  const ballot = ballotOf(leader);
  const [kind, rule, what] =
    role === 'preparing'
      ? (['vote', 'phase-1b', `promise ballot ${b(ballot)} to ${id}`] as const)
      : (['append', 'phase-2b', `accept what ${id} proposes`] as const);
  const promised = role === 'preparing' ? promisedTo(scene, leader) : [];
  const refusing = reachedBy(scene, leader).present.filter(
    (acceptor) => !promised.includes(acceptor.id) && refuses(scene, leader, acceptor),
  );
  return refusing.flatMap((acceptor) =>
    lacksOf(scene, { kind, node: id, by: acceptor.id }, `Why does ${acceptor.id} not ${what}?`, () => [
      promisedHigher(acceptor, ballot, rule),
      stepsAside(leader),
    ]),
  );
}
