import { parse, TomlError } from 'smol-toml';
import { quote, type ScenarioError } from './errors';
import { isTooLarge } from './limits';
import { positionsIn } from './lines';
import { keyAt } from './positions';
import { writeKey } from './text';
import { typographyIn } from './typography';

/** How deep lists and inline tables may nest. A scenario needs five levels. */
const MOST_NESTED = 32;

const BOM = '\ufeff';

type Read = { readonly ok: true; readonly text: string; readonly document: object } | Failed;
type Failed = { readonly ok: false; readonly error: ScenarioError };

/**
 * Parses TOML syntax.
 *
 * @returns the document and its text without a byte order mark. Integers are bigint, so that they differ from floats;
 * tables have no prototype. Or the first place that is not TOML, or not text.
 */
export function readToml(input: string): Read {
  if (isTooLarge(input)) {
    return failed(1, 1, 'the file is larger than 256 KiB (262,144 bytes): expected at most that');
  }
  const text = input.startsWith(BOM) ? input.slice(1) : input;
  if (text === '' && input !== '') {
    return failed(1, 1, 'the file holds only a byte order mark: expected a scenario in TOML');
  }
  const binary = findBinary(text);
  if (binary !== null) return failedAt(text, binary, notText(text, binary));
  const absurd = findAbsurd(text);
  if (absurd) return failedAt(text, absurd.at, absurd.message);
  try {
    return { ok: true, text, document: parse(text, { integersAsBigInt: true, maxDepth: MOST_NESTED }) };
  } catch (error) {
    if (!(error instanceof TomlError)) return failed(1, 1, 'this file cannot be read as TOML');
    return failed(error.line, error.column, explain(error, text));
  }
}

function failed(line: number, column: number, message: string): Failed {
  return { ok: false, error: { message, line, column } };
}

function failedAt(text: string, offset: number, message: string): Failed {
  const { line, column } = positionsIn(text)(offset);
  return failed(line, column, message);
}

/** Control characters, replacement characters (bytes that are not UTF-8), and lone surrogates. */
function findBinary(text: string): number | null {
  const control = text.search(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]/);
  const half = text.isWellFormed() ? -1 : text.search(/\p{Surrogate}/u);
  if (control < 0 || half < 0) return control < 0 && half < 0 ? null : Math.max(control, half);
  return Math.min(control, half);
}

/** Matched only from its first digit: trying every digit would take quadratic time. */
const LONG_NUMBER = /(?<![0-9_])[0-9_]{1000,}/;
/** Any part but the first of a dotted key. */
const KEY_PART = /\.[ \t]*(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*/;
/** A dotted key longer than any scenario has, from its second part on. Matched whole, so that no part is scanned twice. */
const DOTTED = new RegExp(`(?:${KEY_PART.source}){3,}`);
/** The most parts of such keys. */
const MOST_PARTS = 4000;
/** An unclosed string is matched to the end of the line: trying every quotation mark again would take quadratic time. */
const STRING_OR_COMMENT =
  /"""(?:[^\\]|\\[^])*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|#[^\n]*/;

/** The first place, outside strings and comments, that would take the parser longer than all the rest. */
function findAbsurd(text: string): { at: number; message: string } | null {
  if (!LONG_NUMBER.test(text) && !mayHaveDeepKeys(text)) return null;
  const tokens = `${STRING_OR_COMMENT.source}|(${LONG_NUMBER.source})|(${DOTTED.source})`;
  let parts = 0;
  for (const { index: at, 1: number, 2: key } of text.matchAll(new RegExp(tokens, 'g'))) {
    if (number) return { at, message: 'found a number of more than 1,000 digits: expected at most 16' };
    if (key === undefined) continue;
    const deep = partsOf(key);
    if (deep >= MOST_NESTED)
      return { at, message: `tables are nested more than ${MOST_NESTED} deep: expected at most that` };
    parts += deep;
    if (parts > MOST_PARTS)
      return {
        at,
        message: 'found more than 4,000 tables by dotted keys: expected keys of one or two parts',
      };
  }
  return null;
}

/** Whether a closer look is needed. Strings and comments count too. */
function mayHaveDeepKeys(text: string): boolean {
  let parts = 0;
  for (const [run] of text.matchAll(new RegExp(DOTTED, 'g'))) {
    const deep = partsOf(run);
    parts += deep;
    if (deep >= MOST_NESTED || parts > MOST_PARTS) return true;
  }
  return false;
}

/** A lower bound for the number of parts after the first. A dot within a quoted part does not count. */
function partsOf(run: string): number {
  return (run.replaceAll(/"[^"\n]*"|'[^'\n]*'/g, 'a').match(/\./g) ?? []).length;
}

function notText(text: string, at: number): string {
  const code = text.charCodeAt(at);
  const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  if (code === 0xfffd) return `found bytes that are not UTF-8 (${name}): expected a text file in UTF-8`;
  if (code >= 0xd800 && code <= 0xdfff) return `found half a character (${name}): expected whole characters`;
  return `found the control character ${name}: expected text, in a string write it as \\u${name.slice(2)}`;
}

/** Error texts of the TOML parser, and remedies. `expected …` is preceded by what was found. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [
    /excessively nested/,
    `lists or inline tables are nested more than ${MOST_NESTED} deep: expected at most that`,
  ],
  [/end of key|empty bare key/, 'expected a key and its value, as in: num_nodes = 5'],
  [/illegal character in key/, 'expected a key of letters, digits, _ and -, or in quotes, and then = or ]'],
  [/multiline strings are not allowed/, 'expected a key in single quotation marks: it cannot span lines'],
  [/must be followed by an end-of-line/, 'expected the end of the line behind the value'],
  [/end of table array/, 'expected ]] to close a header that begins with [['],
  [/unfinished string/, 'the string is not closed: expected its closing quotation mark'],
  [/unfinished array/, 'the list is not closed: expected ]'],
  [/unfinished table/, 'the inline table is not closed: expected }'],
  [/expected comma or end of structure/, 'expected a comma or the closing bracket'],
  [/illegal leading zero/, 'expected a number that does not begin with 0'],
  [/illegal underscore/, 'expected a digit: an underscore in a number stands between two digits'],
  [/unfinished numeric value/, 'expected a number that ends in a digit'],
  [/illegal character in numeric literal/, 'expected only digits in a number; text stands in quotes'],
  [/invalid value/, 'expected a value: a number, true, false, a string in quotes, a list or an inline table'],
  [/invalid date/, 'expected a number or a string in quotes, not a date'],
  [
    /control characters are not allowed/,
    'expected no line break or control character here; a string can have \\n in it',
  ],
  [/unrecognised escape/, 'expected \\n, \\t, \\", \\\\ or \\uXXXX: a backslash itself is written \\\\'],
  [/non-hex character/, 'expected hexadecimal digits, as in \\u00e9'],
  [
    /invalid unicode escape/,
    'expected an escape that names a character, at most \\U0010FFFF and no surrogate',
  ],
  [/only line-ending whitespace/, 'expected the end of the line behind this backslash'],
];

function explain(error: TomlError, text: string): string {
  const said = (error.message.split('\n')[0] ?? '').replace(/^Invalid TOML document: /, '');
  if (said.startsWith('trying to redefine')) return defineTwice(error, text);
  const rest = restFrom(error, text);
  const odd = typographyIn(wordOf(rest));
  if (odd !== null) return odd;
  const remedy = REMEDIES.find(([pattern]) => pattern.test(said))?.[1] ?? said;
  return remedy.startsWith('expected') ? `found ${foundAt(rest)}: ${remedy}` : remedy;
}

function foundAt(rest: string): string {
  if (rest === '') return 'the end of the file';
  if (/^\r?\n/.test(rest)) return 'the end of the line';
  return quote(wordOf(rest));
}

/** The text up to the end of a value, at least one character. Unusual spaces do not end a value. */
function wordOf(rest: string): string {
  return /^[^ \t\r\n,\]}]+/.exec(rest.slice(0, 100))?.[0] ?? rest.charAt(0);
}

function restFrom({ line, column }: TomlError, text: string): string {
  const lines = text.split('\n').slice(line - 1);
  return lines.join('\n').slice(column - 1);
}

function defineTwice(error: TomlError, text: string): string {
  const key = keyAt(restFrom(error, text), 0).map(writeKey).join('.');
  return `${quote(key)} is defined twice: a key can stand once in its table, and a table can be opened once`;
}
