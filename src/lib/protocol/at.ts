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
export function at<T>(list: Indexed<T>, index: number): T {
  const item = list.at(index);
  if (item === undefined) throw new RangeError(`no item ${index} in a list of ${list.length}`);
  return item;
}
