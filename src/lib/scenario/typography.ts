/** Characters that look like TOML's, or are invisible. They come from word processors, mail and web pages. */
import { codeOf } from '../protocol/quote';

const QUOTES = /[\u201c-\u201f\u00ab\u00bb]|[\u2018-\u201b\u2039\u203a]/;
const SPACES = /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
const DASHES = /[\u2010-\u2015\u2212]/;

const KINDS: readonly (readonly [RegExp, string, string])[] = [
  [QUOTES, 'a typographic quotation mark', 'a straight one, " or \''],
  [SPACES, 'a space of another kind', 'a plain space'],
  [UNSEEN, 'a character that is not seen', 'nothing there: delete it'],
  [DASHES, 'a dash', 'a plain hyphen, -'],
];

/** The first such character of a text, as a sentence; null: there is none. */
export function typographyIn(text: string): string | null {
  const firsts = KINDS.flatMap(([pattern, name, instead]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [{ at, name, instead }];
  }).sort((a, b) => a.at - b.at);
  const [first] = firsts;
  if (!first) return null;
  return `found ${codeOf(text.charAt(first.at))}, ${first.name}: expected ${first.instead}`;
}
