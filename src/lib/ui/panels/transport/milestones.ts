import { itemAt } from '$lib/protocol/known';
import type { System } from '../../../run/system';
import type { Sequence } from '../../../run/growing';
import type { Moment } from '../../../run/tree';
import { seenOf } from '../../../picture/diagram/excerpt';

/** What people look for in a run: an election won, a commit, a crash. */
export type Milestone = 'election' | 'commit' | 'crash';

export interface Mark {
  readonly step: number;
  readonly kind: Milestone;
}

/** The milestones of each moment, cached. Reading goes on from where it stopped. */
export class Milestones {
  #known = new WeakMap<Moment, Milestone | null>();

  /**
   * The milestones among a path's moments. `most`: how many new moments may be examined now.
   *
   * @returns the milestones found, and whether every moment has been examined
   */
  along(system: System, path: Sequence<Moment>, most: number): { marks: readonly Mark[]; all: boolean } {
    const marks: Mark[] = [];
    let left = most;
    for (let step = 1; step < path.length; step++) {
      const moment = itemAt(path, step);
      let kind = this.#known.get(moment);
      if (kind === undefined) {
        if (left-- === 0) return { marks, all: false };
        kind = milestoneOf(system, itemAt(path, step - 1), moment);
        this.#known.set(moment, kind);
      }
      if (kind !== null) marks.push({ step, kind });
    }
    return { marks, all: true };
  }
}

/** Of sorted positions, those at least `apart` from the last one taken. */
export function spaced(places: readonly number[], apart: number): readonly number[] {
  const taken: number[] = [];
  for (const place of places) if (place - (taken.at(-1) ?? -Infinity) >= apart) taken.push(place);
  return taken;
}

function milestoneOf(system: System, { world: before }: Moment, { world }: Moment): Milestone | null {
  const found = Object.values(world.nodes).map((node): Milestone | null => {
    const old = before.nodes[node.id];
    if (old === node || old === undefined) return null;
    const [was, is] = [seenOf(system, old), seenOf(system, node)];
    if (is.look === 'crashed') return was.look === 'crashed' ? null : 'crash';
    if (is.look !== 'leader') return null;
    if (was.look !== 'leader') return 'election';
    return is.settled > was.settled ? 'commit' : null;
  });
  return (['crash', 'election', 'commit'] as const).find((kind) => found.includes(kind)) ?? null;
}
