/** A field of a node after a step. */
interface FieldShown {
  readonly name: string;
  readonly value: string;
  /** null: the step did not change it. */
  readonly was: string | null;
}

/** Fields with the same name: `nextIndex` of each follower, or just one field. */
interface FieldRow {
  readonly name: string;
  readonly parts: readonly (FieldShown & {
    /** The part in brackets after the name: a follower, a slot; null: there is none. */
    readonly of: string | null;
  })[];
}

/** Groups fields that differ only in the part in brackets, at the place of the first. */
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
