import { itemAt, required } from '../protocol/known';

const PAGE = 2 ** 20;

/** The most bytes of a 32-bit integer with seven bits a byte. */
const MOST = 5;

/** A world: a scene, the spent amount, and the first `count` items of `bag`, which are its messages in ascending order. */
export interface Row {
  scene: number;
  spent: number;
  bag: Int32Array;
  count: number;
}

export const newRow = (): Row => ({ scene: 0, spent: 0, bag: new Int32Array(64), count: 0 });

/** Inserts a message into a row's bag, which stays sorted. */
export function insert(row: Row, message: number): void {
  if (row.count === row.bag.length) {
    const larger = new Int32Array(2 * row.count);
    larger.set(row.bag);
    row.bag = larger;
  }
  const { bag } = row;
  let at = row.count++;
  for (; at > 0 && (bag[at - 1] as number) > message; at--) bag[at] = bag[at - 1] as number;
  bag[at] = message;
}

/**
 * The queue of worlds to expand, first in, first out. Most memory of a search is here, so rows are compressed:
 * messages are stored as differences, integers in groups of seven bits (LEB128).
 */
export class Frontier {
  /** How many worlds wait. */
  waiting = 0;
  private readonly pages: Uint8Array[] = [new Uint8Array(PAGE)];
  private spare: Uint8Array | null = null;
  /** The position in the last page for the next write, and in the first page for the next read. */
  private end = 0;
  private at = 0;

  put({ scene, spent, bag, count }: Row): void {
    if (this.end + MOST * (count + 3) > PAGE) this.turn();
    const page = itemAt(this.pages, -1);
    let at = write(page, this.end, count + 1);
    at = write(page, at, scene);
    at = write(page, at, spent);
    let before = 0;
    for (let i = 0; i < count; i++) {
      const message = bag[i] as number;
      at = write(page, at, message - before);
      before = message;
    }
    this.end = at;
    this.waiting++;
  }

  /** Removes the oldest row; the queue must not be empty. */
  take(into: Row): void {
    if (this.read() === 0) {
      this.spare = required(this.pages.shift(), 'the oldest page');
      this.at = 0;
      this.read();
    }
    const count = this.value - 1;
    into.count = 0;
    into.scene = this.read();
    into.spent = this.read();
    let message = 0;
    for (let i = 0; i < count; i++) insert(into, (message += this.read()));
    this.waiting--;
  }

  get bytes(): number {
    return this.pages.length * PAGE;
  }

  /** Continues on a new page; a count of 0 ends the old one. */
  private turn(): void {
    if (this.end < PAGE) itemAt(this.pages, -1)[this.end] = 0;
    this.pages.push(this.spare ?? new Uint8Array(PAGE));
    this.spare = null;
    this.end = 0;
  }

  private value = 0;

  private read(): number {
    const page = this.pages[0] as Uint8Array;
    let shift = 0;
    this.value = 0;
    for (;;) {
      const byte = page[this.at++] as number;
      this.value |= (byte & 127) << shift;
      if (byte < 128) return this.value;
      shift += 7;
    }
  }
}

function write(page: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  for (; rest > 127; rest >>>= 7) page[at++] = rest | 128;
  page[at++] = rest;
  return at;
}
