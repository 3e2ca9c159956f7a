/**
 * A cell of a row that is known to be there.
 *
 * @throws RangeError if the row is shorter
 */
export function cell(row: Int32Array, at: number): number {
  const value = row[at];
  if (value === undefined) throw new RangeError(`no cell ${at} in a row of ${row.length}`);
  return value;
}
