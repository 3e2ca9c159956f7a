import { commonIn } from '../protocol/event';
import type { Protocol } from '../protocol/protocol';
import { inspectWith } from '../sim/inspect';
import { actWords } from '../explain/act-words';
import type { Description } from '../protocol/description';
import type { Moment } from '../run/tree';

/** A run with the acts that led to its moments, from the start, at least one moment. */
export type ActedRun = readonly Pick<Moment, 'world' | 'events' | 'act'>[];

/** A value, by the distinctions that the tools of TLA+ make. */
export type Value =
  | { readonly kind: 'plain'; readonly value: string | number | boolean }
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | { readonly kind: 'record'; readonly fields: readonly (readonly [string, Value])[] }
  /** Keys depend on the run: they are nodes, or user text. */
  | { readonly kind: 'map'; readonly pairs: readonly (readonly [string, Value])[] };

/** The value of a variable that is not set; the Raft specification in TLA+ (Ongaro 2014) has the same. */
const NIL = 'Nil';

/** The variables of a state, in order. */
export const VARIABLES = ['step', 'act', 'nodes', 'messages', 'clients', 'groups'] as const;

/**
 * A run as a list of states, each with a value for every one of `VARIABLES`: the world as `inspect` shows it, the act, and
 * the groups of the partition (none if the network is whole).
 */
export function statesOf(system: Protocol & Description, run: ActedRun) {
  return run.map(({ world, act, events }) => {
    const { step, nodes, messages, clients } = inspectWith(system, world);
    const names = new Set(Object.keys(world.nodes));
    const byId = (all: readonly { readonly id: string }[]): Value => ({
      kind: 'map',
      pairs: all.map((one) => [one.id, valueOf(one, names)]),
    });
    return {
      step: valueOf(step, names),
      act: valueOf(act ? actWords(system, act, messageOf(events)) : 'start', names),
      nodes: byId(nodes),
      messages: valueOf(messages, names),
      clients: byId(clients),
      groups: valueOf(world.network.groups ?? [], names),
    } satisfies Record<(typeof VARIABLES)[number], Value>;
  });
}

/** The message that an act was done to. */
function messageOf(events: Moment['events']) {
  const about = commonIn(events).find((event) => 'message' in event);
  return about && 'message' in about ? about.message : null;
}

/** Plain JSON as a value. Stores, and objects with an entry for each node, are maps. */
function valueOf(json: unknown, nodes: ReadonlySet<string>, name = ''): Value {
  if (typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean')
    return { kind: 'plain', value: json };
  if (Array.isArray(json)) return { kind: 'list', items: json.map((item: unknown) => valueOf(item, nodes)) };
  if (typeof json !== 'object' || json === null) return { kind: 'plain', value: NIL };
  const entries = Object.entries(json).filter(([, value]) => value !== undefined);
  const values = entries.map(([key, value]) => [key, valueOf(value, nodes, key)] as const);
  const isMap = name === 'store' || entries.every(([key]) => nodes.has(key));
  return isMap ? { kind: 'map', pairs: values } : { kind: 'record', fields: values };
}
