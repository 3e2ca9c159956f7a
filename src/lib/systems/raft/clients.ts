/** How a leader handles client requests. Every operation goes through the log, reads included. */
import { toRequest, type ClientPayload } from '../../kv/message';
import { apply } from '../../kv/store';
import type { ActorId } from '../../protocol/message';
import { say, set } from '../../protocol/turn';
import { all, compareNumbers, compareIs } from '../../protocol/verdict';
import { answer } from './answers';
import { applyEntry } from './apply';
import type { RaftVerdict } from './decisions';
import { lastIndex } from './log';
import { appendOwn, replicate } from './rules';
import type { Waiting } from './state';
import type { Turn } from './turn';

type ClientMessage = ClientPayload & { readonly from: ActorId };

/** With synchronous replication, later requests wait until the leader has answered the current one. */
export function mustWait({ node, environment }: Turn): RaftVerdict {
  const replication = { name: 'replication', value: environment.options.replication };
  const unanswered = { name: 'unanswered requests', value: node.unanswered.length, of: node.id };
  return all(
    compareIs('synchronous', replication, 'synchronous'),
    compareNumbers('unanswered', unanswered, '>', { name: '', value: 0 }),
  );
}

export function queueRequest(turn: Turn, message: ClientMessage): Turn {
  const asked = toWaiting(message);
  if (turn.environment.decide.readsLocally && asked.op === 'get') return readLocally(turn, asked);
  const inbox = [...turn.node.inbox, asked];
  const { client, request } = asked;
  return say(set(turn, { inbox }), {
    type: 'request-queued',
    rule: 'client-wait',
    client,
    request,
    waiting: inbox.length,
  });
}

/** "If command received from client: append entry to local log, respond after entry applied to state machine" (§5.3). */
export function takeRequest(turn: Turn, message: ClientMessage): Turn {
  return takeWaiting(append(turn, toWaiting(message)));
}

/** Takes requests from the inbox, as long as the next one need not wait. */
export function takeWaiting(turn: Turn): Turn {
  const [first, ...inbox] = turn.node.inbox;
  if (!first || mustWait(turn).holds) return turn;
  return takeWaiting(append(set(turn, { inbox }), first));
}

function append(turn: Turn, asked: Waiting): Turn {
  const { decide } = turn.environment;
  if (decide.readsLocally && asked.op === 'get') return readLocally(turn, asked);
  const { client, request, ...command } = asked;
  const appended = appendOwn(turn, { term: turn.node.currentTerm, ...command, client, request });
  const index = lastIndex(appended.node.log);
  const taken = set(appended, { unanswered: [...appended.node.unanswered, { index, client, request }] });
  return replicate(decide.answersBeforeCommit ? applyEntry(taken, index) : taken);
}

/** A bug: the leader answers from its own store, which may be outdated. */
function readLocally(turn: Turn, asked: Waiting): Turn {
  return answer(turn, asked, apply(turn.node.store, asked).answer);
}

function toWaiting(message: ClientMessage): Waiting {
  return { ...toRequest(message), client: message.from, request: message.request };
}
