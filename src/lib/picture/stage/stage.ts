import { itemAt } from '../../protocol/known';
import type { TimerKind } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';
import type { Cell, Mark, Portrait } from '../../protocol/portrait';
import type { System } from '../../run/system';
import { hasTimer } from '../../sim/enabled';
import { isHeld } from '../../sim/network';
import type { World } from '../../sim/world';
import { changesBetween, type NodeChange } from '../changes';
import { portraitOf } from '../portraits';
import { textWidth } from '../text-width';
import { fitChips, inboxesOf, type Chip, type Inbox } from './chips';
import { clientLine, toldOf, type ClientCard } from './clients';
import { cellAt, columnsOf, type Columns, type LogHeld } from './columns';
import { groupsOf, groupsText, type CutShown, type Groups } from './cut';
import {
  factsOf,
  formsOf,
  shapeOf,
  type Fact,
  type Form,
  type StageContent,
  type StageRoom,
  type StageShape,
} from './room';

/** The contents of a stage, and the person's settings for it. */
interface StageView {
  readonly system: System;
  readonly world: World;
  /** The world before the step; null: no changes are marked. */
  readonly before: World | null;
  /** The ids of the messages that Next delivers. */
  readonly next: readonly number[];
  readonly room: StageRoom;
  /** Whether timers and restarts can be pressed here. */
  readonly acts?: boolean;
  /** The first visible index; null or absent: the columns follow the run. */
  readonly first?: number | null;
  /** The actors whose whole inbox is shown. */
  readonly opened?: readonly ActorId[];
  /** The nodes beyond a cut that is being chosen; null or absent: none is being chosen. */
  readonly far?: readonly ActorId[] | null;
  /** The nodes of another stage whose columns must line up with these. */
  readonly alongside?: readonly Portrait[];
  /** Whether the other stage is as high as this one, so that its rows decide the density too. */
  readonly level?: boolean;
}

/** A stage laid out: where everyone is, and what fits. */
export interface StagePicture {
  readonly shape: StageShape;
  /** null: no node of this system has a log. */
  readonly columns: Columns | null;
  readonly rows: readonly StageRow[];
  readonly clients: readonly ClientCard[];
  /** The partition in force; null: the network is whole. */
  readonly cut: CutShown | null;
  /** How many messages the partition holds, or the cut being chosen would hold. */
  readonly held: number;
}

export interface StageRow {
  readonly node: Portrait;
  readonly change: NodeChange | undefined;
  readonly facts: readonly (Fact & { readonly lost: boolean })[];
  readonly cells: readonly ShownCell[];
  /** How many entries are hidden before and after the columns. */
  readonly outside: { readonly before: number; readonly after: number };
  /** Where the leader of the highest term believes this log stands. */
  readonly marks: readonly Mark[];
  readonly leader: ActorId | null;
  /** The stored pairs that fit, and how many do not. */
  readonly store: { readonly pairs: readonly string[]; readonly more: number } | null;
  readonly inbox: Inbox;
  readonly timers: readonly TimerKind[];
  /** A group of the partition ends here: a line follows. */
  readonly lastOfGroup: boolean;
}

interface ShownCell extends Cell {
  readonly changed: boolean;
  /** Whether the step removed it. */
  readonly gone: boolean;
}

/** Lays a world out in rows. */
export function stageOf(view: StageView): StagePicture {
  const { system, world, before, next, room, acts = false, opened = [], far = null, alongside = [] } = view;
  const groups = far ? sidesOf(world, far) : groupsOf(world);
  const nodes = ordered(world, groups).map((node) => portraitOf(system, node));
  const changes = changesBetween(system, before, world);
  const timersOf = (id: ActorId) =>
    acts ? (['election', 'heartbeat'] as const).filter((kind) => hasTimer(system, world, id, kind)) : [];
  const content: StageContent = {
    nodes: [...nodes, ...alongside],
    rows: nodes.length,
    denseFor: view.level ? Math.max(nodes.length, alongside.length) : nodes.length,
    clients: Object.keys(world.clients).length,
    acts,
    timerWords: acts && hasTimers(system, world) ? Object.values(system.timerWords).map((it) => it.name) : [],
    timers: Math.max(1, ...nodes.map(({ id }) => timersOf(id).length)),
    cuts: groups ? Math.max(1, groupCount(world, groups) - 1) : 0,
  };
  const logs = nodes.map(({ id, row }) => heldIn(row?.cells ?? [], changes.get(id)));
  const others = alongside.map(({ row }) => heldIn(row?.cells ?? [], undefined));
  const hasLogs = nodes.some(({ row }) => row !== null);
  const { shape, columns } = laidOut(formsOf(room), (form) => {
    const shape = shapeOf(room, content, form);
    const type = { ...form, text: room.text, target: shape.target };
    const columns = hasLogs ? columnsOf([...logs, ...others], shape.log, type, view.first ?? null) : null;
    return { shape, columns };
  });
  const type = { text: room.text, target: shape.target };
  const inboxes = inboxesOf(system, world, next, far ?? []);
  const held = [...inboxes.values()].flat().reduce((sum, it) => sum + (it.held ? it.ids.length : 0), 0);
  const logRoom = columns?.room ?? shape.log[0];
  const width = shape.inbox - (shape.layout === 'wide' ? logRoom : 0);
  const inboxOf = (id: ActorId, lines: number, space: number): Inbox => {
    const chips: readonly Chip[] = inboxes.get(id) ?? [];
    if (opened.includes(id)) return { shown: chips, more: 0 };
    return fitChips(chips, { width: space, lines }, type);
  };
  const leader = leaderOf(nodes);
  const rows = nodes.map((node, i): StageRow => {
    const change = changes.get(node.id);
    return {
      ...{ node, change, facts: shownFacts(system, world, node), timers: timersOf(node.id) },
      ...cellsShown(itemAt(logs, i), columns, change),
      marks: leader?.marks?.filter((mark) => mark.node === node.id) ?? [],
      leader: leader?.id ?? null,
      store: storeOf(node, shape, room),
      inbox: inboxOf(node.id, shape.chipLines, width),
      lastOfGroup: groups !== null && endsGroup(groups, nodes, i),
    };
  });
  return { shape, columns, rows, clients: clientsOf(world, shape, room, inboxOf), cut: cutOf(world), held };
}

interface LaidOut {
  readonly shape: StageShape;
  readonly columns: Columns | null;
}

/**
 * The first form in which the ends of all logs fit and no row has to be scrolled to. If there is none: the ends of the logs
 * count more than the height, and of what remains the lowest form is taken.
 */
function laidOut(forms: readonly Form[], layOut: (form: Form) => LaidOut): LaidOut {
  const tried: LaidOut[] = [];
  const isWhole = ({ columns }: LaidOut) => columns?.whole ?? true;
  for (const form of forms) {
    const one = layOut(form);
    if (isWhole(one) && one.shape.fits) return one;
    tried.push(one);
  }
  const whole = tried.filter(isWhole);
  const rest = whole.length > 0 ? whole : tried.filter(({ shape }) => shape.layout === 'tall');
  const lowest = (a: LaidOut, b: LaidOut) => (b.shape.least < a.shape.least ? b : a);
  return rest.find(({ shape }) => shape.fits) ?? rest.reduce(lowest);
}

/** The near side of a cut that is being chosen comes first. */
function sidesOf(world: World, far: readonly ActorId[]): Groups {
  const ids = Object.keys(world.nodes);
  return [ids.filter((id) => !far.includes(id)), ids.filter((id) => far.includes(id))];
}

/** Nodes of one group stand together. */
function ordered(world: World, groups: Groups | null) {
  const nodes = Object.values(world.nodes);
  if (groups === null) return nodes;
  const side = (id: ActorId) => groups.findIndex((group) => group.includes(id));
  return [...nodes].sort((a, b) => side(a.id) - side(b.id));
}

const groupCount = ({ nodes }: World, groups: Groups) =>
  groups.filter((group) => group.some((id) => id in nodes)).length;

function endsGroup(groups: Groups, nodes: readonly Portrait[], i: number): boolean {
  const group = groups.find((ids) => ids.includes(nodes[i]?.id ?? ''));
  const next = nodes[i + 1];
  // A group with only clients has no row: the line follows the last node.
  return next
    ? !group?.includes(next.id)
    : groups.every((ids) => !nodes.some(({ id }) => ids.includes(id)) || ids === group);
}

const hasTimers = (system: System, world: World) =>
  Object.values(world.nodes).some((node) => system.timers(node).length > 0);

/** The cells of a log, followed by those that the step removed. */
function heldIn(cells: readonly Cell[], change: NodeChange | undefined): LogHeld {
  const changed = [...(change?.cells.values() ?? [])];
  const gone = changed.filter(({ kinds }) => kinds.includes('truncated')).map(({ cell }) => cell);
  return { cells: [...cells, ...gone], changed: changed.map(({ cell }) => cell.index) };
}

function cellsShown({ cells }: LogHeld, columns: Columns | null, change: NodeChange | undefined) {
  if (!columns) return { cells: [], outside: { before: 0, after: 0 } };
  const { first, widths } = columns;
  const shown = widths.flatMap((_, i): ShownCell[] => {
    const cell = cellAt(cells, first + i);
    const kinds = cell && change?.cells.get(cell.index)?.kinds;
    return cell
      ? [{ ...cell, changed: kinds !== undefined, gone: kinds?.includes('truncated') ?? false }]
      : [];
  });
  const before = cells.findIndex(({ index }) => index >= first);
  const outside = before < 0 ? cells.length : before;
  return { cells: shown, outside: { before: outside, after: cells.length - outside - shown.length } };
}

/** The leader, in the highest term if there are several. */
function leaderOf(nodes: readonly Portrait[]): Portrait | null {
  const leaders = nodes.filter(({ alive, marks }) => alive && marks && marks.length > 0);
  const term = ({ epoch }: Portrait) => Number(epoch?.value ?? 0);
  return leaders.reduce<Portrait | null>((best, one) => (best && term(best) >= term(one) ? best : one), null);
}

function shownFacts(system: System, world: World, node: Portrait) {
  const state = world.nodes[node.id];
  const kept = (!node.alive && state && system.persistent?.(state, world.setup)) || null;
  return factsOf(node).map((fact) => ({ ...fact, lost: kept !== null && !kept.includes(fact.field) }));
}

/** As many pairs as the column of stores has lines for. */
function storeOf({ fields }: Portrait, { store: width, rowHeight, layout }: StageShape, { text }: StageRoom) {
  const field = fields.find(({ column }) => column === 'store');
  if (!field) return null;
  const pairs = field.blank ? [] : field.value.split(' ');
  const most = layout === 'wide' ? Math.max(1, Math.floor((rowHeight - 6) / (1.3 * text))) : 1;
  const space = layout === 'wide' ? width : width - 3.2 * text;
  const fit = (count: number) => {
    const more = count < pairs.length ? [`+${pairs.length - count}`] : [];
    return linesOf([...pairs.slice(0, count), ...more], space, text) <= most;
  };
  let count = pairs.length;
  while (count > 0 && !fit(count)) count--;
  return { pairs: pairs.slice(0, count), more: pairs.length - count };
}

function linesOf(words: readonly string[], width: number, size: number): number {
  let lines = 1;
  let at = 0;
  for (const word of words.map((it) => textWidth(it, size))) {
    if (at > 0 && at + 0.4 * size + word > width) [lines, at] = [lines + 1, 0];
    at += (at > 0 ? 0.4 * size : 0) + word;
  }
  return lines;
}

function clientsOf(
  { clients }: World,
  { clientColumns }: StageShape,
  room: StageRoom,
  inboxOf: (id: ActorId, lines: number, width: number) => Inbox,
): ClientCard[] {
  return Object.values(clients).map((client) => {
    const line = clientLine(client);
    const told = toldOf(line);
    const words = textWidth(`${client.id} waits  ${told}`, room.text) + 1.5 * room.text;
    const width = (room.width - 8) / clientColumns - 8 - words;
    return { ...line, id: client.id, request: client.lastRequest, told, inbox: inboxOf(client.id, 1, width) };
  });
}

function cutOf(world: World): CutShown | null {
  const groups = groupsOf(world);
  const held = world.network.inFlight.filter((message) => isHeld(world, message)).length;
  return groups && { groups: groupsText(groups), held };
}
