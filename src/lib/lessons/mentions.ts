/** Names in a text: those of nodes and clients, and the types of messages in flight. */
import type { World } from '../sim/world';

interface Mention {
  readonly text: string;
  /** The name; null: the piece is not a name. */
  readonly name: string | null;
}

/** Whole words. A part of a longer word, as in val_0, does not count. */
const WORD = /(?<![\w.])[A-Za-z]\w*(?!\w)/g;

/** Splits a text into names and the pieces between them. Joined, they give the text. */
export function mentionsIn(text: string, world: World): readonly Mention[] {
  const names = new Set([
    ...Object.keys(world.nodes),
    ...Object.keys(world.clients),
    ...world.network.inFlight.map(({ type }) => type),
  ]);
  const pieces: Mention[] = [];
  let from = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!names.has(word)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), name: null });
    pieces.push({ text: word, name: word });
    from = index + word.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), name: null });
  return pieces;
}
