/** Packs a run for the address bar. */
import { isTooLarge, MOST_STEPS } from '../scenario/limits';
import type { Scenario } from '../sim/scenario';
import type { Naming } from '../sim/select';
import { pack } from './deflate';
import { contentsOf, fileOf, type Contents } from './contents';
import { packedFragment } from './fragment';

/**
 * A share link without digests: they would need every world, and the address is written after every step.
 *
 * @param run gives the run with its messages named in either way
 * @param step the step shown, in acts from 0
 * @returns the fragment, without `#`; null: no scenario file could hold the run
 */
export function packRun(run: (naming: Naming) => Scenario, step: number): string | null {
  for (const naming of ['whole', 'short'] as const) {
    const inside = contentsOf(run(naming));
    if (fits(inside)) return packedFragment(step, pack(JSON.stringify(inside)));
  }
  return null;
}

const fits = (inside: Contents) =>
  Math.max(inside.steps.count, inside.pair?.count ?? 0) <= MOST_STEPS && !isTooLarge(fileOf(inside));
