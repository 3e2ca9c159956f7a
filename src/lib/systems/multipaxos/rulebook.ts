import type { RuleCard, RuleGroup } from '../../protocol/rule';

const SIMPLE = 'Lamport, Paxos Made Simple';
const COMPLEX = 'van Renesse and Altinbuken, Paxos Made Moderately Complex';
const EMULATION = 'The MultiPaxos emulation that the Raft emulation succeeded';

const card = (
  group: RuleGroup,
  id: string,
  title: string,
  section: string,
  text: string,
  source = SIMPLE,
): RuleCard => ({
  group,
  id,
  title,
  text,
  source,
  section,
});

/** MultiPaxos's rules in the order of the phases, in our own words. Events refer to them by id in `rule`. */
export const RULES: readonly RuleCard[] = [
  card(
    'Elections',
    'phase-1a',
    'Prepare a ballot',
    '§2.2, phase 1(a); §3',
    'A proposer picks a ballot of its own that it has never used and asks the acceptors to promise it, once for all slots.',
  ),
  card(
    'Elections',
    'phase-1b',
    'Promise, and report',
    '§2.2, phase 1(b)',
    'An acceptor promises a ballot unless it has promised a higher one: from then on it accepts nothing lower, and it reports what it has accepted, by slot. A refusal says which ballot is promised.',
  ),
  card(
    'Elections',
    'promise-quorum',
    'A quorum of promises makes a leader',
    '§2.2, phase 2(a); §3',
    'A proposer with the promises of more than half of all acceptors, each counted once and only for this ballot, may propose in it.',
  ),
  card(
    'Replication',
    'phase-2a',
    'Propose what may have been chosen',
    '§2.2, phase 2(a), P2c',
    'Where promises report an acceptance for a slot, the proposer must propose that command again, the one of the highest ballot reported: it may have been chosen already.',
  ),
  card(
    'Replication',
    'fill-gaps',
    'Fill gaps with no-ops',
    '§3',
    'A slot below the highest reported one, for which no promise reports anything, is filled with a no-op, so that the slots after it can be applied.',
  ),
  card(
    'Replication',
    'next-slot',
    'A request gets the next slot',
    '§3',
    'A leader proposes each client command, reads too, for the first slot after all that it knows of.',
  ),
  card(
    'Replication',
    'phase-2b',
    'Accept, unless promised higher',
    '§2.2, phase 2(b), P1a',
    'An acceptor accepts a proposal unless it has promised a higher ballot. A refusal says which ballot is promised.',
  ),
  card(
    'Commit',
    'accept-quorum',
    'A quorum of acceptances chooses a command',
    '§2.1, §2.3',
    'A command is chosen for a slot once more than half of all acceptors have accepted it in one ballot. It stays chosen.',
  ),
  card(
    'Elections',
    'step-aside',
    'A higher ballot ends a leadership',
    'Figure 7, preempted; §2.4 of Paxos Made Simple',
    'A proposer that is refused because of a higher ballot gives up its own. It starts a higher one only when its timeout fires: two leaders that keep outbidding each other get nothing chosen.',
    COMPLEX,
  ),
  card(
    'Elections',
    'send-again',
    'Resend what is unanswered',
    '§2.1, §2.2',
    'Messages may be lost, and a second copy changes nothing for a node that has the first. The leader resends to each acceptor what that acceptor has not answered, and to the replicas, which do not answer, the last commit.',
  ),
  card(
    'Commit',
    'learn',
    'Learn what is chosen',
    '§2.3',
    'The leader learns first and tells every replica which command is chosen for which slot. A repeated message says nothing new.',
  ),
  card(
    'Commit',
    'apply-in-order',
    'Apply slots in order, without gaps',
    '§3; Figure 1 of Paxos Made Moderately Complex',
    'A command is applied once all slots before it are. One that is learnt early has to wait.',
  ),
  card(
    'Commit',
    'catch-up',
    'Ask for what was missed',
    'Lockstep; after §2.3',
    'A replica that may have missed commits asks every leader and every other replica for all commits from its next slot on. Any node that knows them sends them, even when no leader is up.',
    'Lockstep; after Lamport, Paxos Made Simple',
  ),
  card(
    'Clients',
    'client-wait',
    'One request at a time',
    'the emulation',
    'A leader takes the next request once the last one is answered, and none while it prepares. Until then requests wait.',
    EMULATION,
  ),
  card(
    'Clients',
    'client-answer',
    'Answer once applied',
    'Figure 1; the emulation',
    'The leader that took a request answers it after it has applied its slot. If it steps aside first, the outcome is unknown.',
    COMPLEX,
  ),
  card(
    'Clients',
    'client-not-leader',
    'Only the leader takes requests',
    '§3; the emulation',
    'A proposer that is idle refuses a client’s request and names the one whose ballot was higher, if it knows of one. So does an acceptor, which names the one whose ballot it promised, and a replica, which knows of none.',
  ),
];
