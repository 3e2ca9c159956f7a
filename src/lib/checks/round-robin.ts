import type { Operation } from '../kv/client';
import type { Model } from './model';
import { search, type Budget, type Found } from './search';

/** The search of one part, and what is left of its own budget for this round. */
interface PartSearch {
  readonly own: Budget;
  readonly running: ReturnType<typeof search>;
  found: Found | null;
}

/** The budget of one part for one round. */
const SHARE: Budget = { steps: 10_000, characters: 200_000 };

/** The result for each part. `spent`: the budget used before the other parts were decided. */
interface Searched {
  readonly found: readonly (Found | null)[];
  readonly spent: keyof Budget | null;
}

/**
 * Searches the parts of a history in rounds, each part a share at a time, until all are decided, one is refuted, or the
 * total budget is used up. So a hard part never hides an easy one, in whatever order they come: results and costs are
 * compared only between two rounds.
 */
export function searchAll(parts: readonly (readonly Operation[])[], model: Model, budget: Budget): Searched {
  const share = (of: keyof Budget) =>
    Math.max(1, Math.min(SHARE[of], Math.floor(budget[of] / Math.max(1, parts.length))));
  const left = { ...budget };
  const searches = parts.map((part): PartSearch => {
    const own: Budget = { steps: 0, characters: 0 };
    return { own, running: search(part, model, own), found: null };
  });
  for (;;) {
    const open = searches.filter(({ found }) => found === null);
    const refuted = searches.some(({ found }) => found?.ok === false);
    const spent = left.steps < 0 ? 'steps' : left.characters < 0 ? 'characters' : null;
    if (open.length === 0 || refuted || spent !== null) {
      return { found: searches.map(({ found }) => found), spent: open.length === 0 ? null : spent };
    }
    for (const one of open) {
      Object.assign(one.own, { steps: share('steps'), characters: share('characters') });
      const next = one.running.next();
      if (next.done) one.found = next.value;
      left.steps -= share('steps') - one.own.steps;
      left.characters -= share('characters') - one.own.characters;
    }
  }
}
