import { paxosChecks } from '../../checks/multipaxos/checks';
import type { System } from '../../run/system';
import { multipaxosDescription } from '../../systems/multipaxos/description';
import { multipaxosProtocol } from '../../systems/multipaxos/protocol';

export const multipaxos: System = { ...multipaxosProtocol, ...multipaxosDescription, checks: paxosChecks };
