import type { System } from '../../../run/system';
import type { Sequence } from '../../../run/growing';
import type { Moment } from '../../../run/tree';
import { seenOf } from '../../../picture/diagram/excerpt';

/** What a step is looked for by: somebody came to lead, a leader decided, a node went down. */
export type Milestone = 'election' | 'commit' | 'crash';

export interface Mark {
  readonly step: number;
  readonly kind: Milestone;
}

/** What each moment is, once it was looked at; a run is read on from where it was read before. */
export class Milestones {
  #known = new WeakMap<Moment, Milestone | null>();

  /**
   * The milestones among a path's moments. `most`: how many moments may be looked at that were not yet, for each has to be worked
   * out again.
   *
   * @returns the milestones found, and whether every moment has been looked at.
   */
  along(system: System, path: Sequence<Moment>, most: number): { marks: readonly Mark[]; all: boolean } {
    const marks: Mark[] = [];
    let left = most;
    for (let step = 1; step < path.length; step++) {
      const moment = path.at(step) as Moment;
      let kind = this.#known.get(moment);
      if (kind === undefined) {
        if (left-- === 0) return { marks, all: false };
        kind = milestoneOf(system, path.at(step - 1) as Moment, moment);
        this.#known.set(moment, kind);
      }
      if (kind !== null) marks.push({ step, kind });
    }
    return { marks, all: true };
  }
}

/** Of places in order, those that stand at least `apart` from the one before that is taken. */
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
