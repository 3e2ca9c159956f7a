import { cell } from './cell';

/** The worlds that a search has found, as 64-bit fingerprints in an open-addressing table. */
export class Seen {
  count = 0;
  /** Two cells for each fingerprint; both 0: free. */
  private cells = new Int32Array(2 * 4096);

  /** Adds a fingerprint, and returns whether it is new. */
  add(low: number, high: number): boolean {
    // The one fingerprint that would look like a free slot is replaced by the next one.
    const mark = low === 0 && high === 0 ? 1 : low;
    if (!this.put(mark, high)) return false;
    this.count++;
    if (this.count * 8 > this.cells.length * 3) this.spread();
    return true;
  }

  get bytes(): number {
    return this.cells.byteLength;
  }

  private put(low: number, high: number): boolean {
    const { cells } = this;
    const mask = cells.length - 1;
    let at = (low << 1) & mask;
    while (cells[at] !== 0 || cells[at + 1] !== 0) {
      if (cells[at] === low && cells[at + 1] === high) return false;
      at = (at + 2) & mask;
    }
    cells[at] = low;
    cells[at + 1] = high;
    return true;
  }

  private spread(): void {
    const old = this.cells;
    this.cells = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 2) {
      const [low, high] = [cell(old, at), cell(old, at + 1)];
      if (low !== 0 || high !== 0) this.put(low, high);
    }
  }
}

/** The probability that among this many different worlds two have the same fingerprint: that of n random 64-bit numbers. */
export const collisionChance = (worlds: number): number => Math.min(1, (worlds / 2 ** 32) ** 2 / 2);
