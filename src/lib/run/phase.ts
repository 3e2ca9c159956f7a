/** The stage of a message, and playing a stage, at once or message by message. Both the lab's Phase and Compare use it. */
import { keysOf } from '../protocol/known';
import { isClientPayload } from '../kv/message';
import type { Message } from '../protocol/message';
import type { System } from '../run/system';
import { deliverable } from '../sim/network';
import { unroll, type Done } from '../sim/step';
import type { World } from '../sim/world';

/** The phases that systems share, and the messages of clients, in the order in which a command passes them. */
const STAGES = ['lead', 'request', 'replicate', 'learn', 'reply'] as const;

export type StageName = (typeof STAGES)[number];

/** The stage of a message; null: systems do not share it. */
export function phaseStageOf(system: System, message: Message): StageName | null {
  if (isClientPayload(message)) return 'request';
  if (message.type === 'ClientReply') return 'reply';
  const phases = system.vocabulary?.phases;
  return (phases && keysOf(phases).find((phase) => phases[phase]?.messages.includes(message.type))) ?? null;
}

/** The stages that have a deliverable message. */
function stagesDue(system: System, world: World): ReadonlySet<StageName | null> {
  return new Set(deliverable(world).map((message) => phaseStageOf(system, message)));
}

/** The stage after `last`, in a cycle, for which either side has something to deliver; null: neither has anything. */
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
  /** The ids of the messages left to the next round. */
  readonly later: readonly number[];
  /** Why the stage stopped early. */
  readonly failure?: string;
}

/** The oldest deliverable message of a round; null: the round is over. */
export function nextOfStage(
  system: System,
  world: World,
  stage: StageName | null,
  later: readonly number[],
): Message | null {
  const due = deliverable(world).filter((it) => phaseStageOf(system, it) === stage);
  return due.find(({ id }) => !later.includes(id)) ?? null;
}

/**
 * Delivers all messages of a stage and the answers to them, oldest first: one round. Messages caused by an answer are
 * left to the next round, so that a leader that takes the next command at once does not run ahead of the other side.
 *
 * @param later the messages already left to the next round
 * @param most how many messages at most
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

/** A message's position among those of its phase: an answer comes after its request. */
function rank(system: System, { type }: Message): number {
  const phases = Object.values(system.vocabulary?.phases ?? {});
  return Math.max(0, ...phases.map((words) => words?.messages.indexOf(type) ?? 0));
}
