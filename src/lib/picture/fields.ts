/** A field of a node, as a step left it. */
export interface FieldShown {
  readonly name: string;
  readonly value: string;
  /** null: the step did not change it. */
  readonly was: string | null;
}

/** Fields of one name: `nextIndex` of each follower, or just the one. */
export interface FieldRow {
  readonly name: string;
  readonly parts: readonly (FieldShown & {
    /** What stood in brackets behind the name: a follower, a slot; null: nothing. */
    readonly of: string | null;
  })[];
}

/** Fields that have their name in common and differ in what stands in brackets, taken together where the first of them stands. */
export function rowsOf(fields: readonly FieldShown[]): readonly FieldRow[] {
  const rows = new Map<string, FieldRow['parts'][number][]>();
  for (const field of fields) {
    const [, name = field.name, of = null] = /^(.*)\[(.*)\]$/.exec(field.name) ?? [];
    const parts = rows.get(name) ?? [];
    parts.push({ ...field, of });
    rows.set(name, parts);
  }
  return [...rows].map(([name, parts]) => ({ name, parts }));
}
