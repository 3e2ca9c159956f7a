import type { ActorId } from '../../protocol/message';

/** What a log entry asks of the store. A no-op asks nothing. */
export type EntryOp = 'put' | 'get' | 'delete' | 'noop';

/** One log entry. Its index is its place in the log, counted from 1. */
export interface LogEntry {
  readonly term: number;
  readonly op: EntryOp;
  readonly key?: string;
  readonly value?: string;
  /** Who asked, and the client's own number for the request; absent for no-ops and begun logs. */
  readonly client?: ActorId;
  readonly request?: number;
}

export type Log = readonly LogEntry[];

/** Whether two entries are one and the same: what they ask, and not only of which term they are. */
export function sameEntry(a: LogEntry | undefined, b: LogEntry | undefined): boolean {
  if (a === b || !a || !b) return a === b;
  const fields = ['term', 'op', 'key', 'value', 'client', 'request'] as const;
  return fields.every((field) => a[field] === b[field]);
}

/** The index of the last entry; 0: the log is empty. */
export function lastIndex(log: Log): number {
  return log.length;
}

/** The term of the entry at `index`; 0 at index 0 and where there is no entry. */
export function termAt(log: Log, index: number): number {
  return log[index - 1]?.term ?? 0;
}

export function lastTerm(log: Log): number {
  return termAt(log, log.length);
}

/** The entries from `index` on. */
export function entriesFrom(log: Log, index: number): Log {
  return log.slice(index - 1);
}

/** §5.3: whether the log contains an entry at `index` with `term`. Before the first entry all logs agree. */
export function holds(log: Log, index: number, term: number): boolean {
  return index === 0 || (index <= log.length && termAt(log, index) === term);
}

/**
 * §5.4.1: whether a log that ends in (`index`, `term`) is at least as up-to-date as `log`:
 * the later last term wins; if they are equal, the longer log.
 */
export function isUpToDate(log: Log, index: number, term: number): boolean {
  return term > lastTerm(log) || (term === lastTerm(log) && index >= lastIndex(log));
}

/**
 * Figure 2, AppendEntries receiver 3 and 4: deletes the first entry that conflicts (same index, other term) and all behind it, then
 * appends what is not there yet. Entries that match stay, so an old message never shortens the log.
 *
 * @returns `log` itself if nothing changes.
 */
export function merge(log: Log, prevLogIndex: number, entries: Log): Log {
  for (let offset = 0; offset < entries.length; offset++) {
    const index = prevLogIndex + offset + 1;
    if (index > lastIndex(log) || termAt(log, index) !== entries[offset]?.term) {
      return [...log.slice(0, index - 1), ...entries.slice(offset)];
    }
  }
  return log;
}
