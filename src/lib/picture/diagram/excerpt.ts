import { isCommon } from '../../protocol/event';
import { itemAt } from '../../protocol/known';
import type { ActorId } from '../../protocol/message';
import { MAIN } from '../../protocol/message';
import type { Epoch, Portrait, Shape } from '../../protocol/portrait';
import type { Description } from '../../protocol/description';
import type { NodeState } from '../../protocol/protocol';
import type { Violation } from '../../checks/violation';
import { portraitOf } from '../portraits';
import type { Sequence } from '../../run/growing';
import type { Moment } from '../../run/tree';
import type { World } from '../../sim/world';
import type { Arrow, RunIndex } from './run';

/** An actor with a lane, and its kind. */
export interface Actor {
  readonly id: ActorId;
  readonly kind: 'main' | 'client' | 'node' | 'stranger';
}

/** The look of a piece of a line: a node's role, whether it is down, or whether a client waits for an answer. */
export type LineLook = Shape | 'crashed' | 'client' | 'waiting' | 'plain';

/** A piece of an actor's line, from its first step to the step that changed it. */
export interface Stretch {
  readonly actor: ActorId;
  readonly from: number;
  readonly to: number;
  readonly look: LineLook;
}

/** An event on a line. */
export interface Tick {
  readonly actor: ActorId;
  readonly step: number;
  /** A new leader, another new role, a new epoch alone, a commit, a crash, a restart, a timer. */
  readonly kind: 'leader' | 'state' | 'epoch' | 'commit' | 'crash' | 'restart' | 'timer';
  /** In words: "leader of term 2", "candidate, term 2", "commit 3". */
  readonly text: string;
  /** Shorter forms, for where there is less room: "term 2", "t2". */
  readonly shorter: readonly string[];
  readonly look: LineLook;
}

/** The steps during which the network is partitioned. `to`: the step that changed it, or the end of the window. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly groups: readonly (readonly ActorId[])[];
}

/** Everything to draw in a window of steps. */
export interface Excerpt {
  readonly from: number;
  readonly to: number;
  /** The step shown, and the last step of the branch. */
  readonly present: number;
  readonly last: number;
  readonly actors: readonly Actor[];
  /** Every message that was in flight at some time in the window, oldest first. */
  readonly arrows: readonly Arrow[];
  readonly stretches: readonly Stretch[];
  readonly ticks: readonly Tick[];
  readonly bands: readonly Band[];
  readonly violations: readonly Violation[];
}

/** The part of a run that the diagram reads. */
export interface Run {
  readonly system: Description;
  /** From the start to the tip of the branch. */
  readonly path: Sequence<Moment>;
  readonly present: number;
  readonly violations: readonly Violation[];
}

/** Reads what to draw in a window of steps. The cost depends on the window alone. `index` follows the run's path. */
export function excerptOf(run: Run, index: RunIndex, from: number, to: number): Excerpt {
  const { path, present, violations } = run;
  const last = path.length - 1;
  const window = { from: Math.max(0, from), to: Math.min(to, last) };
  const world = worldAt(path, 0);
  const actors = actorsOf(world, index);
  const looks = actors.map((actor) => linesOf(run, actor, window.from, window.to));
  return {
    ...window,
    present,
    last,
    actors,
    arrows: arrowsBetween(path, index, window.from, window.to),
    stretches: looks.flatMap(({ stretches }) => stretches),
    ticks: looks.flatMap(({ ticks }) => ticks),
    bands: bandsBetween(path, window.from, window.to),
    violations: violations.filter(({ step }) => step >= window.from && step <= window.to),
  };
}

const worldAt = (path: Sequence<Moment>, step: number): World => itemAt(path, step).world;

/** `main` if it has sent anything, then clients, nodes, and other names in messages. */
export function actorsOf({ nodes, clients }: World, index: RunIndex): readonly Actor[] {
  const known = new Set([...Object.keys(clients), ...Object.keys(nodes)]);
  const actors: Actor[] = index.isNamed(MAIN) ? [{ id: MAIN, kind: 'main' }] : [];
  actors.push(...Object.keys(clients).map((id) => ({ id, kind: 'client' }) as const));
  actors.push(...Object.keys(nodes).map((id) => ({ id, kind: 'node' }) as const));
  actors.push(...index.strangers(known).map((id) => ({ id, kind: 'stranger' }) as const));
  return actors;
}

function arrowsBetween(path: Sequence<Moment>, index: RunIndex, from: number, to: number): Arrow[] {
  const ids = from > 0 ? worldAt(path, from - 1).network.inFlight.map(({ id }) => id) : [];
  for (let step = from; step <= to; step++) ids.push(...index.madeIn(step));
  return ids.sort((a, b) => a - b).flatMap((id) => index.arrow(id) ?? []);
}

function bandsBetween(path: Sequence<Moment>, from: number, to: number): Band[] {
  const bands: Band[] = [];
  for (let step = from; step <= to; step++) {
    const { groups } = worldAt(path, step).network;
    if (groups === null) continue;
    const open = bands.at(-1);
    const goes = open?.groups === groups && open.to === step;
    if (goes) bands[bands.length - 1] = { ...open, to: step + 1 };
    else bands.push({ from: step, to: step + 1, groups });
  }
  return bands;
}

/** What a line shows of an actor in one world. */
interface Seen {
  readonly look: LineLook;
  readonly shape: Shape | null;
  readonly role: string;
  readonly epoch: Pick<Epoch, 'name' | 'value' | 'brief'> | null;
  /** The highest settled index of its row. */
  readonly settled: number;
}

const PORTRAITS = new WeakMap<NodeState, Seen>();

/** What the line of a node shows. Cached by node state. */
export function seenOf(system: Description, node: NodeState): Seen {
  const known = PORTRAITS.get(node);
  if (known) return known;
  const seen = fromPortrait(portraitOf(system, node));
  PORTRAITS.set(node, seen);
  return seen;
}

function fromPortrait({ shape, role, alive, epoch, row }: Portrait): Seen {
  const settled = row?.cells.findLast((cell) => cell.settled)?.index ?? 0;
  return { look: alive ? shape : 'crashed', shape, role, epoch, settled };
}

const BYSTANDER = { shape: null, role: '', epoch: null, settled: 0 };

function seenAt(run: Run, { id, kind }: Actor, step: number): Seen {
  const world = worldAt(run.path, step);
  const node = world.nodes[id];
  if (node) return seenOf(run.system, node);
  if (kind !== 'client') return { ...BYSTANDER, look: 'plain' };
  return { ...BYSTANDER, look: world.clients[id]?.waiting ? 'waiting' : 'client' };
}

function linesOf(run: Run, actor: Actor, from: number, to: number) {
  const stretches: Stretch[] = [];
  const ticks: Tick[] = [];
  const actorIs = { actor: actor.id };
  let before = from > 0 ? seenAt(run, actor, from - 1) : null;
  let begun = from;
  let look: LineLook = seenAt(run, actor, from).look;
  for (let step = from; step <= to; step++) {
    const now = seenAt(run, actor, step);
    if (now.look !== look) {
      stretches.push({ ...actorIs, from: begun, to: step, look });
      [begun, look] = [step, now.look];
    }
    ticks.push(...ticksOf(before, now).map((tick) => ({ ...actorIs, step, look: now.look, ...tick })));
    before = now;
  }
  if (actor.kind === 'node') ticks.push(...timersOf(run.path, actor.id, from, to));
  stretches.push({ ...actorIs, from: begun, to: to + 1, look });
  return { stretches, ticks };
}

function timersOf(path: Sequence<Moment>, actor: ActorId, from: number, to: number): Tick[] {
  const ticks: Tick[] = [];
  for (let step = from; step <= to; step++) {
    for (const event of itemAt(path, step).events) {
      if (!isCommon(event) || event.type !== 'timer-fired' || event.actor !== actor) continue;
      const { timer } = event;
      ticks.push({ actor, step, kind: 'timer', look: 'plain', text: `${timer} timer`, shorter: [] });
    }
  }
  return ticks;
}

type TickBody = Pick<Tick, 'kind' | 'text' | 'shorter'>;

/** What changed on a line between two worlds. At the start, a node in its default state gets no tick. */
function ticksOf(before: Seen | null, now: Seen): TickBody[] {
  if (now.look === 'crashed')
    return before?.look === 'crashed' ? [] : [{ kind: 'crash', text: 'crashed', shorter: [] }];
  const ticks: TickBody[] = [];
  if (before?.look === 'crashed') ticks.push({ kind: 'restart', text: 'restarted', shorter: ['up'] });
  const changed = before !== null && before.look !== 'crashed' && before.look !== now.look;
  const { epoch } = now;
  const term = epoch && `${epoch.name} ${epoch.value}`;
  const newTerm = before !== null && before.epoch?.value !== epoch?.value ? term : null;
  const brief = newTerm !== null && epoch ? [newTerm, epoch.brief] : [];
  if (changed && now.shape === 'leader')
    ticks.push({ kind: 'leader', text: term ? `${now.role} of ${term}` : now.role, shorter: [now.role] });
  else if (changed && now.shape !== null)
    ticks.push({ kind: 'state', text: newTerm ? `${now.role}, ${newTerm}` : now.role, shorter: brief });
  else if (newTerm) ticks.push({ kind: 'epoch', text: newTerm, shorter: brief });
  if (before && now.settled > before.settled)
    ticks.push({ kind: 'commit', text: `commit ${now.settled}`, shorter: [String(now.settled)] });
  return ticks;
}
