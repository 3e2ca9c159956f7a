import { commonIn } from '../protocol/event';
import { itemAt } from '../protocol/known';
import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import { MAIN, type ActorId, type Message } from '../protocol/message';
import type { Run } from './run';

/** The words of a diagram. */
interface DiagramWords {
  /** The shortest form of a message: `Vote? t1`. */
  readonly label: (message: Message) => string;
  /** A step in one sentence; null: nothing happened. */
  readonly tell: (events: readonly ProtocolEvent[]) => string | null;
}

/**
 * A run as a Mermaid sequence diagram. An arrow is drawn when its message arrived (`->>`) or was dropped or lost (`-x`),
 * and at the end if it is still in flight (`-)`). A note tells each step that moved no message, and each that changed a
 * node's role.
 */
export function mermaidDiagram(title: string, run: Run, words: DiagramWords): string {
  const { nodes, clients, network } = itemAt(run, -1).world;
  const known = [...Object.keys(clients), ...Object.keys(nodes)];
  const steps = run.flatMap((step, i) => linesOf(step, run[i - 1] ?? null, words, known));
  const waiting = network.inFlight.flatMap((message) =>
    arrow('-)', message, `${words.label(message)} (in flight)`, known),
  );
  const body = [...steps, ...waiting];
  const usesMain = body.some((line) => line.startsWith(MAIN));
  const actors = usesMain ? [MAIN, ...known] : known;
  const named = title.trim() === '' ? [] : [`title ${escaped(title)}`];
  const lines = [...named, ...actors.map((id) => `participant ${id}`), ...body];
  return ['sequenceDiagram', ...lines.map((line) => `  ${line}`), ''].join('\n');
}

function linesOf(
  { world, events }: Run[number],
  before: Run[number] | null,
  words: DiagramWords,
  known: readonly ActorId[],
): string[] {
  const arrows = commonIn(events).flatMap((event) => arrowOf(event, words, known));
  if (before === null) return arrows;
  const turned = Object.keys(world.nodes).filter(
    (id) => world.nodes[id]?.role !== before.world.nodes[id]?.role,
  );
  if (arrows.length > 0 && turned.length === 0) return arrows;
  const told = words.tell(events);
  const over = turned.length > 0 ? turned : placeOf(events, known);
  return told === null ? arrows : [...arrows, note(over, `step ${world.step}: ${told}`)];
}

function arrowOf(event: CommonEvent, { label }: DiagramWords, known: readonly ActorId[]): string[] {
  switch (event.type) {
    case 'message-delivered':
      return arrow('->>', event.message, label(event.message), known);
    case 'message-dropped':
      return arrow('-x', event.message, `${label(event.message)} (dropped)`, known);
    case 'message-lost':
      return arrow('-x', event.message, `${label(event.message)} (lost)`, known);
    default:
      return [];
  }
}

/** No arrow if one of its ends is not an actor of this run: a message of the set-up may name anyone. */
function arrow(kind: string, { from, to }: Message, text: string, known: readonly ActorId[]): string[] {
  const stands = (id: ActorId) => id === MAIN || known.includes(id);
  return stands(from) && stands(to) ? [`${from}${kind}${to}: ${escaped(text)}`] : [];
}

/** Whom to place a note beside: those who acted, or everyone if the network did. */
function placeOf(events: readonly ProtocolEvent[], known: readonly ActorId[]): readonly ActorId[] {
  const [first] = events;
  return first && known.includes(first.actor) ? [first.actor] : known;
}

function note(over: readonly ActorId[], text: string): string {
  const ends = over.length > 1 ? [over[0], over.at(-1)] : over;
  return `Note over ${ends.join(',')}: ${escaped(text)}`;
}

/**
 * Keys and values are user text. Whatever Mermaid could take for syntax is written as an entity (`#59;`), and line breaks
 * become spaces. In a series of spaces, all but the last are non-breaking, because Mermaid would collapse them.
 */
function escaped(text: string): string {
  const line = text.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return line
    .replace(/:(?! )|[^\p{L}\p{N} :=,.?()→✓✗–…_-]/gu, (character) => `#${character.codePointAt(0)};`)
    .replace(/ (?= )|^ | $/g, '#160;');
}
