import type { Checks } from '../checks/violation';
import type { Description } from '../protocol/description';
import type { Protocol } from '../protocol/protocol';

/** All there is of one system: how its nodes move, how it is told and drawn, and what is checked of it. */
export interface System extends Protocol, Description {
  readonly checks: Checks;
}
