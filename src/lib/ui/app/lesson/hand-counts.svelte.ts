import type { Stop } from '../../../lessons/stops';
import type { Hands } from '../../panels/lesson/hands';

const NONE: readonly number[] = [];

/** The hands of a room, for every question of a lesson, for as long as its page is open. */
export class HandCounts {
  #counts = $state.raw<Readonly<Record<string, readonly number[]>>>({});

  /** The counts of the question that a stop asks or reveals; null: it is about none. */
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
