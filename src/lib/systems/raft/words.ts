/** A Raft event as a sentence that a student can repeat, and as a line of the emulation's trace. */
import type { ProtocolEvent } from '../../protocol/event';
import { deciding, valueText } from '../../protocol/verdict';
import { although } from './clauses';
import type { IgnoreReason, RaftEvent } from './events';
import type { LogEntry } from './log';

type EventOf<T extends RaftEvent['type']> = Extract<RaftEvent, { type: T }>;
type Words = { readonly [T in RaftEvent['type']]: (event: EventOf<T>) => string };

/** `put a=1`, `get a`, `delete a`, `no-op`. */
function command({ op, key, value }: LogEntry): string {
  if (op === 'noop') return 'a no-op';
  return op === 'put' ? `put ${key}=${value}` : `${op} ${key}`;
}

const span = (from: number, to: number) => (from === to ? `index ${from}` : `index ${from} to ${to}`);
const servers = (n: number) => (n === 1 ? '1 server' : `${n} servers`);
const votes = (n: number) => (n === 1 ? '1 vote' : `${n} votes`);

const IGNORED: Record<IgnoreReason, (event: EventOf<'message-ignored'>) => string> = {
  'stale-term': () => 'it is of an older term',
  'not-candidate': (e) => `${e.actor} is not a candidate`,
  'not-leader': (e) => `${e.actor} does not lead`,
  'already-leads': (e) => `${e.actor} leads already`,
  'other-leader-of-term': (e) => `${e.actor} leads this term itself`,
};

const SENTENCES: Words = {
  'term-adopted': (e) =>
    `${e.actor} moves from term ${e.from} to term ${e.term}, which it saw in a message from ${e.by}.`,
  'stepped-down': (e) =>
    e.rule === 'candidate-yield'
      ? `${e.actor} gives up its election: ${e.by} leads term ${e.term}.`
      : `${e.actor} is ${e.was} no more: it saw term ${e.term} in a message from ${e.by}.`,
  'election-started': (e) =>
    `${e.actor} starts ${e.again ? 'another' : 'an'} election: it moves to term ${e.term}, votes for itself and asks the others.`,
  'vote-granted': (e) =>
    `${e.actor} votes for ${e.candidate} in term ${e.term}${although(e) || `: ${because(e)}`}.`,
  'vote-refused': (e) => `${e.actor} refuses its vote to ${e.candidate}: ${whyRefused(e)}.`,
  'vote-counted': (e) =>
    e.again
      ? `${e.actor} has counted ${e.voter}’s vote already; it still has ${e.votes} and needs ${e.needed}.`
      : `${e.actor} counts the vote of ${e.voter}${although(e)}: it has ${e.votes} and needs ${e.needed}.`,
  'vote-missed': (e) =>
    `${e.actor} hears that ${e.voter} refuses; it has ${votes(e.votes)} and needs ${e.needed}.`,
  'election-won': (e) =>
    although(e)
      ? `${e.actor} leads term ${e.term}${although(e)}.`
      : `${e.actor} wins the election for term ${e.term} with ${e.votes} of ${votes(e.servers)} and leads.`,
  'append-refused': (e) => `${e.actor} refuses the entries of ${e.leader}: ${whyNoAppend(e)}.`,
  'append-accepted': (e) =>
    although(e)
      ? `${e.actor} acknowledges ${e.leader} up to index ${e.matchIndex}${although(e)}.`
      : e.empty
        ? `${e.actor} accepts the heartbeat of ${e.leader}: the logs agree up to index ${e.matchIndex}.`
        : `${e.actor} holds all these entries already: the logs agree up to index ${e.matchIndex}.`,
  'entries-truncated': (e) =>
    `${e.actor} deletes ${span(e.fromIndex, e.toIndex)}${although(e) || `: the log of ${e.leader} has another term at index ${e.fromIndex}`}.`,
  'entry-appended': (e) =>
    e.leader === e.actor
      ? `${e.actor} appends index ${e.index} of term ${e.entry.term}: ${command(e.entry)}.`
      : `${e.actor} appends index ${e.index} of term ${e.entry.term}, ${command(e.entry)}${although(e) ? `,${although(e)}` : ': the logs agree just before it'}.`,
  'match-advanced': (e) =>
    although(e)
      ? `${e.actor} takes the log of ${e.follower} to match up to index ${e.matchIndex}${although(e)}.`
      : `${e.actor} learns that the log of ${e.follower} matches up to index ${e.matchIndex}${e.nextIndex < e.nextBefore ? nextMoved(e) : ''}.`,
  'match-unchanged': (e) =>
    e.matchIndex === 0
      ? `${e.actor} hears that ${e.follower} agrees; it still knows of no entry there${nextMoved(e)}.`
      : `${e.actor} knew already that ${e.follower} matches up to index ${e.matchIndex}${nextMoved(e)}.`,
  'next-stepped-back': (e) =>
    e.matchIndex > 0 && e.nextIndex <= e.matchIndex
      ? `${e.actor} sends to ${e.follower} again from index ${e.nextIndex}, although it knows that the logs match up to index ${e.matchIndex}: a refusal sent before that says nothing new, and to send again does no harm.`
      : e.nextIndex === e.before
        ? `${e.actor} sends to ${e.follower} again from index ${e.nextIndex}.`
        : `${e.actor} steps back for ${e.follower} and sends again from index ${e.nextIndex}.`,
  committed: (e) =>
    although(e)
      ? `${e.actor} ${e.by === 'leader' ? `takes ${span(e.fromIndex, e.toIndex)} for committed` : `commits ${span(e.fromIndex, e.toIndex)}`}${although(e)}.`
      : e.by === 'leader'
        ? `${e.actor} learns that ${span(e.fromIndex, e.toIndex)} is committed.`
        : `${e.actor} commits ${span(e.fromIndex, e.toIndex)}: index ${e.toIndex} is on ${e.copies} of ${servers(e.servers ?? 0)}.`,
  'commit-waits': (e) =>
    e.reason === 'too-few'
      ? `Index ${e.index} is on ${e.copies} of ${servers(e.servers)}; it needs ${e.needed}.`
      : `Index ${e.index} is on ${e.copies} of ${servers(e.servers)}, but of an older term: a leader counts only entries of its own term.`,
  applied: (e) =>
    e.repeated
      ? `${e.actor} does not do index ${e.index} again: its client’s request was done already.`
      : `${e.actor} applies index ${e.index}, ${command(e.entry)}${although(e) && `,${although(e)}`}: ${e.result}.`,
  'request-queued': (e) =>
    `${e.actor} lets request ${e.request} of ${e.client} wait: it takes one request at a time (${e.waiting} waiting).`,
  'request-refused': (e) =>
    `${e.actor} refuses the request of ${e.client}: it does not lead${e.leader ? `; it names ${e.leader}` : ' and knows of no leader'}.`,
  'request-answered': (e) => `${e.actor} answers request ${e.request} of ${e.client}: ${e.result}.`,
  'heartbeat-sent': (e) =>
    `${e.actor} sends heartbeats to ${e.followers === 1 ? '1 follower' : `${e.followers} followers`}.`,
  'notification-ignored': (e) =>
    `${e.actor} ignores that ${e.leader} committed index ${e.leaderCommit}: ${whyNoCommit(e)}.`,
  'message-ignored': (e) => `${e.actor} ignores ${e.message} from ${e.from}: ${IGNORED[e.reason](e)}.`,
};

/** Where an answer moves nextIndex otherwise than by what it newly tells of the log. */
function nextMoved({ nextIndex, nextBefore }: { readonly nextIndex: number; readonly nextBefore: number }) {
  return nextIndex === nextBefore ? '' : `; nextIndex goes from ${nextBefore} to ${nextIndex}`;
}

/** What decided: the last comparison, and the values of its two sides. */
function decided(event: RaftEvent) {
  const last = deciding(event);
  return {
    what: last?.what,
    left: last ? valueText(last.left) : '',
    right: last ? valueText(last.right) : '',
  };
}

function because(e: EventOf<'vote-granted'>): string {
  const { what, left, right } = decided(e);
  const newer = what === 'last-term' || left !== right;
  return newer ? 'its log is more up-to-date than the voter’s' : 'its log is as up-to-date as the voter’s';
}

function whyRefused(e: EventOf<'vote-refused'>): string {
  const { what, left, right } = decided(e);
  if (e.reason === 'stale-term')
    return `the request is of term ${e.term}, and ${e.actor} is in term ${right}`;
  if (e.reason === 'already-voted')
    return `in term ${e.term} it has voted for ${e.votedFor === e.actor ? 'itself' : e.votedFor}`;
  return what === 'last-term'
    ? `its log is newer (last term ${right}) than that of ${e.candidate} (last term ${left})`
    : `its log is longer (last index ${right}) than that of ${e.candidate} (last index ${left})`;
}

function whyNoAppend(e: EventOf<'append-refused'>): string {
  const { right } = decided(e);
  if (e.reason === 'stale-term') return `they are of term ${e.term}, and ${e.actor} is in term ${right}`;
  if (e.reason === 'log-too-short') return `its log ends at index ${right}, before index ${e.prevLogIndex}`;
  return `its entry at index ${e.prevLogIndex} has term ${right}, not ${e.prevLogTerm}`;
}

function whyNoCommit(e: EventOf<'notification-ignored'>): string {
  if (e.reason === 'stale-term') return 'the message is of an older term';
  if (e.reason === 'known') return 'it knows that already';
  return 'its log does not hold that entry of that term';
}

export function sentence(event: ProtocolEvent): string {
  const e = event as RaftEvent;
  return (SENTENCES[e.type] as (event: RaftEvent) => string)(e);
}

const quoted = ({ op, key, value }: LogEntry): string =>
  op === 'noop' ? 'NO-OP' : op === 'put' ? `PUT "${key}" = "${value}"` : `${op.toUpperCase()} "${key}"`;

/** The events that the emulation printed, in its manner; the others are traced by their sentence. */
const LINES: Partial<Words> = {
  'election-started': (e) => `Starting election for term ${e.term}`,
  'vote-granted': (e) => `Vote granted to ${e.candidate} for term ${e.term}`,
  'vote-refused': (e) => `Vote refused to ${e.candidate}: ${whyRefused(e)}`,
  'election-won': (e) => `Election won for term ${e.term}: ${e.votes} of ${votes(e.servers)}`,
  'entry-appended': (e) => `index ${e.index}: ${quoted(e.entry)}`,
  committed: (e) => `Committed ${span(e.fromIndex, e.toIndex)}`,
  applied: (e) =>
    `${e.repeated ? 'Not done again, index' : 'Applied index'} ${e.index}: ${quoted(e.entry)}${e.entry.op === 'noop' ? '' : ` -> ${e.result}`}`,
};

export function traceLine(event: ProtocolEvent): string | null {
  const e = event as RaftEvent;
  const line = LINES[e.type] as ((event: RaftEvent) => string) | undefined;
  if (line) return line(e);
  const told = sentence(e).replace(/\.$/, '');
  return told.startsWith(`${e.actor} `) ? told.slice(e.actor.length + 1) : told;
}
