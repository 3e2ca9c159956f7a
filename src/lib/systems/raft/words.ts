/** A Raft event as a sentence that a student can repeat, and as a line of the emulation's trace. */
import { loudText, requestText } from '../../kv/text';
import type { ProtocolEvent } from '../../protocol/event';
import { asLine, textOf, type Words } from '../../protocol/words';
import { deciding } from '../../protocol/verdict';
import { although, because } from './clauses';
import type { IgnoreReason, RaftEvent } from './events';

type EventOf<T extends RaftEvent['type']> = Extract<RaftEvent, { type: T }>;

const span = (from: number, to: number) => (from === to ? `index ${from}` : `index ${from} to ${to}`);
const servers = (n: number) => (n === 1 ? '1 server' : `${n} servers`);
const votes = (n: number) => (n === 1 ? '1 vote' : `${n} votes`);

const IGNORED: Record<IgnoreReason, (event: EventOf<'message-ignored'>) => string> = {
  'stale-term': () => 'it is from an older term',
  'not-candidate': (e) => `${e.actor} is not a candidate`,
  'not-leader': (e) => `${e.actor} is not the leader`,
  'already-leads': (e) => `${e.actor} already leads`,
  'other-leader-of-term': (e) => `${e.actor} leads this term itself`,
};

const SENTENCES: Words<RaftEvent> = {
  'term-adopted': (e) =>
    `${e.actor} moves from term ${e.from} to term ${e.term}, which it saw in a message from ${e.by}.`,
  'stepped-down': (e) =>
    e.rule === 'candidate-yield'
      ? `${e.actor} gives up its election: ${e.by} already leads term ${e.term}.`
      : `${e.actor} steps down: it saw term ${e.term} in a message from ${e.by}.`,
  'election-started': (e) =>
    `${e.actor} starts ${e.again ? 'another' : 'an'} election: it moves to term ${e.term}, votes for itself and asks the others for their votes.`,
  'vote-granted': (e) =>
    `${e.actor} votes for ${e.candidate} in term ${e.term}${although(e) || `: ${logsCompared(e)}`}.`,
  'vote-refused': (e) => `${e.actor} refuses to vote for ${e.candidate}: ${because(e)}.`,
  'vote-counted': (e) =>
    e.again
      ? `${e.actor} has already counted ${e.voter}’s vote; it still has ${e.votes} and needs ${e.needed}.`
      : `${e.actor} counts ${e.voter}’s vote${although(e)}: it has ${e.votes} and needs ${e.needed}.`,
  'vote-missed': (e) =>
    `${e.actor} gets no vote from ${e.voter}; it has ${votes(e.votes)} and needs ${e.needed}.`,
  'election-won': (e) =>
    although(e)
      ? `${e.actor} becomes leader of term ${e.term}${although(e)}.`
      : `${e.actor} wins the election for term ${e.term} with ${e.votes} of ${votes(e.servers)} and becomes leader.`,
  'append-refused': (e) => `${e.actor} refuses AppendEntries from ${e.leader}: ${because(e)}.`,
  'append-accepted': (e) => {
    if (although(e)) return `${e.actor} acknowledges entries up to index ${e.matchIndex}${although(e)}.`;
    const matches = e.matchIndex === 0 ? '' : `: the logs match up to index ${e.matchIndex}`;
    return e.empty
      ? `${e.actor} accepts ${e.leader}’s heartbeat${matches}.`
      : `${e.actor} already has all these entries${matches}.`;
  },
  'entries-truncated': (e) =>
    `${e.actor} deletes ${span(e.fromIndex, e.toIndex)}${although(e) || `: ${e.leader}’s log has an entry of another term at index ${e.fromIndex}`}.`,
  'entry-appended': (e) => {
    const appends = `${e.actor} appends ${requestText(e.entry)} at index ${e.index} in term ${e.entry.term}`;
    if (e.leader === e.actor || e.index === 1) return `${appends}${although(e)}.`;
    return `${appends}${although(e) || ': the entry before it matches'}.`;
  },
  'match-advanced': (e) =>
    although(e)
      ? `${e.actor} takes ${e.follower}’s log to match up to index ${e.matchIndex}${although(e)}.`
      : `${e.actor} learns that ${e.follower}’s log matches up to index ${e.matchIndex}${e.nextIndex < e.nextBefore ? nextMoved(e) : ''}.`,
  'match-unchanged': (e) =>
    e.matchIndex === 0
      ? `${e.follower} accepted ${e.actor}’s heartbeat; it has confirmed no entry yet${nextMoved(e)}.`
      : `${e.actor} already knew that ${e.follower}’s log matches up to index ${e.matchIndex}${nextMoved(e)}.`,
  'next-stepped-back': (e) =>
    e.matchIndex > 0 && e.nextIndex <= e.matchIndex
      ? `${e.actor} sends to ${e.follower} again from index ${e.nextIndex}. It already knows that the logs match up to index ${e.matchIndex}: this refusal is older, and sending again does no harm.`
      : e.nextIndex === e.before
        ? `${e.actor} sends to ${e.follower} again from index ${e.nextIndex}.`
        : `${e.actor} steps back for ${e.follower} and sends again from index ${e.nextIndex}.`,
  committed: (e) => {
    const which = span(e.fromIndex, e.toIndex);
    if (although(e))
      return `${e.actor} ${e.by === 'leader' ? `treats ${which} as committed` : `commits ${which}`}${although(e)}.`;
    if (e.by === 'leader') return `${e.actor} learns that ${which} is committed.`;
    const it = e.fromIndex === e.toIndex ? 'it' : `index ${e.toIndex}`;
    return `${e.actor} commits ${which}: ${it} is on ${e.copies} of ${servers(e.servers ?? 0)}.`;
  },
  'commit-waits': (e) =>
    e.reason === 'too-few'
      ? `Index ${e.index} is on ${e.copies} of ${servers(e.servers)}; it needs ${e.needed}.`
      : `Index ${e.index} is on ${e.copies} of ${servers(e.servers)}, but it is from an older term: a leader counts only entries of its own term.`,
  applied: (e) =>
    e.repeated
      ? `${e.actor} does not do index ${e.index} again: this request was already done.`
      : `${e.actor} applies index ${e.index}, ${requestText(e.entry)}${although(e) && `,${although(e)}`}: ${e.result}.`,
  'request-queued': (e) =>
    `${e.actor} makes ${e.client}’s request ${e.request} wait: it takes one request at a time (${e.waiting} waiting).`,
  'request-refused': (e) =>
    `${e.actor} refuses ${e.client}’s request: it is not the leader${e.leader ? `; it names ${e.leader}` : ' and knows of none'}.`,
  'request-answered': (e) => `${e.actor} answers ${e.client}’s request ${e.request}: ${e.result}.`,
  'heartbeat-sent': (e) =>
    `${e.actor} sends heartbeats to ${e.followers === 1 ? '1 follower' : `${e.followers} followers`}.`,
  'notification-ignored': (e) =>
    `${e.actor} ignores ${e.leader}’s notification that index ${e.leaderCommit} is committed: ${because(e)}.`,
  'message-ignored': (e) => `${e.actor} ignores ${e.message} from ${e.from}: ${IGNORED[e.reason](e)}.`,
};

/** Where an answer moves nextIndex otherwise than by what it newly tells of the log. */
function nextMoved({ nextIndex, nextBefore }: { readonly nextIndex: number; readonly nextBefore: number }) {
  return nextIndex === nextBefore ? '' : `; nextIndex goes from ${nextBefore} to ${nextIndex}`;
}

/** By what the candidate's log is as up to date as the voter's, or more. */
function logsCompared(e: EventOf<'vote-granted'>): string {
  const last = deciding(e);
  const newer = last !== null && last.left.value !== last.right.value;
  return `${e.candidate}’s log is ${newer ? 'more up to date than' : 'as up to date as'} ${e.actor}’s`;
}

export function sentence(event: ProtocolEvent): string {
  return textOf(SENTENCES, event) ?? `${event.actor}: ${event.type}.`;
}

/** The events that the emulation printed, in its manner; the others are traced by their sentence. */
const LINES: Partial<Words<RaftEvent>> = {
  'election-started': (e) => `Starting election for term ${e.term}`,
  'vote-granted': (e) => `Vote granted to ${e.candidate} for term ${e.term}`,
  'vote-refused': (e) => `Vote refused to ${e.candidate}: ${because(e)}`,
  'election-won': (e) => `Election won for term ${e.term}: ${e.votes} of ${votes(e.servers)}`,
  'entry-appended': (e) => `index ${e.index}: ${loudText(e.entry)}`,
  committed: (e) => `Committed ${span(e.fromIndex, e.toIndex)}`,
  applied: (e) =>
    `${e.repeated ? 'Not done again, index' : 'Applied index'} ${e.index}: ${loudText(e.entry)}${e.entry.op === 'noop' ? '' : ` -> ${e.result}`}`,
};

export function traceLine(event: ProtocolEvent): string {
  return textOf(LINES, event) ?? asLine(sentence(event), event);
}
