/** Timelines with the checks as onlooker. */
import { beginChecks, observe } from '../../checks/safety';
import type { CheckState } from '../../checks/violation';
import type { MovingSystem } from '../../protocol/system';
import { act } from '../../sim/act';
import type { Progress } from '../../sim/progress';
import { beginTimeline, here, type Timeline } from '../../run/timeline';
import type { World } from '../../sim/world';

/** The start of a set-up of this system, nothing done yet. */
export function watchedFrom(system: MovingSystem, started: Progress): Timeline<CheckState> {
  return beginTimeline({ ...started, seen: beginChecks(started.world) }, (before, done) => {
    const progress = act(system, before.world, done);
    return { ...progress, seen: observe(before.seen, before.world, progress.world) };
  });
}

/** What the checks know once they have seen one more world. */
export function watch(timeline: Timeline<CheckState>, world: World): CheckState {
  const { seen, world: before } = here(timeline);
  return observe(seen, before, world);
}
