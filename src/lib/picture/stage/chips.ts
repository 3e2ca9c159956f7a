import { itemAt } from '../../protocol/known';
import type { Label, LabelKind } from '../../protocol/label';
import type { ActorId, Message } from '../../protocol/message';
import type { System } from '../../run/system';
import { isHeld } from '../../sim/network';
import type { World } from '../../sim/world';
import { label } from '../message-label';
import { textWidth } from '../text-width';
import type { Type } from './room';

/** Equal messages in flight from one sender to one receiver. */
export interface Chip {
  /** The message that a click opens: the one that Next delivers if it is among them, otherwise the oldest. */
  readonly message: Message;
  readonly label: Label;
  /** The ids of all these messages, oldest first. */
  readonly ids: readonly number[];
  readonly sender: ActorId;
  readonly text: string;
  readonly kind: LabelKind;
  /** A partition holds it, or the one being chosen would hold it. */
  readonly held: boolean;
  /** Of a term or ballot that its receiver has left. */
  readonly outdated: boolean;
  /** Its receiver is down, so it would be lost. */
  readonly lost: boolean;
  /** Next delivers it. */
  readonly pick: boolean;
  /** It is wider than its inbox, so only its sender and its sign are shown. */
  readonly brief?: true;
}

/**
 * The messages in flight to each actor, oldest first.
 *
 * @param next the ids of the messages that Next delivers
 * @param far the nodes beyond a cut that is being chosen
 */
export function inboxesOf(
  system: System,
  world: World,
  next: readonly number[],
  far: readonly ActorId[] = [],
): ReadonlyMap<ActorId, readonly Chip[]> {
  const inboxes = new Map<ActorId, Chip[]>();
  for (const message of world.network.inFlight) {
    const chip = chipOf(system, world, message, next, far);
    const inbox = inboxes.get(message.to) ?? [];
    const at = inbox.findIndex((known) => isAlike(known, chip));
    const known = inbox[at];
    if (known) inbox[at] = joined(known, chip);
    else inbox.push(chip);
    inboxes.set(message.to, inbox);
  }
  return inboxes;
}

function chipOf(
  system: System,
  world: World,
  message: Message,
  next: readonly number[],
  far: readonly ActorId[],
): Chip {
  const receiver = world.nodes[message.to];
  const shown = label(system, message);
  return {
    message,
    label: shown,
    ids: [message.id],
    sender: message.from,
    text: shown.words,
    kind: shown.kind,
    held: isHeld(world, message) || wouldHold(world, message, far),
    outdated: receiver !== undefined && (system.isOutdated?.(receiver, message) ?? false),
    lost: receiver !== undefined && !receiver.alive,
    pick: next.includes(message.id),
  };
}

/** Clients reach both sides of a cut that is being chosen. */
function wouldHold({ nodes }: World, { from, to }: Message, far: readonly ActorId[]): boolean {
  return from in nodes && to in nodes && far.includes(from) !== far.includes(to);
}

const isAlike = (a: Chip, b: Chip) =>
  a.sender === b.sender &&
  a.text === b.text &&
  a.kind === b.kind &&
  a.held === b.held &&
  a.outdated === b.outdated;

const joined = (a: Chip, b: Chip): Chip => ({
  ...a,
  message: b.pick && !a.pick ? b.message : a.message,
  ids: [...a.ids, ...b.ids],
  pick: a.pick || b.pick,
});

/** The width of a chip beside its texts, in ems: the sign, the gaps, the frame. */
const CHIP_FRAME_EMS = 3.2;
export const CHIP_GAP_PX = 4;

/** The largest width of a chip, in pixels. */
export function chipWidth({ sender, text, ids, lost, brief }: Chip, { text: size }: Type): number {
  const words = textWidth(brief ? sender : sender + text, size);
  const count = ids.length > 1 ? textWidth(` ×${ids.length}`, size) : 0;
  return words + count + (CHIP_FRAME_EMS + (lost ? 1.1 : 0)) * size;
}

/** The size of an inbox: its width in pixels, and its lines of chips. */
interface InboxRoom {
  readonly width: number;
  readonly lines: number;
}

/** The visible chips of an inbox, and how many messages are hidden. */
export interface Inbox {
  readonly shown: readonly Chip[];
  readonly more: number;
}

const count = (chips: readonly Chip[]) => chips.reduce((sum, { ids }) => sum + ids.length, 0);

/** The oldest chips that fit, and Next's pick whatever its age. */
export function fitChips(all: readonly Chip[], room: InboxRoom, type: Type): Inbox {
  const chips = all.map((chip) =>
    chipWidth(chip, type) > room.width ? { ...chip, brief: true as const } : chip,
  );
  const widths = chips.map((chip) => chipWidth(chip, type));
  if (fits(widths, room)) return { shown: chips, more: 0 };
  const more = Math.max(type.target, textWidth(`+${count(chips)}`, type.text) + type.text);
  const pick = chips.findIndex((chip) => chip.pick);
  let shown = chips.length - 1;
  const chosen = () => {
    const first = Array.from({ length: shown }, (_, i) => i);
    return pick < shown ? first : [...first.slice(0, -1), pick];
  };
  while (shown > 0 && !fits([...chosen().map((i) => itemAt(widths, i)), more], room)) shown--;
  const kept = shown > 0 ? chosen() : [];
  if (kept.length === 0 && !chips.every(({ brief }) => brief))
    return fitChips(
      chips.map((it) => ({ ...it, brief: true as const })),
      room,
      type,
    );
  return {
    shown: kept.map((i) => itemAt(chips, i)),
    more: count(chips.filter((_, i) => !kept.includes(i))),
  };
}

/** Whether boxes of these widths fit when set line by line. */
function fits(widths: readonly number[], { width, lines }: InboxRoom): boolean {
  let line = 1;
  let at = 0;
  for (const one of widths) {
    if (at > 0 && at + CHIP_GAP_PX + one > width) [line, at] = [line + 1, 0];
    at += (at > 0 ? CHIP_GAP_PX : 0) + one;
    if (line > lines || (at > width && widths.length > 1 && at > one)) return false;
  }
  return true;
}
