import type { CheckState } from '../checks/violation';
import type { Setup } from '../protocol/setup';
import type { System } from '../protocol/system';
import { begin } from '../sim/begin';
import { beginTimeline, type Timeline } from '../sim/timeline';

/** The start of a set-up, which nothing can be done to until the engine has come and watches it from there. */
export function atRest(system: System, setup: Setup): Timeline<CheckState> {
  const seen = { violations: [], accused: {} };
  return beginTimeline({ ...begin(system, setup), seen }, (before) => before);
}
