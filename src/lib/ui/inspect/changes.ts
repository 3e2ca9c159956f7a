import type { Field, Portrait } from '../../protocol/portrait';
import type { System } from '../../protocol/system';
import type { World } from '../../sim/world';

/** What a step did to a cell of a node's row. */
export type CellChange = 'appended' | 'overwritten' | 'settled';

/** What a step changed on one node. */
export interface NodeChange {
  readonly node: string;
  /** The names of the fields that differ, without what stands in brackets. */
  readonly fields: readonly string[];
  /** By index: the cells of its row that differ. */
  readonly cells: ReadonlyMap<number, CellChange>;
  readonly lines: readonly FieldChange[];
}

export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** What differs on each node between two worlds, by node id; nodes that are the same are left out. */
export function changesBetween(
  system: System,
  before: World | null,
  after: World,
): ReadonlyMap<string, NodeChange> {
  const changes = new Map<string, NodeChange>();
  if (!before) return changes;
  for (const [id, node] of Object.entries(after.nodes)) {
    const old = before.nodes[id];
    if (!old || old === node) continue;
    const change = changeOf(system.portrait(old), system.portrait(node));
    if (change.lines.length > 0) changes.set(id, change);
  }
  return changes;
}

function changeOf(before: Portrait, after: Portrait): NodeChange {
  const cells = cellChanges(before, after);
  const shortened = (before.row?.cells.length ?? 0) > (after.row?.cells.length ?? 0);
  const wrote = shortened || [...cells.values()].some((change) => change !== 'settled');
  const row: Field[] = wrote && after.row ? [{ name: after.row.name, value: extent(after) }] : [];
  const old = new Map(fieldsOf(before).map(({ name, value }) => [name, value]));
  const lines = [...fieldsOf(after), ...row].flatMap(({ name, value }): FieldChange[] => {
    const was = name === after.row?.name ? extent(before) : old.get(name);
    if (was === undefined || (was === value && name !== after.row?.name)) return [];
    return [{ field: name, before: was, after: value }];
  });
  return { node: after.id, fields: lines.map(({ field }) => field.replace(/\[.*/, '')), cells, lines };
}

function fieldsOf({ role, alive, epoch, fields }: Portrait): Field[] {
  return [
    { name: 'role', value: role },
    { name: 'alive', value: alive ? 'up' : 'crashed' },
    ...(epoch ? [{ name: epoch.field, value: epoch.value }] : []),
    ...fields,
  ];
}

function cellChanges(before: Portrait, after: Portrait): ReadonlyMap<number, CellChange> {
  const old = new Map(before.row?.cells.map((cell) => [cell.index, cell]));
  const changes = new Map<number, CellChange>();
  for (const { index, epoch, text, settled } of after.row?.cells ?? []) {
    const was = old.get(index);
    if (!was) changes.set(index, 'appended');
    else if (was.epoch !== epoch || was.text !== text) changes.set(index, 'overwritten');
    else if (settled && !was.settled) changes.set(index, 'settled');
  }
  return changes;
}

function extent({ row }: Portrait): string {
  const last = row?.cells.at(-1);
  return last ? `to index ${last.index}` : 'empty';
}
