import type { LabelKind } from '../../../protocol/label';
import type { Message } from '../../../protocol/message';
import { isHeld } from '../../../sim/network';
import type { World } from '../../../sim/world';
import { label } from '../../../picture/message-label';
import { cutLines, stoppedAt } from './boundary';
import { groupsOf } from './cut';
import { between, type Box, type Point } from './geometry';
import { cornerOf, type StageLayout, type StageRoom } from './layout';
import { layoutPills, link, type PillSpec } from './pills';
import { route } from './route';

/** A message's way: where it leaves its sender, where its pill stands, and where it ends or is held. */
export interface Way {
  /** The oldest where several share a pill. */
  readonly message: Message;
  /** How many there are of it, alike on the same link. */
  readonly alike: number;
  readonly kind: LabelKind;
  readonly held: boolean;
  /** From its sender's card to its pill, and on from there; empty where there is no such card. */
  readonly before: readonly Point[];
  readonly pill: Box;
  readonly ahead: readonly Point[];
}

export interface Link {
  readonly key: string;
  readonly from: Point;
  readonly to: Point;
  readonly cut: boolean;
}

/** All that is drawn between the cards. */
export interface Scene {
  readonly ways: readonly Way[];
  readonly links: readonly Link[];
  /** Where a partition cuts. */
  readonly cuts: readonly (readonly Point[])[];
  /** Messages in flight that the stage has no room for: they are in the list. */
  readonly more: number;
}

/** Above these the stage would be all pills, or all links. */
const PILLS_MOST = 30;
/** With more than these in flight, those that say the same on the same link share a pill. */
const APART_MOST = 16;
const LINKED_NODES_MOST = 9;

/** Where everything between the cards of a world stands. */
export function sceneOf(world: World, layout: StageLayout, room: StageRoom): Scene {
  const { boxes, centre } = layout;
  const ids = Object.keys(world.nodes);
  const cards = Object.values(boxes);
  const groups = groupsOf(world);
  const cuts = groups ? cutLines(groups, ids, boxes, centre, room) : [];
  const flying = together(world.network.inFlight);
  const shown = flying.slice(0, PILLS_MOST);
  const specs = shown.map(([message, ...others]): PillSpec => {
    const spec = {
      id: message.id,
      from: message.from,
      to: message.to,
      ...sizeOf(message, others.length, isHeld(world, message), room),
    };
    return isHeld(world, message) ? { ...spec, stopped: stoppedAt(...link(spec, boxes, room), cuts) } : spec;
  });
  const pills = layoutPills(specs, boxes, room, [cornerOf(room, layout.strip)]);
  return {
    cuts,
    links: ids.length > LINKED_NODES_MOST ? [] : linksOf(world, ids, boxes),
    ways: shown.map((alike, i) => {
      const [message] = alike;
      const pill = pills.get(message.id) as Box;
      const { stopped } = specs[i] as PillSpec;
      const [start, end] = link(message, boxes, room);
      const sender = boxes[message.from];
      const receiver = boxes[message.to];
      const others = cards.filter((box) => box !== sender && box !== receiver);
      return {
        message,
        alike: alike.length,
        kind: label(message).kind,
        held: stopped !== undefined,
        before: sender ? route(sender, pill, others) : [],
        pill,
        ahead:
          stopped !== undefined
            ? [pill, between(start, end, stopped)]
            : receiver
              ? [...route(receiver, pill, others)].reverse()
              : [],
      };
    }),
    more: flying.slice(PILLS_MOST).reduce((sum, alike) => sum + alike.length, 0),
  };
}

/** Like `sceneOf`, but the two scenes made last are not made anew: a step shows the world before it once more, as it moves. */
export function sceneReader(): typeof sceneOf {
  let lately: readonly { readonly of: Parameters<typeof sceneOf>; readonly scene: Scene }[] = [];
  return (...of) => {
    const known = lately.find((one) => one.of.every((part, i) => part === of[i]));
    if (known) return known.scene;
    const scene = sceneOf(...of);
    lately = [{ of, scene }, ...lately].slice(0, 2);
    return scene;
  };
}

/** A pill's size from its text: 0.62 em is the mean width of a character in bold. */
function sizeOf(message: Message, others: number, held: boolean, { rem, target }: StageRoom) {
  const font = rem > 17 ? rem : 0.8125 * rem;
  const length = label(message).text.length + (others > 0 ? 4 : 0) + (held ? 2 : 0);
  return { width: Math.max(target, (length * 0.62 + 1.5) * font), height: target };
}

type Alike = readonly [Message, ...Message[]];

/** The messages in flight, oldest first, each alone or, where there are many, with those that are shown alike. */
function together(messages: readonly Message[]): readonly Alike[] {
  if (messages.length <= APART_MOST) return messages.map((message) => [message]);
  const groups = new Map<string, [Message, ...Message[]]>();
  for (const message of messages) {
    const name = `${message.from} ${message.to} ${label(message).text}`;
    const known = groups.get(name);
    if (known) known.push(message);
    else groups.set(name, [message]);
  }
  return [...groups.values()];
}

function linksOf(world: World, ids: readonly string[], boxes: Readonly<Record<string, Box>>): Link[] {
  return ids.flatMap((a, i) =>
    ids.slice(i + 1).map((b) => ({
      key: `${a} ${b}`,
      from: boxes[a] as Box,
      to: boxes[b] as Box,
      cut: isHeld(world, { from: a, to: b }),
    })),
  );
}
