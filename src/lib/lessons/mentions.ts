/** Names in a text: those of nodes and clients, and of the types of messages that are in flight. */
import type { World } from '../sim/world';

export interface Mention {
  readonly text: string;
  /** The name, where the piece is one. */
  readonly name: string | null;
}

/** Whole words: what is joined to something else, as in val_0, is none. */
const WORD = /(?<![\w.])[A-Za-z]\w*(?!\w)/g;

/** A text in pieces, each a name or what stands between. Together they are the text. */
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
