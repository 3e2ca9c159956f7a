import { tell } from '../../explain/explain';
import type { SideMoment } from '../../run/pair/side';

/** What the last step of a pair came to on one side, in one sentence. */
export function toldOn({ system, events, remark }: SideMoment): string {
  return remark ?? tell(system, events) ?? '';
}
