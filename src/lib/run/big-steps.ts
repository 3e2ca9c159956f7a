/** Steps bigger than one act: to the end of a phase, and to the next note. Pure. */
import type { ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';
import type { System } from './system';
import { act, type Act } from '../sim/act';
import { pick } from '../sim/scheduler';
import type { Done } from '../sim/step';
import type { World } from '../sim/world';
import { playStage, phaseStageOf, type StageName } from './phase';

/** The parts of a moment that tell its phase. */
export interface Passed {
  readonly act: Act | null;
  readonly events: readonly ProtocolEvent[];
  readonly note: string | null;
}

/** `loss`: a message was lost; `cause`: an act that sends messages; `fault`: an act on nodes or the network. */
type Kind =
  | { readonly kind: 'delivery'; readonly stage: StageName | null }
  | { readonly kind: 'loss' }
  | { readonly kind: 'cause' }
  | { readonly kind: 'fault' };

const FAULTS: readonly string[] = ['crash', 'restart', 'partition', 'heal'];

function kindOf(system: System, { act: done, events }: Passed): Kind {
  if (done === null || FAULTS.includes(done.action)) return { kind: 'fault' };
  if (done.action === 'drop' || events.some(({ type }) => type === 'message-lost')) return { kind: 'loss' };
  const delivered = events.find(isDelivery);
  return delivered ? { kind: 'delivery', stage: phaseStageOf(system, delivered.message) } : { kind: 'cause' };
}

const isDelivery = (event: ProtocolEvent): event is ProtocolEvent & { readonly message: Message } =>
  event.type === 'message-delivered';

/**
 * How many of the moments ahead belong to one phase: a series of deliveries of one stage, with the timer or request that
 * caused them before it. Lost messages join the phase around them. A fault is a phase with the losses after it. A note
 * ends a phase, so that no note is skipped.
 *
 * @param ahead the moments after the one shown, in order
 */
export function phaseLength(system: System, ahead: readonly Passed[]): number {
  const [first] = ahead;
  if (!first) return 0;
  const opening = kindOf(system, first);
  let stage = opening.kind === 'delivery' ? opening.stage : undefined;
  for (const [i, { note }] of ahead.entries()) {
    const following = ahead[i + 1];
    if (note !== null || !following) return i + 1;
    const next = kindOf(system, following);
    if (next.kind === 'loss') continue;
    if (next.kind === 'delivery' && opening.kind !== 'loss' && opening.kind !== 'fault') {
      stage ??= next.stage;
      if (stage === next.stage) continue;
    }
    return i + 1;
  }
  return ahead.length;
}

/**
 * How many of the moments ahead lead to the next one with a note; without one, to the last.
 *
 * @param ahead the moments after the one shown, in order
 */
export function lengthToNote(ahead: readonly Passed[]): number {
  const noted = ahead.findIndex(({ note }) => note !== null);
  return noted < 0 ? ahead.length : noted + 1;
}

/**
 * Plays one phase where nothing is recorded ahead: all messages of the stage of the oldest deliverable message, with
 * their answers, and then messages that are lost at crashed nodes.
 *
 * @returns what was done; empty if nothing can be delivered
 */
export function playPhase(system: System, world: World): readonly Done[] {
  const first = pick(world);
  if (!first) return [];
  const begun = losses(system, world);
  if (begun.length > 0) return begun;
  const { done } = playStage(system, world, phaseStageOf(system, first));
  return [...done, ...losses(system, done.at(-1)?.world ?? world)];
}

/** Delivers messages as long as the oldest one is lost at a crashed node. */
function losses(system: System, world: World): readonly Done[] {
  const done: Done[] = [];
  for (;;) {
    const now = done.at(-1)?.world ?? world;
    const message = pick(now);
    if (!message || now.nodes[message.to]?.alive !== false) return done;
    const delivery: Act = { action: 'deliver', id: message.id };
    done.push({ ...act(system, now, delivery), act: delivery });
  }
}
