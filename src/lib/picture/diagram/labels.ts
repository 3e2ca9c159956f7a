/** Where a label may stand, and how it is put there: in one of the gaps between lines. */
export interface Place {
  /** The gap: 0 is above the first line. */
  readonly row: number;
  readonly left: number;
  readonly width: number;
  readonly text: string;
}

export interface LabelSpec<Of = unknown> {
  readonly of: Of;
  /** The best first. */
  readonly places: readonly Place[];
}

export interface Label<Of = unknown> extends Place {
  readonly of: Of;
}

const GAP = 3;

/** What is taken of each gap. */
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

/** Gives each label the first of its places that is free, in the order given; one that has none is left out. */
export function layoutLabels<Of>(specs: readonly LabelSpec<Of>[], taken: Taken): Label<Of>[] {
  return specs.flatMap(({ of, places }) => {
    const place = places.find(({ row, left, width }) => taken.isFree(row, left, left + width));
    if (!place) return [];
    taken.take(place.row, place.left, place.left + place.width);
    return [{ of, ...place }];
  });
}
