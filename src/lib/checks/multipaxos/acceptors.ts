/** The promises of a single acceptor, through crashes too ("Paxos Made Simple", §2.2). */
import { ballotText, compareBallots } from './node';
import { changedVotes } from './proposals';
import { accuse, type Look } from './watch';

export function promiseMonotonic(seen: Look): void {
  for (const { before, now } of seen.acceptors) {
    if (before === null || compareBallots(now.promised, before.promised) >= 0) continue;
    const text = `${now.id} had promised ${ballotText(before.promised)}, and now ${ballotText(now.promised)}.`;
    accuse(seen, 'promise-monotonic', `${now.id}/${seen.world.step}`, [now.id], text);
  }
}

export function acceptedMonotonic(seen: Look): void {
  for (const { before, now } of seen.acceptors) {
    if (before === null || before.accepted === now.accepted) continue;
    for (const [slot, vote] of Object.entries(before.accepted)) {
      const other = now.accepted[slot]?.ballot ?? null;
      if (compareBallots(other, vote.ballot) >= 0) continue;
      const text = `${now.id} had accepted slot ${slot} in ballot ${ballotText(vote.ballot)}, and now in ${ballotText(other)}.`;
      accuse(seen, 'accepted-monotonic', `${now.id}/${slot}/${seen.world.step}`, [now.id], text);
    }
  }
}

/** P1a: an acceptor accepts nothing in a ballot below the one that it has promised. */
export function acceptPromise(seen: Look): void {
  for (const { before, now } of seen.acceptors) {
    if (before === null) continue;
    for (const [slot, { ballot }] of changedVotes(before.accepted, now.accepted)) {
      if (compareBallots(ballot, before.promised) >= 0) continue;
      const text = `${now.id} had promised ${ballotText(before.promised)} and accepted slot ${slot} in ballot ${ballotText(ballot)}.`;
      accuse(seen, 'accept-promise', `${now.id}/${slot}/${ballotText(ballot)}`, [now.id], text);
    }
  }
}
