/** Counts of a side's run, updated act by act. */
import { commonIn } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';
import type { System } from '../system';
import type { Phase, PhaseWords } from '../../protocol/vocabulary';
import type { Done } from '../../sim/step';
import type { World } from '../../sim/world';
import { leaderOf } from './roles';

interface Count {
  readonly messages: number;
  /** Acts in which a node sent the message that begins a round of the phase. */
  readonly rounds: number;
}

/** A lost leader and its successor. */
interface Succession {
  readonly lost: ActorId;
  readonly how: 'crash' | 'partition';
  /** The step at which it was lost, and the messages sent by then. */
  readonly step: number;
  readonly messages: number;
  /** The new leader, and after how many steps and messages; null: there is none yet. */
  readonly by: { readonly id: ActorId; readonly steps: number; readonly messages: number } | null;
}

export interface Tally {
  readonly steps: number;
  /** Sent by anyone, clients included. */
  readonly messages: number;
  readonly phases: Readonly<Record<Phase, Count>>;
  /** The first step after which a command was settled: committed, chosen, or, without agreement, answered. */
  readonly firstCommit: number | null;
  readonly succession: Succession | null;
}

const NONE: Count = { messages: 0, rounds: 0 };

/** The counts at the start: messages that the system and its clients have put in flight. */
export function beginTally(system: System, world: World): Tally {
  const messages = world.network.inFlight.length;
  const sent = world.network.inFlight.map(({ type }) => type);
  const phases = { lead: NONE, replicate: NONE, learn: NONE };
  const start: Tally = { steps: 0, messages, phases, firstCommit: null, succession: null };
  return { ...start, phases: counted(start, system, sent) };
}

/** The counts after one more act, done in `before`. */
export function tallyUp(tally: Tally, system: System, before: World, { world, events, act }: Done): Tally {
  const sent = commonIn(events).flatMap((event) =>
    event.type === 'message-sent' || event.type === 'client-requested' ? [event.message.type] : [],
  );
  const next: Tally = {
    ...tally,
    steps: tally.steps + 1,
    messages: tally.messages + sent.length,
    phases: counted(tally, system, sent),
    firstCommit: tally.firstCommit ?? (isSettled(system, world, sent) ? world.step : null),
  };
  return { ...next, succession: succession(next, system, before, world, act.action) };
}

function counted({ phases }: Tally, { vocabulary }: System, sent: readonly string[]): Tally['phases'] {
  const count = (phase: Phase): Count => {
    const words: PhaseWords | null = vocabulary?.phases[phase] ?? null;
    const messages = sent.filter((type) => words?.messages.includes(type)).length;
    const opens = words !== null && sent.includes(words.request);
    const { messages: before, rounds } = phases[phase];
    return { messages: before + messages, rounds: rounds + (opens ? 1 : 0) };
  };
  return { lead: count('lead'), replicate: count('replicate'), learn: count('learn') };
}

/** Whether a command is settled on a node, or, if nodes have no row of commands, a client is answered. */
function isSettled(system: System, { nodes }: World, sent: readonly string[]): boolean {
  const rows = Object.values(nodes).map((node) => system.portrait(node).row);
  if (rows.every((row) => row === null)) return sent.includes('ClientReply');
  return rows.some((row) => row?.cells.some(({ settled }) => settled));
}

function succession(
  { succession: known, steps, messages }: Tally,
  system: System,
  before: World,
  world: World,
  action: string,
): Succession | null {
  const lost = leaderOf(system, before);
  if (lost !== null && (action === 'crash' || action === 'partition'))
    return { lost, how: action, step: steps, messages, by: null };
  if (!known || known.by !== null) return known;
  const id = leaderOf(system, world);
  if (id === null || (known.how === 'partition' && id === known.lost)) return known;
  return { ...known, by: { id, steps: steps - known.step, messages: messages - known.messages } };
}
