/** How a leader answers its clients. Only the leader that took a request answers it, never a successor. */
import { CONSENSUS_FAILED, NOT_LEADER, type Result } from '../../kv/command';
import type { ActorId } from '../../protocol/message';
import type { PaxosState } from './state';
import { say, send, set } from '../../protocol/turn';
import type { AcceptorTurn, LeaderTurn, ReplicaTurn, Turn } from './turn';

interface Asked {
  readonly client: ActorId;
  readonly request: number;
}

/** A slot has been applied. If it holds the request that this leader took, the leader answers the client. */
export function answerApplied(turn: LeaderTurn, slot: number, result: Result): LeaderTurn {
  const { unanswered } = turn.node;
  if (unanswered?.slot !== slot) return turn;
  return answer(set(turn, { unanswered: null }), unanswered, result);
}

function answer(turn: LeaderTurn, { client, request }: Asked, { ok, result }: Result): LeaderTurn {
  const told = say(turn, { type: 'request-answered', rule: 'client-answer', client, request, ok, result });
  return send(told, client, { type: 'ClientReply', request, ok, result });
}

/** The node does not lead. It names the proposer whose ballot made acceptors refuse its own, if there is one. */
export function refuseRequest(turn: LeaderTurn, asked: Asked): LeaderTurn {
  return refuse(turn, asked, turn.node.leader);
}

/** An acceptor names the proposer of the ballot that it has promised. */
export function refuseAtAcceptor(turn: AcceptorTurn, asked: Asked): AcceptorTurn {
  return refuse(turn, asked, turn.node.promised?.leader ?? null);
}

/** A replica does not know in which ballot a command was chosen, so it names nobody. */
export function refuseAtReplica(turn: ReplicaTurn, asked: Asked): ReplicaTurn {
  return refuse(turn, asked, null);
}

function refuse<N extends PaxosState>(
  turn: Turn<N>,
  { client, request }: Asked,
  leader: ActorId | null,
): Turn<N> {
  const told = say(turn, { type: 'request-refused', rule: 'client-not-leader', client, request, leader });
  const reply = { type: 'ClientReply', request, ...NOT_LEADER } as const;
  return send(told, client, leader === null ? reply : { ...reply, leader });
}

/** A leader steps aside. What it proposed may still be chosen; requests waiting in its inbox will not be through it. */
export function loseRequests(turn: LeaderTurn): LeaderTurn {
  const { unanswered, inbox } = turn.node;
  const failed = unanswered === null ? turn : answer(turn, unanswered, CONSENSUS_FAILED);
  const refused = inbox.reduce(refuseRequest, failed);
  return set(refused, { unanswered: null, inbox: [] });
}
