import type { Field, Portrait, Row } from '../protocol/portrait';
import type { Description } from '../protocol/description';
import type { World } from '../sim/world';
import { cellChanges, type CellChange } from './cells';
import { portraitOf } from './portraits';

/** What a step changed on one node. */
export interface NodeChange {
  readonly node: string;
  /** The names of the changed fields, without the part in brackets. */
  readonly fields: readonly string[];
  /** Its row now; null: it has none. */
  readonly row: Row | null;
  /** The changed cells of its row, by index. */
  readonly cells: ReadonlyMap<number, CellChange>;
  /** The changed fields, with old and new values. */
  readonly lines: readonly FieldChange[];
}

interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The changes of each node between two worlds, by node id. Unchanged nodes are left out. */
export function changesBetween(
  system: Description,
  before: World | null,
  after: World,
): ReadonlyMap<string, NodeChange> {
  const changes = new Map<string, NodeChange>();
  if (!before) return changes;
  for (const [id, node] of Object.entries(after.nodes)) {
    const old = before.nodes[id];
    if (!old || old === node) continue;
    const change = changeOf(portraitOf(system, old), portraitOf(system, node));
    if (change.lines.length > 0 || change.cells.size > 0) changes.set(id, change);
  }
  return changes;
}

/** The differences between two portraits of one node. */
export function changeOf(before: Portrait, after: Portrait): NodeChange {
  const lines = fieldChanges(before, after);
  const fields = lines.map(({ field }) => field.replace(/\[.*/, ''));
  const { id, row } = after;
  return { node: id, fields, row, cells: cellChanges(before.row, row), lines };
}

/** A field that only one portrait has (nextIndex, for a leader) is shown as a dash in the other. */
function fieldChanges(before: Portrait, after: Portrait): FieldChange[] {
  const old = new Map(fieldsOf(before).map(({ name, value }) => [name, value]));
  const now = new Map(fieldsOf(after).map(({ name, value }) => [name, value]));
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field), now.get(field)];
    return was === is ? [] : [{ field, before: was ?? '–', after: is ?? '–' }];
  });
}

/** Everything that a node holds except its row, in display order. */
export function fieldsOf({ role, alive, epoch, fields }: Portrait): readonly Pick<Field, 'name' | 'value'>[] {
  return [
    { name: 'role', value: alive ? role : 'crashed' },
    ...(epoch ? [{ name: epoch.field, value: epoch.value }] : []),
    ...fields,
  ];
}

/** Merges fields of the same name with the same change: `nextIndex[n2 n3]`. */
export function takenTogether(lines: readonly FieldChange[]): readonly FieldChange[] {
  const groups = new Map<string, { readonly line: FieldChange; readonly of: string[] }>();
  for (const line of lines) {
    const [, name = line.field, of] = /^(.*)\[(.*)\]$/.exec(line.field) ?? [];
    const key = JSON.stringify([name, line.before, line.after]);
    const group = groups.get(key) ?? { line: { ...line, field: name }, of: [] };
    if (of !== undefined) group.of.push(of);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ line, of }) =>
    of.length === 0 ? line : { ...line, field: `${line.field}[${of.join(' ')}]` },
  );
}
