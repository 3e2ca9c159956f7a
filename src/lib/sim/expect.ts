import { cut } from '../protocol/quote';
import type { Protocol } from '../protocol/protocol';
import type { Expectation, NodeExpectation } from './action';
import { findNode, Refused } from './find';
import type { World } from './world';

/** What an `expect` wants of a node or client, and what is found in its place. */
export interface Difference {
  readonly of: string;
  /** By the name that TOML has; of a client `reply`. */
  readonly field: string;
  /** undefined: a client that has had no reply. */
  readonly found: unknown;
  readonly wanted: unknown;
}

/**
 * The differences that an `expect` finds. `violation` needs the whole run and is not looked at here (see
 * `checks/expect-violation.ts`).
 */
export function differencesFrom(
  system: Protocol,
  world: World,
  expectation: Expectation,
): readonly Difference[] {
  if ('node' in expectation && expectation.node !== undefined) return ofNode(system, world, expectation);
  if ('client' in expectation && expectation.client !== undefined)
    return ofClient(world, expectation.client, expectation.reply);
  return [];
}

/** The same as a sentence; null: there are none. */
export function unmet(system: Protocol, world: World, expectation: Expectation): string | null {
  const all = differencesFrom(system, world, expectation);
  return all[0] === undefined ? null : `${all[0].of}: ${all.map(inWords).join('; ')}`;
}

function inWords({ field, found, wanted }: Difference): string {
  if (field !== 'reply') return `${field} is ${told(found)}, expected ${told(wanted)}`;
  const replied = found === undefined ? 'it has had no reply' : `its last reply is ${told(found)}`;
  return `${replied}, expected ${told(wanted)}`;
}

function ofNode(system: Protocol, world: World, expectation: NodeExpectation): readonly Difference[] {
  const values = system.expectable(findNode(world, expectation.node));
  const expected = new Map<string, unknown>(Object.entries(expectation));
  return Object.entries(values).flatMap(([field, found]) => {
    const wanted = expected.get(field);
    return wanted === undefined || same(wanted, found) ? [] : { of: expectation.node, field, found, wanted };
  });
}

function ofClient(world: World, of: string, wanted: string): readonly Difference[] {
  const client = Object.hasOwn(world.clients, of) ? world.clients[of] : undefined;
  if (!client)
    throw new Refused(
      `there is no client ${cut(of)}: the clients are ${Object.keys(world.clients).join(', ')}`,
    );
  const found = client.history.findLast((operation) => operation.result !== undefined)?.result;
  return found === wanted ? [] : [{ of, field: 'reply', found, wanted }];
}

function same(a: unknown, b: unknown): boolean {
  return show(a) === show(b);
}

/** A value within a sentence: long texts, lists and tables are cut. */
export function told(value: unknown): string {
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
