/** What is proposed, accepted and chosen in each slot ("Paxos Made Simple", §2.2). */
import { itemAt } from '../../protocol/known';
import type { ActorId, Message } from '../../protocol/message';
import { sparseAt, withAt } from '../sparse';
import {
  acceptorsOf,
  ballotText,
  compareBallots,
  describeCommand,
  majorityOf,
  sameCommand,
  type Ballot,
  type Command,
  type Vote,
} from './node';
import { accuse, type Look, type Proposal } from './watch';

type Accept = Message & Vote & { readonly slot: number };

const isAccept = (message: Message): message is Accept => message.type === 'Accept';

/** Looks at the newly sent Accept messages. */
export function recordProposals(seen: Look): void {
  const { inFlight } = seen.world.network;
  const first = seen.before?.network.nextId ?? 0;
  for (let i = inFlight.length - 1; i >= 0; i--) {
    const message = itemAt(inFlight, i);
    if (message.id < first) break;
    if (isAccept(message)) propose(seen, message.slot, message.ballot, message.command, null);
  }
}

/** Looks at the new acceptances. A command is chosen once a majority has accepted it in one ballot. */
export function recordAcceptances(seen: Look): void {
  for (const { before, now } of seen.acceptors) {
    for (const [slot, vote] of changedVotes(before?.accepted, now.accepted)) {
      propose(seen, slot, vote.ballot, vote.command, now.id);
    }
  }
}

const print = (vote: unknown) => JSON.stringify(vote);

/** The slots in which an acceptor's vote changed. Votes are compared by value, because replayed worlds share no objects. */
export function changedVotes<T>(
  before: Readonly<Record<string, T>> | undefined,
  now: Readonly<Record<string, T>>,
): (readonly [number, T])[] {
  if (before === now) return [];
  return Object.entries(now)
    .filter(([slot, vote]) => before?.[slot] !== vote && print(before?.[slot]) !== print(vote))
    .map(([slot, vote]) => [Number(slot), vote] as const);
}

/** Records that a command is proposed for a slot in a ballot, as a message or an acceptor (`by`) shows. */
function propose(seen: Look, slot: number, ballot: Ballot, command: Command, by: ActorId | null): void {
  const ballots = sparseAt(seen.memory.proposals, slot) ?? {};
  const name = ballotText(ballot);
  const known = ballots[name];
  if (known && !sameCommand(known.command, command)) {
    const text = `Ballot ${name} carries ${describeCommand(known.command)} and ${describeCommand(command)} for slot ${slot}.`;
    accuse(seen, 'ballot-once', `${slot}/${name}`, [ballot.leader], text);
    return;
  }
  const acceptedBy = known?.acceptedBy ?? [];
  if (known && (by === null || acceptedBy.includes(by))) return;
  const proposal = { ballot, command, acceptedBy: by === null ? acceptedBy : [...acceptedBy, by] };
  const proposals = withAt(seen.memory.proposals, slot, { ...ballots, [name]: proposal });
  seen.memory = { ...seen.memory, proposals };
  const chosen = sparseAt(seen.memory.chosen, slot);
  if (!known && chosen) compareWithChosen(seen, slot, proposal, chosen);
  if (proposal.acceptedBy.length >= majorityOf(seen.world)) choose(seen, slot, proposal);
}

function choose(seen: Look, slot: number, proposal: Proposal): void {
  const first = sparseAt(seen.memory.chosen, slot);
  if (!first) {
    seen.memory = { ...seen.memory, chosen: withAt(seen.memory.chosen, slot, proposal) };
    const others = Object.values(sparseAt(seen.memory.proposals, slot) ?? {});
    for (const other of others) compareWithChosen(seen, slot, other, proposal);
  } else if (!sameCommand(first.command, proposal.command)) {
    const [one, two] = [first, proposal].map(
      ({ command, ballot, acceptedBy }) =>
        `${describeCommand(command)} by ${acceptedBy.join(' and ')} in ballot ${ballotText(ballot)}`,
    );
    const nodes = [...new Set([...first.acceptedBy, ...proposal.acceptedBy])];
    accuse(seen, 'chosen-once', slot, nodes, `For slot ${slot} was accepted ${one}, and ${two}.`);
  }
}

/** P2b: every proposal in a ballot higher than that in which a command was chosen proposes the same command. */
function compareWithChosen(seen: Look, slot: number, other: Proposal, chosen: Proposal): void {
  if (compareBallots(other.ballot, chosen.ballot) <= 0 || sameCommand(other.command, chosen.command)) return;
  const text = `${describeCommand(chosen.command)} was chosen for slot ${slot} in ballot ${ballotText(chosen.ballot)}, and ${other.ballot.leader} proposes ${describeCommand(other.command)} in ballot ${ballotText(other.ballot)}.`;
  accuse(seen, 'proposal-of-chosen', slot, [other.ballot.leader, ...chosen.acceptedBy], text);
}

/** A chosen command stays on a majority: higher ballots propose it again. */
export function chosenStays(seen: Look): void {
  for (const { before, now } of seen.acceptors) {
    if (before === null || before.accepted === now.accepted) continue;
    for (const slot of Object.keys(before.accepted)) {
      const chosen = sparseAt(seen.memory.chosen, Number(slot));
      const kept = sameCommand(before.accepted[slot]?.command, now.accepted[slot]?.command);
      if (!chosen || kept || !sameCommand(before.accepted[slot]?.command, chosen.command)) continue;
      const holders = holdersOf(seen, slot, chosen.command);
      const needed = majorityOf(seen.world);
      if (holders >= needed) continue;
      const text = `${describeCommand(chosen.command)} was chosen for slot ${slot}; ${now.id} holds ${describeCommand(now.accepted[slot]?.command)} there now, and ${holders} of ${acceptorsOf(seen.world).length} acceptors hold what was chosen.`;
      accuse(seen, 'chosen-stays', slot, [now.id], text);
    }
  }
}

/** How many acceptors, crashed ones included, have a command as their last acceptance in a slot. */
export function holdersOf({ world }: Look, slot: number | string, command: Command): number {
  return acceptorsOf(world).filter(({ accepted }) => sameCommand(accepted[slot]?.command, command)).length;
}
