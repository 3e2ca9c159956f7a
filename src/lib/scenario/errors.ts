import { cut, quote } from '../protocol/quote';
import type { Position } from './lines';

import { locationOf, type Path, type Location } from './positions';

export { either, quote } from '../protocol/quote';

/** One mistake in a file: where it is, what was found, and what would be accepted. */
export interface ScenarioError {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. A leading byte order mark is not counted. */
  readonly column: number;
  /** The key or value at fault, with list indexes from 0: `step[3].node`. */
  readonly path?: string;
}

/** A mistake that a check found, before its line and column are known. */
export interface Problem {
  readonly path: Path;
  /** Whether the key or the value is at fault. */
  readonly at: 'key' | 'value';
  /** A sentence. If it begins with `expected`, the value's name and what was found are put before it. */
  readonly message: string;
  readonly found?: unknown;
}

/** What errors are built from: the text, the positions of its keys and values, and its lines. */
interface Source {
  readonly text: string;
  readonly locations: Location;
  readonly positionAt: (offset: number) => Position;
}

export function toError(problem: Problem, source: Source): ScenarioError {
  const { path, at, message } = problem;
  const location = locationOf(source.locations, path);
  const position = source.positionAt(at === 'key' ? location.keyAt : location.valueAt);
  const full = message.startsWith('expected')
    ? `${nameOf(path)} is ${show(problem.found, source.text, location.valueAt)}: ${message}`
    : message;
  return { message: stepOf(path) + full, ...position, ...(path.length > 0 && { path: pathText(path) }) };
}

/** Steps are counted from 1, as in the app. */
function stepOf(path: Path): string {
  return path[0] === 'step' && typeof path[1] === 'number' ? `step ${path[1] + 1}: ` : '';
}

/** The name of the value for people: its own key, after the name of a single table; items of lists by number, from 1. */
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

/** `raft.bugs[0]`, `node[0].log[2].term`; a key that is not a bare key is quoted. */
function pathText(path: Path): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${keyText(step)}`))
    .join('');
}

function keyText(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? cut(key) : quote(key);
}
