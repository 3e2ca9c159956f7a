import type { CheckState } from '../../checks/violation';
import type { Progress } from '../../sim/progress';
import { beginTimeline, type Timeline } from '../../run/timeline';

/** The start of a set-up, which nothing can be done to until the engine has come and watches it from there. */
export function atRest(started: Progress): Timeline<CheckState> {
  const seen = { violations: [], accused: {} };
  return beginTimeline({ ...started, seen }, (before) => before);
}
