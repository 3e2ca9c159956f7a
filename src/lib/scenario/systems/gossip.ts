import { gossipChecks } from '../../checks/gossip/checks';
import type { System } from '../../run/system';
import { gossipDescription } from '../../systems/gossip/description';
import { gossipProtocol } from '../../systems/gossip/protocol';

export const gossip: System = { ...gossipProtocol, ...gossipDescription, checks: gossipChecks };
