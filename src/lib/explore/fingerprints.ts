import type { Budget } from './budget';
import { writeHash } from './hash';
import { orderedText } from './intern';
import type { Moves } from './moves';
import { rename, renameGroups, type Renaming } from './symmetry';
import { doubled } from './tables';

/** Sums of hashes of numbered things: for each thing two halves for each renaming. Worked out once. */
class Prints {
  cells: Int32Array<ArrayBuffer>;

  /** @param width integers of each thing @param write writes those of one thing, from `at` on, over zeros */
  constructor(
    private readonly width: number,
    private readonly write: (number: number, into: Int32Array, at: number) => void,
  ) {
    this.cells = new Int32Array(1024 * width);
  }

  /** The index in `cells` of a thing's integers. A first integer of 0 means that they are not worked out yet. */
  place(number: number): number {
    const at = number * this.width;
    while (at + this.width > this.cells.length) this.cells = doubled(this.cells);
    if (this.cells[at] === 0) this.write(number, this.cells.fill(0, at, at + this.width), at);
    return at;
  }

  /** Adds a thing's integers to those at `at`. */
  addTo(into: Int32Array, at: number, number: number): void {
    const from = this.place(number);
    for (let i = 0; i < this.width; i++)
      into[at + i] = (into[at + i] as number) + (this.cells[from + i] as number);
  }

  get bytes(): number {
    return this.cells.byteLength;
  }
}

/**
 * The fingerprint of a world is the sum of 64-bit hashes of its parts (Zobrist 1970), so that the effect of an act is a
 * subtraction and an addition. With a renaming it is the sum of the hashes of the parts renamed. Hashes are of the content, so
 * they do not depend on the order in which a search meets things.
 */
export class Fingerprints {
  /** Integers of each thing: two halves for each renaming. */
  readonly width: number;
  readonly scenes: Prints;
  readonly messages: Prints;
  /** Of lists of messages. */
  readonly lists: Prints;
  readonly budgets: Prints;

  constructor({ local, memories, scenes }: Moves, budget: Budget, renamings: readonly Renaming[]) {
    const width = (this.width = 2 * renamings.length);
    const ofContent = (kind: string, content: (number: number, renaming: Renaming) => unknown) =>
      new Prints(width, (number, into, at) => {
        for (const [i, renaming] of renamings.entries())
          writeHash(`${kind} ${orderedText(content(number, renaming))}`, into, at + 2 * i);
      });
    const nodes = ofContent('node', (i, renaming) => rename(local.nodes.value(i), renaming));
    const clients = ofContent('client', (i, renaming) => rename(local.clients.value(i), renaming));
    const columns = [
      ...scenes.nodeIds.map(() => nodes),
      ...scenes.clientIds.map(() => clients),
      ofContent('order', (i) => scenes.moments(i)),
      ofContent('groups', (i, renaming) => renameGroups(scenes.groups.value(i), renaming)),
      ofContent('began', (i) => i),
      ofContent('memory', (i, renaming) => rename(memories.value(i), renaming)),
    ];
    const row = scenes.newRow();
    this.scenes = new Prints(width, (scene, into, at) => {
      scenes.rows.read(scene, row);
      for (const [i, column] of columns.entries()) column.addTo(into, at, row[i] as number);
    });
    this.messages = ofContent('message', (i, renaming) => rename(local.messages.value(i), renaming));
    this.lists = new Prints(width, (list, into, at) => {
      for (const message of local.lists.value(list)) this.messages.addTo(into, at, message);
    });
    this.budgets = ofContent('budget', (i) => budget.amounts(i));
  }

  get bytes(): number {
    return this.scenes.bytes;
  }
}
