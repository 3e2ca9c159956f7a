/** Timelines with the checks as onlooker. */
import { observe } from '../../checks/safety';
import type { CheckState } from '../../checks/violation';
import type { System } from '../../run/system';
import { act } from '../../sim/act';
import type { Progress } from '../../sim/progress';
import { beginTimeline, here, type Timeline } from '../../run/timeline';
import type { World } from '../../sim/world';

/** The start of a set-up of this system, nothing done yet. */
export function watchedFrom(system: System, started: Progress): Timeline<CheckState> {
  return beginTimeline({ ...started, seen: system.checks.begin(started.world) }, (before, done) => {
    const progress = act(system, before.world, done);
    return { ...progress, seen: observe(system.checks, before.seen, before.world, progress.world) };
  });
}

/** What the checks know once they have seen one more world. */
export function watch(system: System, timeline: Timeline<CheckState>, world: World): CheckState {
  const { seen, world: before } = here(timeline);
  return observe(system.checks, seen, before, world);
}
