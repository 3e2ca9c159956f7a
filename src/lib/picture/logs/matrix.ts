import type { Cell, Mark, Portrait } from '../../protocol/portrait';
import { kindsInWords, type CellChangeKind } from '../cells';
import type { NodeChange } from '../changes';

/** The rows of all nodes, aligned by index. */
export interface Matrix {
  /** The system's name for a row: log, slots. */
  readonly name: string;
  readonly settledAs: string;
  /** The highest index with a cell or a mark; 0: there is none. */
  readonly last: number;
  readonly lines: readonly MatrixLine[];
  /** The kinds of marks, by their names in the system, and whose they are. */
  readonly marks: readonly (Pick<Mark, 'kind' | 'name'> & { readonly by: readonly string[] })[];
  /**
   * Room for the names of owners of marks: the longest before a cell, after one, and in a head. All 0 if only one node has
   * marks.
   */
  readonly names: { readonly next: number; readonly match: number; readonly nothing: number };
}

export interface MatrixLine {
  readonly node: Portrait;
  /** By index. */
  readonly squares: ReadonlyMap<number, Square>;
  /** Everything up to this index is settled. */
  readonly settledTo: number;
  /** The match marks before the first index. */
  readonly matchesNothing: readonly Pointer[];
  /** The same, as tags. */
  readonly nothingTags: readonly Tag[];
}

/** One index of one row. */
export interface Square {
  readonly index: number;
  /** null: no entry here, only a mark. */
  readonly cell: Cell | null;
  readonly kinds: readonly CellChangeKind[];
  readonly tags: readonly Tag[];
  /** In words, for screen readers. */
  readonly told: string;
}

/** The length of the longest cell of all rows, by `lengthOf`; 0: there is none. */
export function longestCell(nodes: readonly Portrait[], lengthOf: (cell: Cell) => number): number {
  const all = nodes.flatMap(({ row }) => row?.cells ?? []);
  return all.reduce((most, cell) => Math.max(most, lengthOf(cell)), 0);
}

/** How a mark is drawn: `]` after the last match, `▸` before the next entry to send. */
export const MARK_SIGN = { match: ']', next: '▸' } as const;

/** A mark and its owner. */
export interface Pointer extends Mark {
  readonly by: string;
}

/** All marks of a kind at one place, as drawn; `by`: their owners, empty if only one node has marks. */
export interface Tag {
  readonly kind: Mark['kind'];
  readonly by: string;
}

/**
 * The rows of all nodes as a matrix.
 *
 * @param changes the changes of the step, by node
 * @returns null if no node has a row
 */
export function matrixOf(
  nodes: readonly Portrait[],
  changes: ReadonlyMap<string, NodeChange>,
): Matrix | null {
  const holders = nodes.filter(({ row }) => row !== null);
  const row = holders[0]?.row;
  if (!row) return null;
  const pointers = nodes.flatMap(({ id, marks = [] }) => marks.map((mark) => ({ ...mark, by: id })));
  const named = new Set(pointers.map(({ by }) => by)).size > 1;
  const lines = holders.map((node) =>
    lineOf(
      node,
      changes.get(node.id),
      pointers.filter((pointer) => pointer.node === node.id),
      named,
    ),
  );
  const last = Math.max(0, ...lines.flatMap(({ squares }) => [...squares.keys()]));
  const placed = lines.flatMap(({ squares }) => [...squares.values()].flatMap(({ tags }) => tags));
  return {
    name: row.name,
    settledAs: row.settledAs,
    last,
    lines,
    marks: marksIn(pointers),
    names: {
      next: longest(placed.filter(({ kind }) => kind === 'next')),
      match: longest(placed.filter(({ kind }) => kind === 'match')),
      nothing: longest(lines.flatMap(({ nothingTags }) => nothingTags)),
    },
  };
}

const longest = (tags: readonly Tag[]) => Math.max(0, ...tags.map(({ by }) => by.length));

function lineOf(
  node: Portrait,
  change: NodeChange | undefined,
  pointers: readonly Pointer[],
  named: boolean,
): MatrixLine {
  const cells = new Map(node.row?.cells.map((cell) => [cell.index, cell]));
  for (const { kinds, cell } of change?.cells.values() ?? [])
    if (kinds.includes('truncated')) cells.set(cell.index, cell);
  const indices = new Set([...cells.keys(), ...pointers.map(({ index }) => index)]);
  indices.delete(0);
  const squares = [...indices].map((index) => squareOf(index, node, cells, change, pointers, named));
  const matchesNothing = pointers.filter(({ kind, index }) => kind === 'match' && index === 0);
  return {
    node,
    squares: new Map(squares.map((square) => [square.index, square])),
    settledTo: settledTo(node),
    matchesNothing,
    nothingTags: tagsOf(matchesNothing, named),
  };
}

function tagsOf(pointers: readonly Pointer[], named: boolean): readonly Tag[] {
  return (['next', 'match'] as const).flatMap((kind) => {
    const by = pointers.filter((pointer) => pointer.kind === kind).map((pointer) => pointer.by);
    return by.length === 0 ? [] : [{ kind, by: named ? by.join(' ') : '' }];
  });
}

function squareOf(
  index: number,
  { row }: Portrait,
  cells: ReadonlyMap<number, Cell>,
  change: NodeChange | undefined,
  pointers: readonly Pointer[],
  named: boolean,
): Square {
  const cell = cells.get(index) ?? null;
  const kinds = change?.cells.get(index)?.kinds ?? [];
  const here = pointers.filter((pointer) => pointer.index === index);
  const told = [
    cell?.told ?? `index ${index}, nothing`,
    cell?.applied ? 'applied' : null,
    kinds.length > 0 && row ? `just ${kindsInWords(kinds, row)}` : null,
    ...here.map(({ by, name }) => `${name} of ${by}`),
  ];
  return {
    index,
    cell,
    kinds,
    tags: tagsOf(here, named),
    told: told.filter((part) => part !== null).join(', '),
  };
}

function settledTo({ row }: Portrait): number {
  let to = 0;
  for (const { index, settled } of row?.cells ?? []) if (settled && index === to + 1) to = index;
  return to;
}

function marksIn(pointers: readonly Pointer[]): Matrix['marks'] {
  const named = new Map(pointers.map(({ kind, name }) => [name, kind]));
  return [...named].map(([name, kind]) => ({
    kind,
    name,
    by: [...new Set(pointers.filter((pointer) => pointer.name === name).map(({ by }) => by))],
  }));
}
