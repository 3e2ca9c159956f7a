import type { ProtocolEvent, TimerKind } from '../../protocol/event';
import type { ActorId, Outgoing } from '../../protocol/message';
import type { Effect } from '../../protocol/system';
import type { ClientReply } from '../../kv/message';
import type { Environment } from './environment';
import type { IgnoreReason, RaftEventBody } from './events';
import type { RaftPayload } from './message';
import type { RaftState } from './state';

/** One node's turn: its state so far, and what it has asked for and said. Rules take a turn and give the next one. */
export interface Turn {
  readonly node: RaftState;
  readonly environment: Environment;
  readonly effects: readonly Effect[];
  readonly events: readonly ProtocolEvent[];
}

export function newTurn(node: RaftState, environment: Environment): Turn {
  return { node, environment, effects: [], events: [] };
}

export function set(turn: Turn, change: Partial<RaftState>): Turn {
  return { ...turn, node: { ...turn.node, ...change } };
}

export function say(turn: Turn, event: RaftEventBody): Turn {
  return { ...turn, events: [...turn.events, { ...event, actor: turn.node.id }] };
}

export function send(turn: Turn, to: ActorId, payload: RaftPayload | ClientReply): Turn {
  const message: Outgoing = { from: turn.node.id, to, ...payload };
  return { ...turn, effects: [...turn.effects, { kind: 'send', message }] };
}

export function startTimer(turn: Turn, timer: TimerKind | null): Turn {
  return { ...turn, effects: [...turn.effects, { kind: 'timer', timer }] };
}

/** The other servers, in the order of their ids. */
export function peers({ node, environment }: Turn): readonly ActorId[] {
  return environment.servers.filter((id) => id !== node.id);
}

/** A message that changes nothing, and why. */
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
