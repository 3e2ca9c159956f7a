const PAGE = 2 ** 20;

/** The most bytes that an integer of 32 bits takes, seven bits a byte. */
const MOST = 5;

/** What a world is made of: a scene, what is spent, and the first `count` of `bag`, which are its messages, rising. */
export interface Row {
  scene: number;
  spent: number;
  bag: Int32Array;
  count: number;
}

export const newRow = (): Row => ({ scene: 0, spent: 0, bag: new Int32Array(64), count: 0 });

/** Puts a message into a row's bag, which stays in order. */
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
 * The worlds that wait to be expanded, first in, first out. Most of what a search keeps waits here, so rows are written in few bytes:
 * messages as their differences, integers in as many groups of seven bits as they need (LEB128).
 */
export class Frontier {
  /** How many wait. */
  waiting = 0;
  private readonly pages: Uint8Array[] = [new Uint8Array(PAGE)];
  private spare: Uint8Array | null = null;
  /** Where in the last page the next row is written, and where in the first one is read. */
  private end = 0;
  private at = 0;

  put({ scene, spent, bag, count }: Row): void {
    if (this.end + MOST * (count + 3) > PAGE) this.turn();
    const page = this.pages.at(-1) as Uint8Array;
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

  /** Reads the row that has waited longest; one must be waiting. */
  take(into: Row): void {
    if (this.read() === 0) {
      this.spare = this.pages.shift() as Uint8Array;
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

  /** Goes on with a new page; a count of 0 ends the old one. */
  private turn(): void {
    if (this.end < PAGE) (this.pages.at(-1) as Uint8Array)[this.end] = 0;
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
