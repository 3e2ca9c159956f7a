import type { Description } from '../protocol/description';
import type { Violation } from '../checks/violation';
import type { Protocol } from '../protocol/protocol';
import { statesOf, VARIABLES, type ActedRun, type Value } from './value';

/**
 * A run as TLC prints a behaviour that violates an invariant: numbered states, each a conjunction of its variables in TLA+
 * (Lamport, "Specifying Systems", 2002, chapter 14).
 *
 * @param violations the violations of the run; the first is named
 */
export function tlcTrace(
  system: Protocol & Description,
  run: ActedRun,
  violations: readonly Violation[],
): string {
  const [first] = violations;
  const head = first
    ? [
        `Error: Invariant ${identifier(first.invariant)} is violated.`,
        'Error: The behavior up to this point is:',
      ]
    : ['The behavior is:'];
  const states = statesOf(system, run).flatMap((state, i) => {
    const action = run[i]?.act?.action;
    const name = action === undefined ? '<Initial predicate>' : `<${identifier(action)}>`;
    return [`State ${i + 1}: ${name}`, ...VARIABLES.map((one) => `/\\ ${one} = ${tla(state[one])}`), ''];
  });
  return [...head, ...states, ''].join('\n').replace(/\n\n$/, '\n');
}

/** `election-safety` as a TLA+ name: `ElectionSafety`. */
const identifier = (name: string) =>
  name.replace(/(^|-)([a-z])/g, (_, _dash, letter: string) => letter.toUpperCase());

function tla(value: Value): string {
  switch (value.kind) {
    case 'plain':
      if (typeof value.value === 'boolean') return value.value ? 'TRUE' : 'FALSE';
      return typeof value.value === 'number' ? String(value.value) : quoted(value.value);
    case 'list':
      return value.items.length === 0 ? '<<>>' : `<<${value.items.map(tla).join(', ')}>>`;
    case 'record':
      return `[${value.fields.map(([name, field]) => `${name} |-> ${tla(field)}`).join(', ')}]`;
    case 'map':
      // A function with an empty domain is the empty sequence.
      if (value.pairs.length === 0) return '<<>>';
      return `(${value.pairs.map(([key, one]) => `${quoted(key)} :> ${tla(one)}`).join(' @@ ')})`;
  }
}

/** These are all the escapes of a TLA+ string. Other characters that a line cannot hold become spaces. */
function quoted(text: string): string {
  const escaped = text
    .replace(/["\\]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')
    .replaceAll('\f', '\\f');
  return `"${escaped.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')}"`;
}
