/** MultiPaxos's events in words: a sentence that a student can repeat, and a line of the trace. */
import { loudText, requestText } from '../../kv/text';
import type { ProtocolEvent } from '../../protocol/event';
import { lineOf, sentenceOf, textOf, type Statement, type Words } from '../../protocol/words';
import { overruledIn, valueText, type Comparison } from '../../protocol/verdict';
import { ballotText as b } from './ballot';
import type { PaxosComparison } from './decisions';
import type { IgnoreReason, PaxosEvent } from './events';

type EventOf<T extends PaxosEvent['type']> = Extract<PaxosEvent, { type: T }>;

const count = (n: number, one: string) => (n === 1 ? `1 ${one}` : `${n} ${one}s`);

const IGNORED: Record<IgnoreReason, (event: EventOf<'message-ignored'>) => string> = {
  'other-ballot': () => 'it is for another ballot',
  'counted-already': (e) => `${e.from} has already been counted`,
  'decided-already': () => 'that slot is already decided',
  'has-quorum': (e) => `${e.actor} already has a quorum of promises`,
  'not-proposing': (e) => `${e.actor} is idle`,
  'not-higher': (e) => `it names no ballot higher than ${e.actor}’s own`,
};

const STATEMENTS: Words<PaxosEvent, Statement> = {
  'prepare-started': (e) =>
    `${e.again ? 'gives up and prepares the higher' : 'prepares'} ballot ${b(e.ballot)}: it asks all acceptors for their promises`,
  promised: (e) =>
    `promises ballot ${b(e.ballot)} to ${e.to} and reports ${e.slots === 0 ? 'that it has accepted nothing' : `what it has accepted in ${count(e.slots, 'slot')}`}`,
  'prepare-refused': (e) =>
    `refuses ${e.to}’s ballot ${b(e.ballot)}: it has promised the higher ballot ${b(e.highest)}`,
  'promise-counted': (e) => `counts ${e.acceptor}’s promise: it has ${e.promises} and needs ${e.needed}`,
  'ballot-led': (e) =>
    `leads ballot ${b(e.ballot)}${although(e) || `: ${e.promises} of ${count(e.acceptors, 'acceptor')} have promised`}${e.upTo === 0 ? '' : `. It must propose slot 1${e.upTo === 1 ? '' : ` to ${e.upTo}`} again`}`,
  proposed: (e) => `proposes ${requestText(e.command)} for slot ${e.slot} in ballot ${b(e.ballot)}`,
  'proposed-again': (e) =>
    `proposes ${requestText(e.command)} for slot ${e.slot} again: an acceptor accepted it in ballot ${b(e.was)}, so it may have been chosen`,
  'gap-filled': (e) => `fills slot ${e.slot} with a no-op: no promise reports anything there`,
  accepted: (e) =>
    `accepts ${requestText(e.command)} for slot ${e.slot} in ballot ${b(e.ballot)}${although(e) || ': it has promised no higher ballot'}`,
  'accept-refused': (e) =>
    `refuses slot ${e.slot} in ballot ${b(e.ballot)}: it has promised the higher ballot ${b(e.highest)}`,
  'acceptance-counted': (e) =>
    e.again
      ? `has already counted ${e.acceptor} for slot ${e.slot}; it still has ${e.acceptances} and needs ${e.needed}`
      : `counts ${e.acceptor}’s acceptance of slot ${e.slot}: it has ${e.acceptances} and needs ${e.needed}`,
  chosen: (e) =>
    although(e)
      ? `treats ${requestText(e.command)} as chosen for slot ${e.slot}${although(e)}`
      : {
          clause: `Slot ${e.slot} is chosen: ${e.acceptances} of ${count(e.acceptors, 'acceptor')} accepted ${requestText(e.command)} in ballot ${b(e.ballot)}`,
        },
  applied: (e) =>
    `applies slot ${e.slot}, ${requestText(e.command)}${although(e) && `,${although(e)}`}: ${e.result}`,
  learnt: (e) => `learns from ${e.by} that slot ${e.slot} is ${requestText(e.command)}`,
  'commit-held': (e) => `cannot apply slot ${e.slot} yet: slot ${e.missing} must come first`,
  'commit-known': (e) => `already knows slot ${e.slot}`,
  'stepped-aside': (e) =>
    `steps aside: ${e.by} has promised ballot ${b(e.highest)}, which is higher than ${e.actor}’s ballot ${b(e.ballot)}`,
  'round-heard': (e) => `notes that ${e.by} has promised ballot ${b(e.highest)}`,
  'sent-again': (e) => {
    const resent =
      e.messages === 0
        ? 'has no unanswered message to resend'
        : `resends ${count(e.messages, 'unanswered message')}`;
    return e.slot === 0
      ? resent
      : `${resent}; it tells the replicas slot ${e.slot} again, in case one missed it`;
  },
  'catch-up-asked': (e) => `asks the leaders and the other replicas for all commits from slot ${e.slot} on`,
  'catch-up-answered': (e) =>
    e.commits === 0
      ? `knows of nothing chosen from slot ${e.slot} on`
      : `tells ${e.to} ${count(e.commits, 'commit')} from slot ${e.slot} on`,
  'request-queued': (e) =>
    `makes ${e.client}’s request ${e.request} wait: it ${e.why === 'busy' ? 'takes one request at a time' : 'does not lead yet'} (${e.waiting} waiting)`,
  'request-refused': (e) =>
    `refuses ${e.client}’s request: it is not the leader${e.leader ? `; it names ${e.leader}` : ' and knows of none'}`,
  'request-answered': (e) => `answers ${e.client}’s request ${e.request}: ${e.result}`,
  'message-ignored': (e) => `ignores ${e.message} from ${e.from}: ${IGNORED[e.reason](e)}`,
};

/** The clause that says what a rule held against an act that a deliberate bug let pass, by what was compared. */
const CLAUSES: Readonly<
  Partial<Record<PaxosComparison, (left: string, right: string, of?: number) => string>>
> = {
  promised: (_ballot, promised) => `it has promised the higher ballot ${promised}`,
  'next-slot': (_slot, next) => `slot ${next} comes first`,
  bound: (_again, reported) => `its promises report slot ${reported}, which it does not propose again`,
  promises: (has, needs, of) => `it has only ${has} of ${of} acceptors and needs ${needs}`,
  acceptances: (has, needs, of) => `it has only ${has} of ${of} acceptors and needs ${needs}`,
};

/** What a deliberate bug overruled: " although slot 1 comes first". Empty: no bug decided. */
function although(event: PaxosEvent): string {
  const overruled = overruledIn(event);
  return overruled ? ` although ${clause(overruled)}` : '';
}

function clause({ what, left, right }: Comparison<PaxosComparison>): string {
  return CLAUSES[what]?.(valueText(left), valueText(right), right.outOf) ?? 'a rule forbids it';
}

const statement = (event: ProtocolEvent): Statement =>
  textOf(STATEMENTS, event) ?? { clause: `${event.actor}: ${event.type}` };

export function sentence(event: ProtocolEvent): string {
  return sentenceOf(statement(event), event);
}

/** Events with a line of their own, in the emulation's manner. The other events are traced by their statement. */
const LINES: Partial<Words<PaxosEvent>> = {
  'prepare-started': (e) => `Preparing ballot ${b(e.ballot)}`,
  promised: (e) => `Promised ${b(e.ballot)} to ${e.to}, ${count(e.slots, 'slot')} accepted`,
  'prepare-refused': (e) => `Refused ballot ${b(e.ballot)}: promised ${b(e.highest)}`,
  'ballot-led': (e) => `Leading ballot ${b(e.ballot)}: ${e.promises} of ${count(e.acceptors, 'promise')}`,
  proposed: (e) => `Proposing slot ${e.slot} in ${b(e.ballot)}: ${loudText(e.command)}`,
  'proposed-again': (e) =>
    `Proposing slot ${e.slot} again in ${b(e.ballot)}: ${loudText(e.command)}, accepted in ${b(e.was)}`,
  'gap-filled': (e) => `Proposing slot ${e.slot} in ${b(e.ballot)}: NO-OP fills the gap`,
  accepted: (e) => `Accepted slot ${e.slot} in ${b(e.ballot)}: ${loudText(e.command)}`,
  'accept-refused': (e) => `Refused slot ${e.slot} in ${b(e.ballot)}: promised ${b(e.highest)}`,
  chosen: (e) => `Chosen slot ${e.slot}: ${e.acceptances} of ${count(e.acceptors, 'acceptance')}`,
  applied: (e) =>
    `Applied slot ${e.slot}: ${loudText(e.command)}${e.command.op === 'noop' ? '' : ` -> ${e.result}`}`,
  learnt: (e) => `Learnt slot ${e.slot} from ${e.by}: ${loudText(e.command)}`,
};

export function traceLine(event: ProtocolEvent): string {
  return textOf(LINES, event) ?? lineOf(statement(event));
}
