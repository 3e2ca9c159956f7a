import type { Cell, Mark, Portrait } from '../../protocol/portrait';
import { kindsInWords, type CellChangeKind } from '../cells';
import type { NodeChange } from '../changes';

/** All rows of a cluster under one another, aligned by index. */
export interface Matrix {
  /** What a row is called: log, slots. */
  readonly name: string;
  readonly settledAs: string;
  /** The highest index that anything stands at or points to; 0: all is empty. */
  readonly last: number;
  readonly lines: readonly MatrixLine[];
  /** What marks there are, as their system names them, and whose belief they are. */
  readonly marks: readonly (Pick<Mark, 'kind' | 'name'> & { readonly by: readonly string[] })[];
  /** Room for whose marks are: the length of the longest before a cell, behind one, and in a head. All 0 where one alone believes anything. */
  readonly names: { readonly next: number; readonly match: number; readonly nothing: number };
}

export interface MatrixLine {
  readonly node: Portrait;
  /** By index. */
  readonly squares: ReadonlyMap<number, Square>;
  /** Up to here everything is settled. */
  readonly settledTo: number;
  /** A match that stands before the first index. */
  readonly matchesNothing: readonly Pointer[];
  /** Those in short. */
  readonly nothingTags: readonly Tag[];
}

/** What stands at one index of one row. */
export interface Square {
  readonly index: number;
  /** null: nothing stands here, something points here. */
  readonly cell: Cell | null;
  readonly kinds: readonly CellChangeKind[];
  readonly tags: readonly Tag[];
  /** All of it in words, for who listens. */
  readonly told: string;
}

/** The length of the longest cell of all rows, as `lengthOf` has it; 0: there is none. */
export function longestCell(nodes: readonly Portrait[], lengthOf: (cell: Cell) => number): number {
  const all = nodes.flatMap(({ row }) => row?.cells ?? []);
  return all.reduce((most, cell) => Math.max(most, lengthOf(cell)), 0);
}

/** How a mark is drawn: `]` closes what matches, `▸` stands before what is next. */
export const MARK_SIGN = { match: ']', next: '▸' } as const;

/** A mark, and whose belief it is. */
export interface Pointer extends Mark {
  readonly by: string;
}

/** All marks of a kind at one place as they are drawn; `by`: whose they are, empty where one alone believes anything. */
export interface Tag {
  readonly kind: Mark['kind'];
  readonly by: string;
}

/**
 * The rows of all nodes as a matrix.
 *
 * @param changes what the step changed, by node.
 * @returns null where no node holds anything in a row.
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
