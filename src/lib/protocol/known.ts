/** Anything with items by index: an array, or a list that grows. */
interface Indexed<T> {
  readonly length: number;
  at(index: number): T | undefined;
}

/**
 * An item that is known to be there.
 *
 * @param index from 0; negative from the end.
 * @throws RangeError if there is none.
 */
export function itemAt<T>(list: Indexed<T>, index: number): T {
  const item = list.at(index);
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}

/**
 * A value that is known to be there.
 *
 * @param what names the value if it is missing after all
 * @throws Error if it is missing
 */
export function required<T>(value: T | null | undefined, what: string): T {
  if (value === undefined || value === null) throw new Error(`${what} is missing`);
  return value;
}

/** The keys of a table that is written out in the code, and so has no other keys than its type names. */
export function keysOf<Table extends object>(table: Table): readonly Extract<keyof Table, string>[] {
  return Object.keys(table) as Extract<keyof Table, string>[];
}

/** Whether a name is a key of such a table. */
export const isKeyOf = <Table extends object>(table: Table, name: PropertyKey): name is keyof Table =>
  Object.hasOwn(table, name);
