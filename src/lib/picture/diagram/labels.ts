/** A possible place for a label, in one of the gaps between lanes. */
export interface Spot {
  /** The gap: 0 is above the first line. */
  readonly row: number;
  readonly left: number;
  readonly width: number;
  readonly text: string;
}

export interface LabelSpec<Of = unknown> {
  readonly of: Of;
  /** The best place first. */
  readonly spots: readonly Spot[];
}

export interface Label<Of = unknown> extends Spot {
  readonly of: Of;
}

const GAP = 3;

/** The room taken in each gap. */
export class Taken {
  #rows = new Map<number, { left: number; right: number }[]>();

  isFree(row: number, left: number, right: number): boolean {
    return (this.#rows.get(row) ?? []).every((it) => right + GAP <= it.left || left >= it.right + GAP);
  }

  take(row: number, left: number, right: number): void {
    const spans = this.#rows.get(row);
    if (spans) spans.push({ left, right });
    else this.#rows.set(row, [{ left, right }]);
  }
}

/** Gives each label the first of its spots that is free, in order. A label without a free spot is left out. */
export function layoutLabels<Of>(specs: readonly LabelSpec<Of>[], taken: Taken): Label<Of>[] {
  return specs.flatMap(({ of, spots }) => {
    const spot = spots.find(({ row, left, width }) => taken.isFree(row, left, left + width));
    if (!spot) return [];
    taken.take(spot.row, spot.left, spot.left + spot.width);
    return [{ of, ...spot }];
  });
}
