import type { System } from '../../../run/system';
import type { Expectation } from '../../../sim/action';
import type { World } from '../../../sim/world';

/** One thing that is to hold, as the page asks for it: of a node one of its fields, of a client its last answer. */
export interface Condition {
  who: string;
  field: string;
  value: string;
}

/** What can be asked of a node or client: the names of fields that `expect` has, with what they are now. */
export function fieldsOf(system: System, world: World, who: string): readonly (readonly [string, unknown])[] {
  const node = world.nodes[who];
  return node ? Object.entries(system.expectable(node)) : [['reply', 'ok']];
}

/** A field in words. */
export const fieldTitle = (field: string): string => field.replaceAll('_', ' ');

/** What a condition asks for; or a sentence that says what would be accepted. */
export function expectationOf(
  system: System,
  world: World,
  { who, field, value }: Condition,
): Expectation | string {
  if (!world.nodes[who]) return { client: who, reply: value };
  const known = fieldsOf(system, world, who).find(([name]) => name === field)?.[1];
  const read = readAs(known, value.trim());
  if (read === undefined)
    return `${who}, ${fieldTitle(field)}: ${acceptedFor(known)} is expected, “${value}” is none`;
  return { node: who, [field]: read } as Expectation;
}

/** A text as a value of the same kind as another; undefined: it is none. */
function readAs(like: unknown, text: string): unknown {
  if (typeof like === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined;
  if (typeof like === 'number') return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
  if (Array.isArray(like)) {
    const items = text === '' ? [] : text.split(/[\s,]+/);
    return items.every((item) => /^\d{1,7}$/.test(item)) ? items.map(Number) : undefined;
  }
  if (typeof like === 'object') {
    const pairs = text === '' ? [] : text.split(/[\s,]+/).map((item) => item.split('='));
    return pairs.every((pair) => pair.length === 2) ? Object.fromEntries(pairs) : undefined;
  }
  return text;
}

function acceptedFor(like: unknown): string {
  if (typeof like === 'boolean') return 'true or false';
  if (typeof like === 'number') return 'a whole number';
  return Array.isArray(like) ? 'a list of whole numbers as 1 1 2' : 'pairs as a=1 b=2';
}
