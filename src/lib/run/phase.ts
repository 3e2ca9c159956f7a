/** Which stage a message belongs to, and a stage done whole or message by message. Both the lab's Phase and Compare move by it. */
import { isClientPayload } from '../kv/message';
import type { Message } from '../protocol/message';
import type { System } from '../run/system';
import type { Phase, PhaseWords } from '../protocol/vocabulary';
import { deliverable } from '../sim/network';
import { unroll, type Done } from '../sim/step';
import type { World } from '../sim/world';

/** The phases that systems share, and what clients send and get, in the order in which a command meets them. */
export const STAGES = ['lead', 'request', 'replicate', 'learn', 'reply'] as const;

export type StageName = (typeof STAGES)[number];

/** The stage that a message belongs to; null: to none that systems share. */
export function stageOf(system: System, message: Message): StageName | null {
  if (isClientPayload(message)) return 'request';
  if (message.type === 'ClientReply') return 'reply';
  const phases = Object.entries(system.vocabulary?.phases ?? {}) as [Phase, PhaseWords | null][];
  return phases.find(([, words]) => words?.messages.includes(message.type))?.[0] ?? null;
}

/** The stages for which something can be delivered. */
function stagesDue(system: System, world: World): ReadonlySet<StageName | null> {
  return new Set(deliverable(world).map((message) => stageOf(system, message)));
}

/** The stage that comes after `last`, around, of those for which either side has something to deliver; null: neither has anything. */
export function nextStage(
  last: StageName | null,
  sides: readonly { readonly system: System; readonly world: World }[],
): StageName | null {
  const due = sides.map(({ system, world }) => stagesDue(system, world));
  const from = last === null ? 0 : STAGES.indexOf(last) + 1;
  const around = [...STAGES.slice(from), ...STAGES.slice(0, from)];
  return around.find((stage) => due.some((stages) => stages.has(stage))) ?? null;
}

/** What was done of a stage. */
export interface StageDone {
  readonly done: readonly Done[];
  /** The ids of the messages that are left to the next round. */
  readonly later: readonly number[];
  /** Why the stage stopped short. */
  readonly failure?: string;
}

/** The oldest message of a round that can be delivered; null: the round is over. */
export function nextOfStage(
  system: System,
  world: World,
  stage: StageName | null,
  later: readonly number[],
): Message | null {
  const due = deliverable(world).filter((it) => stageOf(system, it) === stage);
  return due.find(({ id }) => !later.includes(id)) ?? null;
}

/**
 * Delivers, oldest first, all that belongs to a stage, and the answers to it: one round. What an answer leads to is left to
 * the next round, so that a leader that takes the next command at once does not run ahead of the other side.
 *
 * @param later what is left to the next round already.
 * @param most how many messages at most.
 */
export function playStage(
  system: System,
  world: World,
  stage: StageName | null,
  later: readonly number[] = [],
  most = Infinity,
): StageDone {
  const done: Done[] = [];
  const left = [...later];
  while (done.length < most) {
    const now = done.at(-1)?.world ?? world;
    const message = nextOfStage(system, now, stage, left);
    if (!message) break;
    const { done: delivered, failure } = unroll(system, now, { action: 'deliver', id: message.id });
    done.push(...delivered);
    if (failure !== undefined) return { done, later: left, failure };
    for (const sent of done.at(-1)?.world.network.inFlight ?? []) {
      const isNew = sent.id >= now.network.nextId;
      if (isNew && rank(system, sent) <= rank(system, message)) left.push(sent.id);
    }
  }
  return { done, later: left };
}

/** A message's place among those of its phase: an answer stands after what it answers. */
function rank(system: System, { type }: Message): number {
  const phases = Object.values(system.vocabulary?.phases ?? {});
  return Math.max(0, ...phases.map((words) => words?.messages.indexOf(type) ?? 0));
}
