import type { CommonEvent, ProtocolEvent } from '../protocol/event';
import { MAIN, type ActorId, type Message } from '../protocol/message';
import type { Run } from './run';

/** How a run is told in a diagram. */
export interface DiagramWords {
  /** A message as short as it can be said: `Vote? t1`. */
  readonly label: (message: Message) => string;
  /** A step in one sentence; null: nothing happened. */
  readonly tell: (events: readonly ProtocolEvent[]) => string | null;
}

/**
 * A run as a Mermaid sequence diagram. An arrow stands where its message arrived (`->>`), was dropped or lost (`-x`), or at the
 * end if it is still in flight (`-)`); a note tells each step that moved no message, and each that changed a node's role.
 */
export function mermaidDiagram(title: string, run: Run, words: DiagramWords): string {
  const { nodes, clients, network } = (run.at(-1) as Run[number]).world;
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
  const arrows = (events as readonly CommonEvent[]).flatMap((event) => arrowOf(event, words, known));
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

/** None if one of its ends is nobody of this run: a set-up's own message may name anyone. */
function arrow(kind: string, { from, to }: Message, text: string, known: readonly ActorId[]): string[] {
  const stands = (id: ActorId) => id === MAIN || known.includes(id);
  return stands(from) && stands(to) ? [`${from}${kind}${to}: ${escaped(text)}`] : [];
}

/** Beside whom a step without an arrow is told: who acted, or, where the network was, everyone. */
function placeOf(events: readonly ProtocolEvent[], known: readonly ActorId[]): readonly ActorId[] {
  const [first] = events;
  return first && known.includes(first.actor) ? [first.actor] : known;
}

function note(over: readonly ActorId[], text: string): string {
  const ends = over.length > 1 ? [over[0], over.at(-1)] : over;
  return `Note over ${ends.join(',')}: ${escaped(text)}`;
}

/**
 * Keys and values are the person's own: whatever Mermaid could take for syntax is written as its entity (`#59;`), and what a line
 * cannot hold becomes a space. Of spaces that would be drawn as one, or as none, all but the last of a run do not break.
 */
function escaped(text: string): string {
  const line = text.toWellFormed().replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return line
    .replace(/:(?! )|[^\p{L}\p{N} :=,.?()→✓✗–…_-]/gu, (character) => `#${character.codePointAt(0)};`)
    .replace(/ (?= )|^ | $/g, '#160;');
}
