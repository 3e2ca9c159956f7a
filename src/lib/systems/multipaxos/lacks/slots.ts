/** Slots for which a command is proposed or accepted, and none is known to be chosen. */
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
  type Cluster,
} from './cluster';

/** Grouped by the leader that proposes for the slot, or else by the leader in whose ballot it was accepted. */
export function slotLacks(cluster: Cluster): Lack[] {
  const proposing = cluster.leaders.filter(({ alive, role }) => alive && role === 'leading');
  const open = (leader: Leader) => slotsOf(leader.proposals).filter((slot) => !leader.chosen[slot]);
  const proposed = proposing.flatMap((leader) => open(leader).map((slot) => ({ leader, slot })));
  const proposers = new Map<number, number>();
  for (const { slot } of proposed) proposers.set(slot, (proposers.get(slot) ?? 0) + 1);
  const accepted = new Set(cluster.acceptors.flatMap((acceptor) => slotsOf(acceptor.accepted)));
  const left = [...accepted].filter((slot) => !proposers.has(slot) && chosenIn(cluster, slot) === null);
  return [
    ...proposed.flatMap(({ leader, slot }) => {
      const rivals = (proposers.get(slot) ?? 0) > 1;
      const about = { kind: 'entry', node: leader.id, index: slot } as const;
      return lacksOf(cluster, about, question(cluster, leader, slot, rivals), () =>
        proposalReasons(cluster, leader, slot),
      );
    }),
    ...left.flatMap((slot) => {
      const ballot = highestAccepted(cluster, slot);
      if (!ballot) return [];
      const about = { kind: 'entry', node: ballot.leader, index: slot } as const;
      return lacksOf(cluster, about, `Why is slot ${slot} not chosen?`, () =>
        leftReasons(cluster, slot, ballot),
      );
    }),
  ];
}

/** "Chosen" is a fact about the acceptors; the leader may not know it yet. */
function question(cluster: Cluster, leader: Leader, slot: number, rivals: boolean): string {
  if (isAcceptedBy(cluster, votersOf(cluster, leader, slot)))
    return `Why does ${leader.id} not know that slot ${slot} is chosen?`;
  const elsewhere = rivals || chosenIn(cluster, slot) !== null;
  return `Why is slot ${slot} not chosen${elsewhere ? ` in ballot ${b(leader.ballot)}` : ''}?`;
}

/** The acceptors that have accepted the proposal in its ballot, whether or not the leader knows. */
function votersOf(cluster: Cluster, leader: Leader, slot: number): readonly Acceptor[] {
  return acceptedIn(cluster, slot, ballotOf(leader));
}

/** Why a slot that a leader proposes for is not chosen. */
export function proposalReasons(cluster: Cluster, leader: Leader, slot: number): Reason[] {
  const { id } = leader;
  const ballot = ballotOf(leader);
  const { command, acceptedBy } = proposalOf(leader, slot);
  const voters = votersOf(cluster, leader, slot);
  const { present } = reachedBy(cluster, leader);
  const silent = (acceptor: Acceptor) => !acceptedBy.includes(acceptor.id);
  const holding = voters.filter(silent);
  const open = present.filter((acceptor) => !voters.includes(acceptor));
  const refusing = open.filter((acceptor) => refuses(cluster, leader, acceptor));
  const waiting = open.filter((acceptor) => !refusing.includes(acceptor));
  const answers = acceptancesInFlight(cluster, slot, ballot);
  const isSent = (acceptor: Acceptor) =>
    inFlightTo(cluster, acceptor.id, 'Accept', slot).some((it) => sameBallot(it.ballot, ballot));
  return [
    standing(cluster, leader, slot, voters),
    ...chosenElsewhere(cluster, leader, slot, command, voters),
    ...some(holding, 'has', 'have', `accepted it; ${id} does not know this yet.`, 'accept-quorum'),
    ...refusing.map((acceptor) => promisedHigher(acceptor, ballot, 'phase-2b')),
    ...onTheWay(leader, `Accept for slot ${slot}`, 'phase-2a', waiting, isSent),
    ...absences(cluster, leader, [...acceptedBy, ...arriving(cluster, answers)], 'accept-quorum'),
    ...(refusing.length === 0 ? [] : [stepsAside(leader)]),
  ];
}

function standing(cluster: Cluster, leader: Leader, slot: number, voters: readonly Acceptor[]): Reason {
  const { verdict, needed } = quorumOf(cluster, idsOf(voters));
  const { id, ballot } = leader;
  const heard = proposalOf(leader, slot).acceptedBy;
  const on = idsOf(cluster.acceptors).filter((acceptor) => !heard.includes(acceptor));
  const accepted = `accepted by ${ofAcceptors(cluster, voters.length)} in ballot ${b(ballot)}`;
  const why = verdict.holds
    ? `Slot ${slot} is chosen: it is ${accepted}. ${id} knows of ${heard.length} of them and needs ${needed}.`
    : `Slot ${slot} is ${accepted}; it needs ${needed}.`;
  return { on, why, rule: 'accept-quorum' };
}

function chosenElsewhere(
  cluster: Cluster,
  { ballot }: Leader,
  slot: number,
  command: Command,
  voters: readonly Acceptor[],
): Reason[] {
  const chosen = chosenIn(cluster, slot);
  if (chosen === null || isAcceptedBy(cluster, voters)) return [];
  const other = sameCommand(chosen, command) ? 'The same command' : commandText(chosen);
  const why = `${other} is already chosen for slot ${slot}, in another ballot than ${b(ballot)}: nothing else can be.`;
  return [{ on: [], why, rule: 'accept-quorum' }];
}

/** A slot that an acceptor has accepted and that no leader proposes for any more. */
function leftReasons(cluster: Cluster, slot: number, ballot: Ballot): Reason[] {
  const voters = acceptedIn(cluster, slot, ballot);
  const { needed } = quorumOf(cluster, idsOf(voters));
  const why = `Slot ${slot} is accepted by ${ofAcceptors(cluster, voters.length)} in ballot ${b(ballot)}; it needs ${needed}.`;
  const on = idsOf(cluster.acceptors);
  return [{ on, why, rule: 'accept-quorum' }, whoProposesNext(cluster, slot, ballot)];
}

function whoProposesNext({ leaders }: Cluster, slot: number, ballot: Ballot): Reason {
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
