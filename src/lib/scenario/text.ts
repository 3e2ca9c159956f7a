/** Writes strings, keys and values as TOML. */
import { inOrder } from './order';

const SHORT: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** Characters that TOML forbids in a string, or that readers would refuse or overlook. */
const TO_ESCAPE = /["\\]|[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffd]/g;

/** A string on one line. A lone surrogate, which a file cannot hold, becomes U+FFFD. */
export function writeString(text: string): string {
  return `"${text.toWellFormed().replace(TO_ESCAPE, escape)}"`;
}

/** A text for people: a multi-line string if it has several lines. */
export function writeProse(text: string): string {
  if (!text.includes('\n')) return writeString(text);
  const lines = text.split('\n').map((line) => writeString(line).slice(1, -1));
  return `"""\n${lines.join('\n')}"""`;
}

export function writeKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : writeString(key);
}

/** A value on one line; a list of tables has one line for each table. */
export function writeValue(value: unknown): string {
  if (typeof value === 'string') return writeString(value);
  if (Array.isArray(value)) return list(value);
  if (typeof value === 'object' && value !== null) return inlineTable(value);
  return String(value);
}

function list(items: readonly unknown[]): string {
  const written = items.map(writeValue);
  const short = !items.some((item) => typeof item === 'object' && !Array.isArray(item)) || items.length < 2;
  return short ? `[${written.join(', ')}]` : `[\n${written.map((item) => `  ${item},\n`).join('')}]`;
}

function inlineTable(table: object): string {
  const entries = entriesOf(table);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, value]) => `${writeKey(key)} = ${writeValue(value)}`).join(', ')} }`;
}

/** An inline table in as few characters as possible. */
export function writeTight(table: object): string {
  return `{${entriesOf(table)
    .map(([key, value]) => `${writeKey(key)}=${writeValue(value)}`)
    .join(',')}}`;
}

function entriesOf(table: object): [string, unknown][] {
  return Object.entries(inOrder(table)).filter(([, value]) => value !== undefined);
}

function escape(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
