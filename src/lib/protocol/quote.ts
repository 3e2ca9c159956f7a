/** Quotes a user's text within a sentence: short enough for a line, with invisible characters made visible. */

/** The most characters of a text that a sentence repeats. */
const MOST = 60;

/** Every space but the plain one, zero-width characters, direction marks, and the byte order mark. */
const UNSEEN = /[\u007f-\u00a0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;

export function cut(text: string, most = MOST): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`;
}

/** A string in quotes, escaped. An invisible character becomes `<U+200B>`. */
export function quote(text: string): string {
  return nameUnseen(JSON.stringify(cut(text)));
}

const nameUnseen = (text: string): string => text.replaceAll(UNSEEN, (found) => `<${codeOf(found)}>`);

/** A character's code point: `U+200B`. */
export function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Any value within a sentence: its text, or what it is if it is not a plain value. */
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
