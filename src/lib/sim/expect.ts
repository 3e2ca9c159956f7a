import { cut } from '../protocol/quote';
import type { Protocol } from '../protocol/protocol';
import type { Expectation, NodeExpectation } from './action';
import { findNode, Refused } from './find';
import type { World } from './world';

/**
 * The differences that an `expect` finds, as a sentence; null: there are none. `violation` needs the whole run and is not
 * looked at here (see `checks/expect-violation.ts`).
 */
export function unmet(system: Protocol, world: World, expectation: Expectation): string | null {
  if ('node' in expectation && expectation.node !== undefined) return unmetNode(system, world, expectation);
  if ('client' in expectation && expectation.client !== undefined)
    return unmetReply(world, expectation.client, expectation.reply);
  return null;
}

function unmetNode(system: Protocol, world: World, expectation: NodeExpectation): string | null {
  const found = system.expectable(findNode(world, expectation.node));
  const expected = new Map<string, unknown>(Object.entries(expectation));
  const differences = Object.entries(found).flatMap(([field, value]) => {
    const wanted = expected.get(field);
    if (wanted === undefined || same(wanted, value)) return [];
    return [`${field} is ${told(value)}, expected ${told(wanted)}`];
  });
  return differences.length === 0 ? null : `${expectation.node}: ${differences.join('; ')}`;
}

function unmetReply(world: World, id: string, wanted: string): string | null {
  const client = Object.hasOwn(world.clients, id) ? world.clients[id] : undefined;
  if (!client)
    throw new Refused(
      `there is no client ${cut(id)}: the clients are ${Object.keys(world.clients).join(', ')}`,
    );
  const reply = client.history.findLast((operation) => operation.result !== undefined)?.result;
  if (reply === wanted) return null;
  const found = reply === undefined ? 'it has had no reply' : `its last reply is ${told(reply)}`;
  return `${id}: ${found}, expected ${told(wanted)}`;
}

function same(a: unknown, b: unknown): boolean {
  return show(a) === show(b);
}

/** A value within a sentence: long texts, lists and tables are cut. */
function told(value: unknown): string {
  const short = (one: unknown) => (typeof one === 'string' ? cut(one) : one);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return cut(show(short(value)), MOST_TOLD);
  const entries = Object.entries(value).map(([key, one]) => [cut(key), short(one)] as const);
  return cut(show(Object.fromEntries(entries)), MOST_TOLD);
}

const MOST_TOLD = 200;

/** A value as JSON, with the keys of tables sorted. */
function show(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return JSON.stringify(value) ?? 'nothing';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${JSON.stringify(item)}`).join(', ')}}`;
}
