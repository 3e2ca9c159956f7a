import { cell } from './cell';
import { itemAt } from '../protocol/known';
import { mix } from './hash';

/** How full an open-addressing table may be before it is doubled. */
const FULL = 0.7;

/** Rows of a fixed number of integers, each stored once and numbered from 0. */
export class Rows {
  count = 0;
  private cells: Int32Array;
  /** A row's number plus 1, at its hash or after; 0: free. */
  private slots = new Int32Array(1024);

  constructor(readonly width: number) {
    this.cells = new Int32Array(1024 * width);
  }

  /** The number of a row equal to this one, which is copied if it is new. */
  number(row: Int32Array): number {
    const mask = this.slots.length - 1;
    let slot = this.hash(row, 0) & mask;
    for (let found = this.slots[slot] as number; found !== 0; found = this.slots[slot] as number) {
      if (this.equals(row, found - 1)) return found - 1;
      slot = (slot + 1) & mask;
    }
    return this.add(row, slot);
  }

  /** Copies a row into an array. */
  read(number: number, into: Int32Array): void {
    const from = number * this.width;
    for (let i = 0; i < this.width; i++) into[i] = this.cells[from + i] as number;
  }

  get bytes(): number {
    return this.cells.byteLength + this.slots.byteLength;
  }

  private add(row: Int32Array, slot: number): number {
    if ((this.count + 1) * this.width > this.cells.length) this.cells = doubled(this.cells);
    this.cells.set(row, this.count * this.width);
    this.slots[slot] = ++this.count;
    if (this.count > this.slots.length * FULL) this.spread();
    return this.count - 1;
  }

  private spread(): void {
    this.slots = new Int32Array(2 * this.slots.length);
    const mask = this.slots.length - 1;
    for (let number = 0; number < this.count; number++) {
      let slot = this.hash(this.cells, number * this.width) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
    }
  }

  private hash(cells: Int32Array, from: number): number {
    let hash = 0;
    for (let i = from; i < from + this.width; i++) hash = mix(hash ^ (cells[i] as number)) + 0x9e3779b1;
    return hash;
  }

  private equals(row: Int32Array, number: number): boolean {
    const from = number * this.width;
    for (let i = 0; i < this.width; i++) if (row[i] !== this.cells[from + i]) return false;
    return true;
  }
}

/** The integers of a slot of `Pairs`: its two keys, the first plus 1, and its two values. */
const SLOT = 4;

/** A table from pairs of integers, the first not negative, to pairs of integers. */
export class Pairs {
  count = 0;
  private cells = new Int32Array(SLOT * 1024);

  /** The position of the values of a pair of keys; -1: there are none. */
  find(a: number, b: number): number {
    const { cells } = this;
    const mask = cells.length - 1;
    let at = (hashOf(a, b) * SLOT) & mask;
    for (let key = cells[at] as number; key !== 0; key = cells[at] as number) {
      if (key === a + 1 && cells[at + 1] === b) return at;
      at = (at + SLOT) & mask;
    }
    return -1;
  }

  first = (at: number): number => this.cells[at + 2] as number;
  second = (at: number): number => this.cells[at + 3] as number;

  /** Adds the values of a new pair of keys, and returns their position. */
  add(a: number, b: number, first: number, second: number): number {
    if (++this.count * SLOT > this.cells.length * FULL) this.spread();
    return this.put(a, b, first, second);
  }

  get bytes(): number {
    return this.cells.byteLength;
  }

  private put(a: number, b: number, first: number, second: number): number {
    const { cells } = this;
    const mask = cells.length - 1;
    let at = (hashOf(a, b) * SLOT) & mask;
    while (cells[at] !== 0) at = (at + SLOT) & mask;
    cells[at] = a + 1;
    cells[at + 1] = b;
    cells[at + 2] = first;
    cells[at + 3] = second;
    return at;
  }

  private spread(): void {
    const old = this.cells;
    this.cells = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += SLOT) {
      const a = cell(old, at);
      if (a !== 0) this.put(a - 1, cell(old, at + 1), cell(old, at + 2), cell(old, at + 3));
    }
  }
}

const hashOf = (a: number, b: number): number => mix(Math.imul(a, 0x9e3779b1) ^ b);

/** The cells with as many free ones added. */
export function doubled(cells: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * cells.length);
  larger.set(cells);
  return larger;
}

const PAGE = 2 ** 16;

/** A list of integers that grows by pages, so that nothing is copied and little memory is unused. */
export class Integers {
  count = 0;
  private readonly pages: Int32Array[] = [];

  push(value: number): void {
    if (this.count % PAGE === 0) this.pages.push(new Int32Array(PAGE));
    itemAt(this.pages, -1)[this.count++ % PAGE] = value;
  }

  at(index: number): number {
    return cell(itemAt(this.pages, Math.floor(index / PAGE)), index % PAGE);
  }

  get bytes(): number {
    return this.pages.length * PAGE * Int32Array.BYTES_PER_ELEMENT;
  }
}
