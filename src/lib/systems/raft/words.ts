/** Raft's events in words: a sentence that a student can repeat, and a line of the trace in the emulation's manner. */
import { loudText, requestText } from '../../kv/text';
import type { ProtocolEvent } from '../../protocol/event';
import { lineOf, sentenceOf, textOf, type Statement, type Words } from '../../protocol/words';
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

const STATEMENTS: Words<RaftEvent, Statement> = {
  'term-adopted': (e) =>
    `moves from term ${e.from} to term ${e.term}, which it saw in a message from ${e.by}`,
  'stepped-down': (e) =>
    e.rule === 'candidate-yield'
      ? `gives up its election: ${e.by} already leads term ${e.term}`
      : `steps down: it saw term ${e.term} in a message from ${e.by}`,
  'election-started': (e) =>
    `starts ${e.again ? 'another' : 'an'} election: it moves to term ${e.term}, votes for itself and asks the others for their votes`,
  'vote-granted': (e) => `votes for ${e.candidate} in term ${e.term}${although(e) || `: ${logsCompared(e)}`}`,
  'vote-refused': (e) => `refuses to vote for ${e.candidate}: ${because(e)}`,
  'vote-counted': (e) =>
    e.again
      ? `has already counted ${e.voter}’s vote; it still has ${e.votes} and needs ${e.needed}`
      : `counts ${e.voter}’s vote${although(e)}: it has ${e.votes} and needs ${e.needed}`,
  'vote-missed': (e) => `gets no vote from ${e.voter}; it has ${votes(e.votes)} and needs ${e.needed}`,
  'election-won': (e) =>
    although(e)
      ? `becomes leader of term ${e.term}${although(e)}`
      : `wins the election for term ${e.term} with ${e.votes} of ${votes(e.servers)} and becomes leader`,
  'append-refused': (e) => `refuses AppendEntries from ${e.leader}: ${because(e)}`,
  'append-accepted': (e) => {
    if (although(e)) return `acknowledges entries up to index ${e.matchIndex}${although(e)}`;
    const matches = e.matchIndex === 0 ? '' : `: the logs match up to index ${e.matchIndex}`;
    return e.empty ? `accepts ${e.leader}’s heartbeat${matches}` : `already has all these entries${matches}`;
  },
  'entries-truncated': (e) =>
    `deletes ${span(e.fromIndex, e.toIndex)}${although(e) || `: ${e.leader}’s log has an entry of another term at index ${e.fromIndex}`}`,
  'entry-appended': (e) => {
    const appends = `appends ${requestText(e.entry)} at index ${e.index} in term ${e.entry.term}`;
    if (e.leader === e.actor || e.index === 1) return `${appends}${although(e)}`;
    return `${appends}${although(e) || ': the entry before it matches'}`;
  },
  'match-advanced': (e) =>
    although(e)
      ? `takes ${e.follower}’s log to match up to index ${e.matchIndex}${although(e)}`
      : `learns that ${e.follower}’s log matches up to index ${e.matchIndex}${e.nextIndex < e.nextBefore ? nextMoved(e) : ''}`,
  'match-unchanged': (e) =>
    e.matchIndex === 0
      ? {
          clause: `${e.follower} accepted ${e.actor}’s heartbeat; it has confirmed no entry yet${nextMoved(e)}`,
        }
      : `already knew that ${e.follower}’s log matches up to index ${e.matchIndex}${nextMoved(e)}`,
  'next-stepped-back': (e) =>
    e.matchIndex > 0 && e.nextIndex <= e.matchIndex
      ? `sends to ${e.follower} again from index ${e.nextIndex}. It already knows that the logs match up to index ${e.matchIndex}: this refusal is older, and sending again does no harm`
      : e.nextIndex === e.before
        ? `sends to ${e.follower} again from index ${e.nextIndex}`
        : `steps back for ${e.follower} and sends again from index ${e.nextIndex}`,
  committed: (e) => {
    const which = span(e.fromIndex, e.toIndex);
    if (although(e))
      return `${e.by === 'leader' ? `treats ${which} as committed` : `commits ${which}`}${although(e)}`;
    if (e.by === 'leader') return `learns that ${which} is committed`;
    const it = e.fromIndex === e.toIndex ? 'it' : `index ${e.toIndex}`;
    return `commits ${which}: ${it} is on ${e.copies} of ${servers(e.servers ?? 0)}`;
  },
  'commit-waits': (e) =>
    e.reason === 'too-few'
      ? { clause: `Index ${e.index} is on ${e.copies} of ${servers(e.servers)}; it needs ${e.needed}` }
      : {
          clause: `Index ${e.index} is on ${e.copies} of ${servers(e.servers)}, but it is from an older term: a leader counts only entries of its own term`,
        },
  applied: (e) =>
    e.repeated
      ? `does not do index ${e.index} again: this request was already done`
      : `applies index ${e.index}, ${requestText(e.entry)}${although(e) && `,${although(e)}`}: ${e.result}`,
  'request-queued': (e) =>
    `makes ${e.client}’s request ${e.request} wait: it takes one request at a time (${e.waiting} waiting)`,
  'request-refused': (e) =>
    `refuses ${e.client}’s request: it is not the leader${e.leader ? `; it names ${e.leader}` : ' and knows of none'}`,
  'request-answered': (e) => `answers ${e.client}’s request ${e.request}: ${e.result}`,
  'heartbeat-sent': (e) =>
    `sends heartbeats to ${e.followers === 1 ? '1 follower' : `${e.followers} followers`}`,
  'notification-ignored': (e) =>
    `ignores ${e.leader}’s notification that index ${e.leaderCommit} is committed: ${because(e)}`,
  'message-ignored': (e) => `ignores ${e.message} from ${e.from}: ${IGNORED[e.reason](e)}`,
};

/** How an answer moved nextIndex, where its news about the log does not say so already. */
function nextMoved({ nextIndex, nextBefore }: { readonly nextIndex: number; readonly nextBefore: number }) {
  return nextIndex === nextBefore ? '' : `; nextIndex goes from ${nextBefore} to ${nextIndex}`;
}

/** How the candidate's log compares with the voter's: as up to date, or more (§5.4.1). */
function logsCompared(e: EventOf<'vote-granted'>): string {
  const last = deciding(e);
  const newer = last !== null && last.left.value !== last.right.value;
  return `${e.candidate}’s log is ${newer ? 'more up to date than' : 'as up to date as'} ${e.actor}’s`;
}

const statement = (event: ProtocolEvent): Statement =>
  textOf(STATEMENTS, event) ?? { clause: `${event.actor}: ${event.type}` };

export function sentence(event: ProtocolEvent): string {
  return sentenceOf(statement(event), event);
}

/** Events with a line of their own, as the emulation printed them. The other events are traced by their statement. */
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
  return textOf(LINES, event) ?? lineOf(statement(event));
}
