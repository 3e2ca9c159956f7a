import { raftChecks } from '../../checks/raft/checks';
import type { System } from '../../run/system';
import { raftDescription } from '../../systems/raft/description';
import { raftProtocol } from '../../systems/raft/protocol';

export const raft: System = { ...raftProtocol, ...raftDescription, checks: raftChecks };
