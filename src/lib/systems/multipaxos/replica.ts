/** The rules of replicas: learn commits in any order, apply them in the order of their slots, and ask for missing ones. */
import { say, sendAll, startTimer } from '../../protocol/turn';
import { compareIs } from '../../protocol/verdict';
import { highestSlot } from './command';
import type { PaxosVerdict } from './decisions';
import { applyChosen, learn } from './learner';
import type { MessageOf } from './message';
import type { Replica } from './state';
import type { ReplicaTurn } from './turn';

type Commit = MessageOf<'Commit'>;

/** Whether the replica knows this slot already: the commit is a repeat. */
export function isKnown({ node }: ReplicaTurn, { slot }: Commit): PaxosVerdict {
  const known = { name: `slot ${slot} known`, value: node.chosen[slot] !== undefined, of: node.id, at: slot };
  return compareIs('known', known);
}

export function learnCommit(turn: ReplicaTurn, { slot, command, from }: Commit): ReplicaTurn {
  const told = say(learn(turn, slot, command), { type: 'learnt', rule: 'learn', slot, command, by: from });
  const applied = retryWhileGap(applyChosen(told), hasGap(turn.node));
  const { lastApplied } = applied.node;
  if (lastApplied >= slot) return applied;
  return say(applied, { type: 'commit-held', rule: 'apply-in-order', slot, missing: lastApplied + 1 });
}

export function ignoreKnown(turn: ReplicaTurn, { slot, from }: Commit): ReplicaTurn {
  return say(turn, { type: 'commit-known', rule: 'learn', slot, by: from });
}

/**
 * The retry timer fires: the replica asks every leader and every other replica, because leaders may be down and any of
 * them may know.
 */
export function askForMissing(turn: ReplicaTurn): ReplicaTurn {
  const { node, environment } = turn;
  const slot = node.lastApplied + 1;
  const told = say(turn, { type: 'catch-up-asked', rule: 'catch-up', slot });
  const others = environment.replicas.filter((id) => id !== node.id);
  return retry(sendAll(told, [...environment.leaders, ...others], { type: 'CatchUp', slot }));
}

/** The retry timer runs as long as there is a gap. It is set when a gap appears, and again after it has fired. */
function retryWhileGap(turn: ReplicaTurn, hadGap: boolean): ReplicaTurn {
  return hasGap(turn.node) === hadGap ? turn : retry(turn);
}

function retry(turn: ReplicaTurn): ReplicaTurn {
  return startTimer(turn, hasGap(turn.node) ? 'heartbeat' : null);
}

/** Whether a slot after the next one is known. */
function hasGap({ chosen, lastApplied }: Replica): boolean {
  return highestSlot(chosen) > lastApplied;
}
