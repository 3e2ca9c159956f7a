import type { ActorId } from '../../protocol/message';

/** The operation of a log entry. A no-op does nothing. */
export type EntryOp = 'put' | 'get' | 'delete' | 'noop';

/** One log entry. Its index is its position in the log, counted from 1. */
export interface LogEntry {
  readonly term: number;
  readonly op: EntryOp;
  readonly key?: string;
  readonly value?: string;
  /** The client, and its own number for the request. Absent for no-ops and for logs of the set-up. */
  readonly client?: ActorId;
  readonly request?: number;
}

export type Log = readonly LogEntry[];

/** Whether two entries are the same in every field, not only in their term. */
export function sameEntry(a: LogEntry | null, b: LogEntry | null): boolean {
  if (a === b || !a || !b) return a === b;
  const fields = ['term', 'op', 'key', 'value', 'client', 'request'] as const;
  return fields.every((field) => a[field] === b[field]);
}

/** The index of the last entry; 0: the log is empty. */
export function lastIndex(log: Log): number {
  return log.length;
}

/** The term of the entry at `index`; 0 at index 0 and if there is no entry. */
export function termAt(log: Log, index: number): number {
  return log[index - 1]?.term ?? 0;
}

export function lastTerm(log: Log): number {
  return termAt(log, log.length);
}

/** The entry at `index`; null: there is none. */
export function entryAt(log: Log, index: number): LogEntry | null {
  return log[index - 1] ?? null;
}

/** The entries from `index` on. */
export function entriesFrom(log: Log, index: number): Log {
  return log.slice(index - 1);
}

/** The entries up to and including `index`. */
export function entriesUpTo(log: Log, index: number): Log {
  return log.slice(0, index);
}

/** The log with entries appended. */
export function append(log: Log, ...entries: readonly LogEntry[]): Log {
  // concat gives an array of the exact length. A spread reserves room to grow, and a run keeps the log of every step.
  return log.concat(entries);
}

/** Each entry with its index. */
export function indexed(log: Log): readonly { readonly index: number; readonly entry: LogEntry }[] {
  return log.map((entry, i) => ({ index: i + 1, entry }));
}

/** The index of the first entry of a term; null: there is none. */
export function firstOfTerm(log: Log, term: number): number | null {
  const at = log.findIndex((entry) => entry.term === term);
  return at < 0 ? null : at + 1;
}

/** The last index up to which two logs share their entries. */
export function commonPrefix(a: Log, b: Log): number {
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return same;
}

/**
 * The index of the first of `entries` that the log lacks, or has with another term; null: it holds them all. `entries`
 * follow `prevLogIndex`.
 */
export function firstMissing(log: Log, prevLogIndex: number, entries: Log): number | null {
  const missing = entries.findIndex((entry, i) => !holds(log, prevLogIndex + i + 1, entry.term));
  return missing < 0 ? null : prevLogIndex + missing + 1;
}

/** §5.3: whether the log has an entry at `index` with `term`. At index 0 all logs agree. */
export function holds(log: Log, index: number, term: number): boolean {
  return index === 0 || (index <= log.length && termAt(log, index) === term);
}

/**
 * Figure 2, AppendEntries receiver 3 and 4: deletes the first entry that conflicts (same index, other term) and all that
 * follow it, then appends the new entries. Entries that match stay, so an old message never shortens the log.
 *
 * @returns `log` itself if nothing changes
 */
export function merge(log: Log, prevLogIndex: number, entries: Log): Log {
  const missing = firstMissing(log, prevLogIndex, entries);
  if (missing === null) return log;
  return append(entriesUpTo(log, missing - 1), ...entriesFrom(entries, missing - prevLogIndex));
}
