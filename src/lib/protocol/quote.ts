/** What people wrote, as a sentence repeats it: no longer than a line bears, and with what no eye sees named. */

/** The most characters that a sentence repeats of a text. */
const MOST = 60;

/** Spaces that are not the space bar's, characters without width, marks of direction, and the byte order mark. */
const UNSEEN = /[\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

export function cut(text: string, most = MOST): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}

/** A string in quotes, escaped; an unseen character as `<U+200B>`. */
export function quote(text: string): string {
  return nameUnseen(JSON.stringify(cut(text)));
}

export const nameUnseen = (text: string): string => text.replaceAll(UNSEEN, (found) => `<${codeOf(found)}>`);

/** `U+200B`. */
export function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Any value as a sentence repeats it: what it is, where it is no plain one. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a table';
  if (value === undefined) return 'nothing';
  return typeof value === 'function' ? 'a function' : cut(String(value));
}

/** `"a", "b" or "c"`. */
export function either(names: readonly string[], write: (name: string) => string = quote): string {
  const written = names.map((name) => write(name));
  const last = written.pop() ?? 'nothing';
  return written.length === 0 ? last : `${written.join(', ')} or ${last}`;
}
