import { cut, quote } from '../protocol/quote';
import type { Position } from './lines';

import { placeOf, type Path, type Place } from './positions';

export { either, quote } from '../protocol/quote';

/** One thing that is wrong with a file: where, what was found, and what would be accepted. */
export interface ScenarioError {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. A leading byte order mark does not count. */
  readonly column: number;
  /** The key or value it is about, with list indexes from 0: `step[3].node`. */
  readonly path?: string;
}

/** What a check found, before it has a line and column. */
export interface Problem {
  readonly path: Path;
  /** Whether the key or the value is at fault. */
  readonly at: 'key' | 'value';
  /** A sentence; one that begins with `expected` is preceded by the name of the value and what was found. */
  readonly message: string;
  readonly found?: unknown;
}

/** What errors are told from: the text, its places and its lines. */
export interface Source {
  readonly text: string;
  readonly places: Place;
  readonly positionAt: (offset: number) => Position;
}

export function toError(problem: Problem, source: Source): ScenarioError {
  const { path, at, message } = problem;
  const place = placeOf(source.places, path);
  const position = source.positionAt(at === 'key' ? place.keyAt : place.valueAt);
  const full = message.startsWith('expected')
    ? `${nameOf(path)} is ${show(problem.found, source.text, place.valueAt)}: ${message}`
    : message;
  return { message: stepOf(path) + full, ...position, ...(path.length > 0 && { path: pathText(path) }) };
}

/** People count steps, in the file as in the app. */
function stepOf(path: Path): string {
  return path[0] === 'step' && typeof path[1] === 'number' ? `step ${path[1] + 1}: ` : '';
}

/** The value as people call it: its own key, behind the name of a single table, and items by their number from 1. */
function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'number') return `item ${last + 1} of ${nameOf(path.slice(0, -1))}`;
  const parent = path.at(-2);
  return path.length === 2 && typeof parent === 'string'
    ? `${keyText(parent)}.${keyText(last)}`
    : keyText(last);
}

function show(value: unknown, text: string, at: number): string {
  if (Array.isArray(value)) return /\[[^[\]{}"'#\n]{0,40}\]/y.exec(text.slice(at, at + 50))?.[0] ?? 'a list';
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'object' && !(value instanceof Date)) return 'a table';
  return cut(/[^,\]}#\r\n]*/y.exec(text.slice(at, at + 100))?.[0].trim() || String(value));
}

/** `raft.bugs[0]`, `node[0].log[2].term`; a key that is no bare key stands in quotes. */
export function pathText(path: Path): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${keyText(step)}`))
    .join('');
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? cut(key) : quote(key);
}
