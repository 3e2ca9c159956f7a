import { they, type Reaches, type Reason } from '../../protocol/lack';
import type { ActorId } from '../../protocol/message';
import { ballotText as b, compareBallots, highestOf, type Ballot } from '../ballot';
import type { Command } from '../command';
import type { Environment } from '../environment';
import { isAcceptor, isLeader, isReplica, type Acceptor, type Leader, type PaxosState } from '../state';

/** What lacks are read from. */
export interface Scene {
  readonly acceptors: readonly Acceptor[];
  readonly leaders: readonly Leader[];
  readonly learners: readonly Learning[];
  readonly environment: Environment;
  readonly reaches: Reaches;
}

/** Whoever learns what is chosen. */
export type Learning = Exclude<PaxosState, Acceptor>;

export function sceneOf(
  nodes: Readonly<Record<ActorId, PaxosState>>,
  environment: Environment,
  reaches: Reaches,
): Scene {
  const all = Object.values(nodes);
  const leaders = all.filter(isLeader);
  const learners = [...leaders, ...all.filter(isReplica)];
  return { acceptors: all.filter(isAcceptor), leaders, learners, environment, reaches };
}

export const idsOf = (nodes: readonly PaxosState[]): ActorId[] => nodes.map(({ id }) => id);

export const ofAcceptors = ({ acceptors }: Scene, count: number): string =>
  `${count} of ${acceptors.length} ${acceptors.length === 1 ? 'acceptor' : 'acceptors'}`;

/** Those that have accepted something for a slot in this ballot, and show it still. */
export function acceptedIn({ acceptors }: Scene, slot: number, ballot: Ballot): Acceptor[] {
  return acceptors.filter(({ accepted }) => compareBallots(accepted[slot]?.ballot ?? null, ballot) === 0);
}

/** The highest ballot in which some acceptor has accepted something for a slot; null: none has. */
export function highestAccepted({ acceptors }: Scene, slot: number): Ballot | null {
  const ballots = acceptors.map(({ accepted }) => accepted[slot]?.ballot ?? null);
  return ballots.reduce((so, ballot) => highestOf(so, ballot), null);
}

/** The command that is chosen for a slot, as a learner knows or as a quorum of acceptors shows. */
export function chosenIn(scene: Scene, slot: number): Command | null {
  for (const { chosen } of scene.learners) if (chosen[slot]) return chosen[slot];
  for (const { accepted } of scene.acceptors) {
    const vote = accepted[slot];
    if (vote && acceptedIn(scene, slot, vote.ballot).length >= scene.environment.quorum) return vote.command;
  }
  return null;
}

/** The acceptors as a leader finds them. */
export interface Reached {
  readonly crashed: readonly Acceptor[];
  readonly cutOff: readonly Acceptor[];
  /** Up, and messages pass. */
  readonly present: readonly Acceptor[];
}

export function reachedBy({ acceptors, reaches }: Scene, { id }: Leader): Reached {
  const up = acceptors.filter(({ alive }) => alive);
  return {
    crashed: acceptors.filter(({ alive }) => !alive),
    cutOff: up.filter((acceptor) => !reaches(id, acceptor.id)),
    present: up.filter((acceptor) => reaches(id, acceptor.id)),
  };
}

/** Sentences about some acceptors, if there are any: "a2 and a3 have not received it yet." */
export function some(
  acceptors: readonly Acceptor[],
  one: string,
  several: string,
  rest: string,
  rule: string | null,
): Reason[] {
  const on = idsOf(acceptors);
  return on.length === 0 ? [] : [{ on, why: `${they(on, one, several)} ${rest}`, rule }];
}

/**
 * Which acceptors a leader cannot ask now, and whether it has to wait for them.
 *
 * @param heard those that have answered it already.
 */
export function absences(scene: Scene, leader: Leader, heard: readonly ActorId[], rule: string): Reason[] {
  const { id } = leader;
  const { crashed, cutOff, present } = reachedBy(scene, leader);
  const silent = ({ id: acceptor }: Acceptor) => !heard.includes(acceptor);
  const reasons = [
    ...some(crashed.filter(silent), 'is', 'are', 'crashed.', null),
    ...some(cutOff.filter(silent), 'is', 'are', `cut off from ${id} by the partition.`, null),
  ];
  const missing = scene.environment.quorum - new Set([...heard, ...idsOf(present)]).size;
  if (missing <= 0) return reasons;
  const here = `${id} reaches ${ofAcceptors(scene, present.length)}, and a quorum is ${scene.environment.quorum}`;
  const why = `${here}: it waits until ${missing === 1 ? 'one more comes' : `${missing} more come`} back.`;
  return [...reasons, { on: idsOf([...crashed, ...cutOff]), why, rule }];
}

/** What an acceptor that refuses a ballot says. */
export function promisedHigher({ id, promised }: Acceptor, ballot: Ballot, rule: string): Reason {
  const why = `${id} has promised ballot ${b(promised)}, which is higher than ${b(ballot)}.`;
  return { on: [id], why, rule };
}
