import type { Bug } from '../../protocol/bug';
import { BUG_NAMES, type BugName } from './bugs';

type Text = Omit<Bug, 'name'>;

/** The texts of the bugs, one for each name in `DEPARTURES`, in the same order. */
const TEXTS = {
  'ignore-accepted': {
    title: 'Bug: a proposer ignores what promises report',
    departs: 'A proposer that has its promises does not look at what they report as accepted.',
    breaks:
      'A proposer proposes, for a slot, the value of the highest-numbered proposal that its promises report ("Paxos Made Simple", §2.2, P2c).',
    violates: 'proposal-of-chosen',
  },
  'forget-promise': {
    title: 'Bug: an acceptor forgets its promise',
    departs: 'An acceptor that crashes forgets the ballot that it has promised.',
    breaks:
      'An acceptor records what it promises in stable storage before it answers, so that it outlives a crash ("Paxos Made Simple", §2.5).',
    violates: 'promise-monotonic',
  },
  'accept-below-promise': {
    title: 'Bug: an acceptor accepts below its promise',
    departs: 'An acceptor accepts whatever it is sent, in any ballot.',
    breaks:
      'An acceptor accepts a proposal only if it has promised no higher ballot ("Paxos Made Simple", §2.2, P1a).',
    violates: 'accept-promise',
  },
  'quorum-of-half': {
    title: 'Bug: half of the acceptors count as a quorum',
    departs: 'Half of the acceptors, rounded down, count as a quorum, for promises and for acceptances.',
    breaks: 'Any two quorums have an acceptor in common ("Paxos Made Simple", §2.1): two halves need not.',
    violates: 'learn-chosen',
  },
  'apply-over-gap': {
    title: 'Bug: a replica applies over a gap',
    departs: 'A replica or leader applies what it learns at once, whether or not the slots before are known.',
    breaks:
      'A server executes the command of a slot once it has executed those of all slots before ("Paxos Made Simple", §3).',
    violates: 'in-order',
  },
} as const satisfies Record<BugName, Text>;

export const BUGS: readonly Bug[] = BUG_NAMES.map((name) => ({ name, ...TEXTS[name] }));
