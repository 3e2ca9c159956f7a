/** Finds the counterpart of a message on the other side of a pair. */
import { isClientPayload } from '../../kv/message';
import type { Message } from '../../protocol/message';
import type { System } from '../system';
import type { PhaseWords } from '../../protocol/vocabulary';
import type { World } from '../../sim/world';
import { phaseStageOf, type StageName } from '../phase';

/** A running system. */
interface Side {
  readonly system: System;
  readonly world: World;
}

/**
 * The message of the other side that means the same. For a client's request or reply: that of the same client. For any other message:
 * the one at the same position among those of its phase and kind, such as the second AppendEntries and the second Accept.
 *
 * @returns null: no message in flight there means the same
 */
export function counterpart(from: Side, message: Message, to: Side): Message | null {
  const kind = kindOf(from.system, message);
  if (kind === null) return null;
  const alike = ({ system, world }: Side) =>
    world.network.inFlight.filter((it) => kindOf(system, it) === kind);
  const at = alike(from).findIndex(({ id }) => id === message.id);
  return alike(to)[at] ?? null;
}

/** What a message is for, in words that both sides share. */
function kindOf(system: System, message: Message): string | null {
  if (isClientPayload(message)) return `request of ${message.from}`;
  if (message.type === 'ClientReply') return `reply to ${message.to}`;
  const stage = phaseStageOf(system, message);
  const words: PhaseWords | null | undefined = isPhase(stage) ? system.vocabulary?.phases[stage] : null;
  if (!words) return null;
  const { messages, request } = words;
  return `${stage}: ${Math.sign(messages.indexOf(message.type) - messages.indexOf(request))}`;
}

const isPhase = (stage: StageName | null) => stage === 'lead' || stage === 'replicate' || stage === 'learn';
