/**
 * Handles: places in a lesson's text that show a value of the run. `` `n2.commit_index` `` is a field of a node, by the
 * name that `expect` has for it; `` `c1.reply` `` the last reply of a client; `` `n1.next_index.n2` `` what a leader
 * knows about a follower.
 */
import { camelCase } from '../scenario/case';
import type { ActorId } from '../protocol/message';
import type { System } from '../run/system';
import type { World } from '../sim/world';

export interface Handle {
  readonly of: ActorId;
  readonly field: string;
  /** The follower of a leader's field. */
  readonly peer?: ActorId;
}

const SPELLING = /^([a-z]\d+)\.([a-z_]+)(?:\.([a-z]\d+))?$/;

/** A piece of code in a text as a handle; null: it is only code. */
export function readHandle(code: string): Handle | null {
  const [, of, field, peer] = SPELLING.exec(code) ?? [];
  if (of === undefined || field === undefined) return null;
  return peer === undefined ? { of, field } : { of, field, peer };
}

/** Its value in this world, as people read it; null: it has none here. */
export function valueOf(system: System, world: World, { of, field, peer }: Handle): string | null {
  const client = Object.hasOwn(world.clients, of) ? world.clients[of] : undefined;
  if (client) {
    if (field !== 'reply' || peer !== undefined) return null;
    return client.history.findLast(({ result }) => result !== undefined)?.result ?? 'no reply yet';
  }
  const node = Object.hasOwn(world.nodes, of) ? world.nodes[of] : undefined;
  if (!node) return null;
  if (peer !== undefined) {
    // A table of numbers by node, such as what a leader knows of each follower.
    const numbers = system.view(node)[camelCase(field)];
    const number = typeof numbers === 'object' && numbers !== null ? Reflect.get(numbers, peer) : undefined;
    return typeof number === 'number' ? String(number) : null;
  }
  const values = system.expectable(node);
  return Object.hasOwn(values, field) ? shown(values[field]) : null;
}

function shown(value: unknown): string {
  if (value === true) return 'yes';
  if (value === false) return 'no';
  if (value === '') return 'none';
  if (typeof value === 'object' && value !== null) {
    const parts = Array.isArray(value)
      ? value.map(String)
      : Object.entries(value).map(([key, item]) => `${key} = ${item}`);
    return parts.join(Array.isArray(value) ? ' ' : ', ') || 'empty';
  }
  return String(value);
}
