/** How a leader handles client requests: one at a time, and every operation takes a slot, reads included. */
import { toRequest } from '../../kv/message';
import { say, set } from '../../protocol/turn';
import { compareIs } from '../../protocol/verdict';
import { highestSlot } from './command';
import type { PaxosVerdict } from './decisions';
import type { ClientMessage } from './message';
import { propose } from './phase2';
import { ballotOf } from './state';
import type { LeaderTurn } from './turn';

/**
 * Whether a request that this leader took is still unanswered. Commands that it proposes again for others do not make
 * requests wait.
 */
export function mustWait({ node }: LeaderTurn): PaxosVerdict {
  const unanswered = { name: 'a request unanswered', value: node.unanswered !== null, of: node.id };
  return compareIs('unanswered', unanswered);
}

export function queueRequest(turn: LeaderTurn, message: ClientMessage): LeaderTurn {
  const { from: client, request } = message;
  const inbox = [...turn.node.inbox, { ...toRequest(message), client, request }];
  return say(set(turn, { inbox }), {
    type: 'request-queued',
    rule: 'client-wait',
    client,
    request,
    waiting: inbox.length,
    why: turn.node.role === 'preparing' ? 'preparing' : 'busy',
  });
}

/** The next slot follows all slots that are proposed or known to be chosen. */
export function takeRequest(turn: LeaderTurn, message: ClientMessage): LeaderTurn {
  const { from: client, request } = message;
  return proposeFor(turn, { ...toRequest(message), client, request });
}

/** Takes the oldest request from the inbox, if it need not wait. */
export function takeWaiting(turn: LeaderTurn): LeaderTurn {
  const [first, ...inbox] = turn.node.inbox;
  if (!first || mustWait(turn).holds) return turn;
  return proposeFor(set(turn, { inbox }), first);
}

function proposeFor(turn: LeaderTurn, command: LeaderTurn['node']['inbox'][number]): LeaderTurn {
  const { proposals, chosen } = turn.node;
  const slot = Math.max(highestSlot(proposals), highestSlot(chosen)) + 1;
  const { client, request } = command;
  const taken = set(turn, { unanswered: { slot, client, request } });
  const told = say(taken, {
    type: 'proposed',
    rule: 'next-slot',
    slot,
    ballot: ballotOf(turn.node),
    command,
  });
  return propose(told, slot, command);
}
