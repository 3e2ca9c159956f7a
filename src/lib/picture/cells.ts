import { itemAt } from '../protocol/known';
import type { Cell, Row } from '../protocol/portrait';

/** What a step can do to a cell of a node's row. One step can do several things to one cell. */
export type CellChangeKind = 'appended' | 'overwritten' | 'truncated' | 'settled' | 'applied';

export interface CellChange {
  readonly kinds: readonly CellChangeKind[];
  /** The cell now, or the last one there. */
  readonly cell: Cell;
  /** The cell before; null: there was none. */
  readonly was: Cell | null;
}

/** The one-character sign of a change. */
export const CHANGE_SIGN: Readonly<Record<CellChangeKind, string>> = {
  appended: '+',
  overwritten: '±',
  truncated: '×',
  settled: '✓',
  applied: '»',
};

/** The differences between two rows of one node, by index, in order. */
export function cellChanges(before: Row | null, after: Row | null): ReadonlyMap<number, CellChange> {
  const old = new Map(before?.cells.map((cell) => [cell.index, cell]));
  const now = new Map(after?.cells.map((cell) => [cell.index, cell]));
  const indices = [...new Set([...old.keys(), ...now.keys()])].sort((a, b) => a - b);
  const changes = new Map<number, CellChange>();
  for (const index of indices) {
    const was = old.get(index) ?? null;
    const is = now.get(index) ?? null;
    const kinds = kindsOf(was, is);
    const cell = is ?? was;
    if (cell && kinds.length > 0) changes.set(index, { kinds, cell, was });
  }
  return changes;
}

function kindsOf(was: Cell | null, is: Cell | null): readonly CellChangeKind[] {
  if (!is) return ['truncated'];
  const isOther = was !== null && (was.epoch !== is.epoch || was.text !== is.text);
  const kinds: (CellChangeKind | false)[] = [
    was === null && 'appended',
    isOther && 'overwritten',
    is.settled && !was?.settled && 'settled',
    is.applied && !was?.applied && 'applied',
  ];
  return kinds.filter((kind) => kind !== false);
}

/** The changes of a cell in the system's terms: "appended", "committed and applied". */
export function kindsInWords(kinds: readonly CellChangeKind[], { settledAs }: Row): string {
  return kinds.map((kind) => (kind === 'settled' ? settledAs : kind)).join(' and ');
}

/** The change of one cell, or of several adjacent cells with the same change. */
interface CellsLine {
  /** "3", or "3–5". */
  readonly indices: string;
  readonly kinds: readonly CellChangeKind[];
  /** The cell's content, before and now; null: there are several cells, or nothing to say. */
  readonly text: string | null;
}

/** The changes of a row. Adjacent cells with the same change share a line. */
export function cellsInLines(changes: ReadonlyMap<number, CellChange>): readonly CellsLine[] {
  const groups: CellChange[][] = [];
  for (const change of changes.values()) {
    const last = groups.at(-1)?.at(-1);
    const follows = last?.cell.index === change.cell.index - 1 && String(last.kinds) === String(change.kinds);
    if (follows) groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups.map((group) => {
    const [first, last] = [itemAt(group, 0), itemAt(group, -1)];
    const { index } = first.cell;
    if (group.length > 1) return { indices: `${index}–${last.cell.index}`, kinds: first.kinds, text: null };
    return { indices: String(index), kinds: first.kinds, text: textOf(first) };
  });
}

function textOf({ kinds, cell, was }: CellChange): string {
  const say = ({ mark, text }: Cell) => `${mark} ${text}`;
  return kinds.includes('overwritten') && was ? `${say(was)} → ${say(cell)}` : say(cell);
}
