import { singleChecks } from '../../checks/single/checks';
import type { System } from '../../run/system';
import { singleDescription } from '../../systems/single/description';
import { singleProtocol } from '../../systems/single/protocol';

export const single: System = { ...singleProtocol, ...singleDescription, checks: singleChecks };
