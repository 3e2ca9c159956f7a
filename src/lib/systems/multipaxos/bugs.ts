import { keysOf, isKeyOf } from '../../protocol/known';
import { overrule } from '../../protocol/verdict';
import { slotsOf } from './command';
import { PAPER, type Decisions } from './decisions';

/** The deliberate bugs that `multipaxos.bugs` can switch on. Each replaces one decision of the papers. */
const DEPARTURES = {
  'ignore-accepted': { boundBy: () => ({}) },
  'forget-promise': { survivesCrash: (node) => ({ ...PAPER.survivesCrash(node), promised: null }) },
  'accept-below-promise': { mayAccept: (node, message) => overrule(PAPER.mayAccept(node, message), true) },
  'quorum-of-half': { quorum: (n) => Math.max(1, Math.floor(n / 2)) },
  'apply-over-gap': {
    nextToApply: (learner) =>
      PAPER.nextToApply(learner) ??
      slotsOf(learner.chosen).find((slot) => slot > learner.lastApplied) ??
      null,
  },
} as const satisfies Record<string, Partial<Decisions>>;

export type BugName = keyof typeof DEPARTURES;

export const BUG_NAMES = keysOf(DEPARTURES);

/** The papers' decisions with those of the named bugs in their place. */
export function decisionsWith(bugs: readonly string[]): Decisions {
  return Object.assign({}, PAPER, ...bugs.map((name) => (isKeyOf(DEPARTURES, name) ? DEPARTURES[name] : {})));
}
