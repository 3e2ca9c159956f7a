/** The log as the checks read it: by index, counted from 1. Independent of `systems/raft/log.ts`, which the checks watch. */
import type { Entry as Applied } from '../history';

/** A log entry, with the fields by which the checks tell two entries apart. */
export interface Entry extends Applied {
  readonly term: number;
}

export type Log = readonly Entry[];

/** The index of the last entry; 0: the log is empty. */
export function lastIndex(log: Log): number {
  return log.length;
}

/** The entry at `index`; undefined: there is none. */
export function entryAt(log: Log, index: number): Entry | undefined {
  return log[index - 1];
}

/** Each entry with its index. `first` is the index of the first entry of a message's `entries`. */
export function indexed(log: Log, first = 1): readonly { readonly index: number; readonly entry: Entry }[] {
  return log.map((entry, i) => ({ index: first + i, entry }));
}

/** Whether both entries exist and have the same term and the same command. */
export function sameEntry(a: Entry | undefined, b: Entry | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (a === b) return true;
  const sameCommand = a.op === b.op && a.key === b.key && a.value === b.value;
  return a.term === b.term && sameCommand && a.client === b.client && a.request === b.request;
}

/** The last index up to which two logs are the same. */
export function commonPrefix(a: Log, b: Log): number {
  if (a === b) return lastIndex(a);
  let same = 0;
  while (sameEntry(entryAt(a, same + 1), entryAt(b, same + 1))) same++;
  return same;
}

/** An entry in words: `put a = 1 of term 2`. */
export function describeEntry(entry: Entry | undefined): string {
  if (!entry) return 'no entry';
  const { term, op, key, value } = entry;
  const command = [op, key, value === undefined ? undefined : `= ${value}`].filter(Boolean).join(' ');
  return `${command} of term ${term}`;
}
