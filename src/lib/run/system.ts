import type { Checks } from '../checks/violation';
import type { Description } from '../protocol/description';
import type { Protocol } from '../protocol/protocol';

/** Everything about one system: how its nodes move, how it is described and drawn, and its checks. */
export interface System extends Protocol, Description {
  readonly checks: Checks;
}
