import type { Stop } from '../../../lessons/stops';
import type { Hands } from '../../panels/lesson/hands';

const NONE: readonly number[] = [];

/** Counts of raised hands for every question of a lesson, as long as its page is open. */
export class HandCounts {
  #counts = $state.raw<Readonly<Record<string, readonly number[]>>>({});

  /** The counts for the question of a stop; null: it has none. */
  of(stop: Stop): Hands | null {
    if (!('step' in stop)) return null;
    const { step } = stop;
    const counts = this.#counts;
    return {
      before: counts[`${step} before`] ?? NONE,
      after: counts[`${step} after`] ?? NONE,
      set: (round, choice, count) => {
        const key = `${step} ${round}`;
        const next = [...(this.#counts[key] ?? NONE)];
        while (next.length <= choice) next.push(0);
        next[choice] = count;
        this.#counts = { ...this.#counts, [key]: next };
      },
    };
  }
}
