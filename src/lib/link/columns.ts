/**
 * Steps by column: for each key, the distinct values, and which of them each step has. Neighbouring numbers in a column
 * are similar, so deflate needs about one byte for a step. Nothing here knows what steps mean: the packed tables are
 * those of a scenario file, whose names are final.
 */

/** A table of a scenario file. */
export type Row = Readonly<Record<string, unknown>>;

interface Column {
  readonly key: string;
  readonly values: unknown[];
  /** For each row, the index of its value in `values` plus 1; 0: the row does not have the key. */
  readonly rows: number[];
}

export function toColumns(rows: readonly object[]): Column[] {
  const tables = rows.map((row): Row => ({ ...row }));
  const keys = new Set(tables.flatMap((row) => Object.keys(row).filter((key) => row[key] !== undefined)));
  return [...keys].map((key) => columnOf(key, tables));
}

function columnOf(key: string, rows: readonly Row[]): Column {
  const places = new Map<string, number>();
  const values: unknown[] = [];
  const numbers = rows.map((row) => {
    const value = row[key];
    if (value === undefined) return 0;
    const text = JSON.stringify(value);
    const known = places.get(text);
    if (known !== undefined) return known;
    values.push(value);
    places.set(text, values.length);
    return values.length;
  });
  return { key, values, rows: numbers };
}

/** The rows again. A number without a value leaves the key out. */
export function fromColumns(columns: readonly Column[], count: number): Row[] {
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(
      columns.flatMap(({ key, values, rows }) => {
        const value = values[(rows[row] ?? 0) - 1];
        return value === undefined ? [] : [[key, value]];
      }),
    ),
  );
}
