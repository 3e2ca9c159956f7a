import { parseScenario } from '../../../src/lib/scenario/parse';
import type { Scenario } from '../../../src/lib/sim/scenario';

/** The scenario of a text that must be valid. */
export function parsed(toml: string): Scenario {
  const result = parseScenario(toml);
  if (!result.ok) throw new Error(listed(toml).join('\n'));
  return result.scenario;
}

/** The errors of a text: `line:column message`. */
export function listed(toml: string): string[] {
  const result = parseScenario(toml);
  return result.ok ? [] : result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
}
