/** How a leader answers its clients. Only the leader that took a request answers it, never a successor. */
import type { ActorId } from '../../protocol/message';
import { CONSENSUS_FAILED, NOT_LEADER, type Result } from '../../kv/command';
import { say, send, set } from '../../protocol/turn';
import type { Turn } from './turn';

interface Asked {
  readonly client: ActorId;
  readonly request: number;
}

export function answer(turn: Turn, { client, request }: Asked, { ok, result }: Result): Turn {
  const told = say(turn, { type: 'request-answered', rule: 'client-answer', client, request, ok, result });
  return send(told, client, { type: 'ClientReply', request, ok, result });
}

/** The node does not lead. It names the leader that it knows of. */
export function refuseRequest(turn: Turn, { client, request }: Asked): Turn {
  const { id, leader } = turn.node;
  const other = leader === id ? null : leader;
  const told = say(turn, {
    type: 'request-refused',
    rule: 'client-not-leader',
    client,
    request,
    leader: other,
  });
  const reply = { type: 'ClientReply', request, ...NOT_LEADER } as const;
  return send(told, client, other === null ? reply : { ...reply, leader: other });
}

/**
 * A leader steps down. The entries that it appended may still commit; requests waiting in its inbox never will through it.
 */
export function loseRequests(turn: Turn): Turn {
  const { unanswered, inbox } = turn.node;
  const failed = unanswered.reduce((so, asked) => answer(so, asked, CONSENSUS_FAILED), turn);
  const refused = inbox.reduce(refuseRequest, failed);
  return set(refused, { unanswered: [], inbox: [] });
}
