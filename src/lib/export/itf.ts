import type { Description } from '../protocol/description';
import type { Protocol } from '../protocol/protocol';
import { statesOf, VARIABLES, type ActedRun, type Value } from './value';

/**
 * A run in the Informal Trace Format (ITF), which Apalache and Quint read and write:
 * https://apalache-mc.org/docs/adr/015adr-trace.html
 *
 * @param run from its start, at least one moment
 * @returns JSON. `states[i].step` is i if no moment is left out.
 */
export function itfTrace(system: Protocol & Description, run: ActedRun, title: string): string {
  const states = statesOf(system, run).map((state, index) => ({
    '#meta': { index },
    ...Object.fromEntries(VARIABLES.map((name) => [name, itf(state[name])])),
  }));
  const about = { format: 'ITF', 'format-description': 'https://apalache-mc.org/docs/adr/015adr-trace.html' };
  const meta = { ...about, source: 'Lockstep', description: title };
  return `${JSON.stringify({ '#meta': meta, vars: VARIABLES, states }, null, 1)}\n`;
}

function itf(value: Value): unknown {
  switch (value.kind) {
    case 'plain':
      // JSON numbers are not exact everywhere, so ITF writes integers as strings.
      return typeof value.value === 'number' ? { '#bigint': String(value.value) } : value.value;
    case 'list':
      return value.items.map(itf);
    case 'record':
      return Object.fromEntries(value.fields.map(([name, field]) => [name, itf(field)]));
    case 'map':
      return { '#map': value.pairs.map(([key, one]) => [key, itf(one)]) };
  }
}
