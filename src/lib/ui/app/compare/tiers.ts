import type { Portrait } from '../../../protocol/portrait';
import type { System } from '../../../protocol/system';
import type { World } from '../../../sim/world';

/** A side's nodes in the rows in which they are shown, so that what does the same work in two systems stands at one height. */
export interface Tiers {
  /** Who leads or asks to, and who could. */
  readonly leaders: readonly Portrait[];
  /** Who votes and keeps. */
  readonly voters: readonly Portrait[];
  /** Who only learns what was chosen. */
  readonly learners: readonly Portrait[];
}

export function tiersOf(system: System, { nodes }: World): Tiers {
  const tiers: Record<keyof Tiers, Portrait[]> = { leaders: [], voters: [], learners: [] };
  const voter = system.vocabulary?.voter;
  for (const node of Object.values(nodes)) {
    const portrait = system.portrait(node);
    if (portrait.role === voter) tiers.voters.push(portrait);
    else if (voter && portrait.shape === 'store') tiers.learners.push(portrait);
    else tiers.leaders.push(portrait);
  }
  return tiers;
}
