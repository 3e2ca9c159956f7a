import { say, type Turn as TurnOf } from '../../protocol/turn';
import type { ActorId } from '../../protocol/message';
import type { ClientReply } from '../../kv/message';
import type { Environment } from './environment';
import type { IgnoreReason, RaftEvent } from './events';
import type { RaftPayload } from './message';
import type { RaftState } from './state';

/** A turn of a Raft node. */
export type Turn = TurnOf<RaftState, Environment, RaftEvent, RaftPayload | ClientReply>;

export function newTurn(node: RaftState, environment: Environment): Turn {
  return { node, environment, effects: [], events: [] };
}

/** The other servers, in the order of their ids. */
export function peers({ node, environment }: Pick<Turn, 'node' | 'environment'>): readonly ActorId[] {
  return environment.servers.filter((id) => id !== node.id);
}

/** A message that changes nothing, and the reason. */
export function ignore(
  turn: Turn,
  message: { readonly type: string; readonly from: ActorId },
  reason: IgnoreReason,
): Turn {
  return say(turn, {
    type: 'message-ignored',
    rule: RULE_OF[reason],
    message: message.type,
    from: message.from,
    reason,
  });
}

const RULE_OF: Record<IgnoreReason, string> = {
  'stale-term': 'term-stale',
  'not-candidate': 'candidate-win',
  'not-leader': 'leader-match',
  'already-leads': 'leader-heartbeat',
  'other-leader-of-term': 'election-safety',
};
