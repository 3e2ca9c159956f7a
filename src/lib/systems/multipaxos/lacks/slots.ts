/** Slots for which something is proposed or accepted, and nothing known to be chosen. */
import { commandText } from '../../../kv/text';
import { arriving, lacksOf, some, type Lack, type Reason } from '../../../protocol/lack';
import { ballotText as b, compareBallots, sameBallot, type Ballot } from '../ballot';
import { sameCommand, slotsOf, type Command } from '../command';
import { ballotOf, proposalOf, type Acceptor, type Leader } from '../state';
import { refuses, stepsAside } from './leads';
import { acceptancesInFlight, inFlightTo } from './flight';
import {
  absences,
  acceptedIn,
  chosenIn,
  highestAccepted,
  idsOf,
  isAcceptedBy,
  ofAcceptors,
  onTheWay,
  promisedHigher,
  quorumOf,
  reachedBy,
  type Scene,
} from './scene';

/** By the leader that proposes it, or else by the one in whose ballot it was accepted. */
export function slotLacks(scene: Scene): Lack[] {
  const proposing = scene.leaders.filter(({ alive, role }) => alive && role === 'leading');
  const open = (leader: Leader) => slotsOf(leader.proposals).filter((slot) => !leader.chosen[slot]);
  const proposed = proposing.flatMap((leader) => open(leader).map((slot) => ({ leader, slot })));
  const proposers = new Map<number, number>();
  for (const { slot } of proposed) proposers.set(slot, (proposers.get(slot) ?? 0) + 1);
  const accepted = new Set(scene.acceptors.flatMap((acceptor) => slotsOf(acceptor.accepted)));
  const left = [...accepted].filter((slot) => !proposers.has(slot) && chosenIn(scene, slot) === null);
  return [
    ...proposed.flatMap(({ leader, slot }) => {
      const rivals = (proposers.get(slot) ?? 0) > 1;
      const about = { kind: 'entry', node: leader.id, index: slot } as const;
      return lacksOf(scene, about, question(scene, leader, slot, rivals), () =>
        proposalReasons(scene, leader, slot),
      );
    }),
    ...left.flatMap((slot) => {
      const ballot = highestAccepted(scene, slot);
      if (!ballot) return [];
      const about = { kind: 'entry', node: ballot.leader, index: slot } as const;
      return lacksOf(scene, about, `Why is slot ${slot} not chosen?`, () => leftReasons(scene, slot, ballot));
    }),
  ];
}

/** Chosen is a fact about the acceptors: a leader may not know it yet. */
function question(scene: Scene, leader: Leader, slot: number, rivals: boolean): string {
  if (isAcceptedBy(scene, votersOf(scene, leader, slot)))
    return `Why does ${leader.id} not know that slot ${slot} is chosen?`;
  const elsewhere = rivals || chosenIn(scene, slot) !== null;
  return `Why is slot ${slot} not chosen${elsewhere ? ` in ballot ${b(leader.ballot)}` : ''}?`;
}

/** Whoever has accepted the proposal in its ballot, whether or not the leader has heard so. */
function votersOf(scene: Scene, leader: Leader, slot: number): readonly Acceptor[] {
  return acceptedIn(scene, slot, ballotOf(leader));
}

/** What a slot that a leader proposes lacks. */
export function proposalReasons(scene: Scene, leader: Leader, slot: number): Reason[] {
  const { id } = leader;
  const ballot = ballotOf(leader);
  const { command, acceptedBy } = proposalOf(leader, slot);
  const voters = votersOf(scene, leader, slot);
  const { present } = reachedBy(scene, leader);
  const silent = (acceptor: Acceptor) => !acceptedBy.includes(acceptor.id);
  const holding = voters.filter(silent);
  const open = present.filter((acceptor) => !voters.includes(acceptor));
  const refusing = open.filter((acceptor) => refuses(scene, leader, acceptor));
  const waiting = open.filter((acceptor) => !refusing.includes(acceptor));
  const answers = acceptancesInFlight(scene, slot, ballot);
  const isSent = (acceptor: Acceptor) =>
    inFlightTo(scene, acceptor.id, 'Accept', slot).some((it) => sameBallot(it.ballot, ballot));
  return [
    standing(scene, leader, slot, voters),
    ...chosenElsewhere(scene, leader, slot, command, voters),
    ...some(holding, 'has', 'have', `accepted it; ${id} does not know this yet.`, 'accept-quorum'),
    ...refusing.map((acceptor) => promisedHigher(acceptor, ballot, 'phase-2b')),
    ...onTheWay(leader, `Accept for slot ${slot}`, 'phase-2a', waiting, isSent),
    ...absences(scene, leader, [...acceptedBy, ...arriving(scene, answers)], 'accept-quorum'),
    ...(refusing.length === 0 ? [] : [stepsAside(leader)]),
  ];
}

function standing(scene: Scene, leader: Leader, slot: number, voters: readonly Acceptor[]): Reason {
  const { verdict, needed } = quorumOf(scene, idsOf(voters));
  const { id, ballot } = leader;
  const heard = proposalOf(leader, slot).acceptedBy;
  const on = idsOf(scene.acceptors).filter((acceptor) => !heard.includes(acceptor));
  const accepted = `accepted by ${ofAcceptors(scene, voters.length)} in ballot ${b(ballot)}`;
  const why = verdict.holds
    ? `Slot ${slot} is chosen: it is ${accepted}. ${id} knows of ${heard.length} of them and needs ${needed}.`
    : `Slot ${slot} is ${accepted}; it needs ${needed}.`;
  return { on, why, rule: 'accept-quorum' };
}

function chosenElsewhere(
  scene: Scene,
  { ballot }: Leader,
  slot: number,
  command: Command,
  voters: readonly Acceptor[],
): Reason[] {
  const chosen = chosenIn(scene, slot);
  if (chosen === null || isAcceptedBy(scene, voters)) return [];
  const other = sameCommand(chosen, command) ? 'The same command' : commandText(chosen);
  const why = `${other} is already chosen for slot ${slot}, in another ballot than ${b(ballot)}: nothing else can be.`;
  return [{ on: [], why, rule: 'accept-quorum' }];
}

/** A slot that some acceptor has accepted and no leader proposes any more. */
function leftReasons(scene: Scene, slot: number, ballot: Ballot): Reason[] {
  const voters = acceptedIn(scene, slot, ballot);
  const { needed } = quorumOf(scene, idsOf(voters));
  const why = `Slot ${slot} is accepted by ${ofAcceptors(scene, voters.length)} in ballot ${b(ballot)}; it needs ${needed}.`;
  const on = idsOf(scene.acceptors);
  return [{ on, why, rule: 'accept-quorum' }, whoProposesNext(scene, slot, ballot)];
}

function whoProposesNext({ leaders }: Scene, slot: number, ballot: Ballot): Reason {
  const up = leaders.filter(({ alive }) => alive);
  const leading = up.find(({ role }) => role === 'leading');
  if (leading) {
    const why = `${leading.id} leads ballot ${b(leading.ballot)}, and none of its promises reported slot ${slot}: it proposes something there once requests have filled the slots before it.`;
    return { on: [leading.id], why, rule: 'next-slot' };
  }
  const preparing = up.find((it) => it.role === 'preparing' && compareBallots(it.ballot, ballot) > 0);
  if (preparing) {
    const why = `${preparing.id} prepares ballot ${b(preparing.ballot)}: if a promise that it counts reports slot ${slot}, it must propose that command again.`;
    return { on: [preparing.id], why, rule: 'phase-2a' };
  }
  const why = `Nobody proposes it: a leader has to start a ballot higher than ${b(ballot)} and propose again what its promises report.`;
  return { on: idsOf(leaders), why, rule: 'phase-2a' };
}
