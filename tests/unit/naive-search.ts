/**
 * The plainest search: breadth first, by `enabled` and `step`, with worlds compared as text. The reference for the real
 * one.
 */
import { isDeepStrictEqual } from 'node:util';
import { beginChecks, watch } from '../systems';
import type { CheckState } from '../../src/lib/checks/violation';
import type { ExploreOptions } from '../../src/lib/explore/options';
import { enabled, play, step, type Action, type Scenario, type World } from '../../src/lib/index';
import { rename, type Renaming } from '../../src/lib/explore/symmetry';
import { unmet } from '../../src/lib/sim/expect';
import { systemOf } from '../../src/lib/scenario/all-systems';

interface Met {
  readonly world: World;
  readonly checks: CheckState;
  /** How often each act was added, and which requests. */
  readonly spent: Readonly<Record<string, number>>;
}

export interface NaiveResult {
  readonly length: number | null;
  readonly states: number;
  readonly generated: number;
  readonly depth: number;
}

const LIMITED = ['timeout', 'heartbeat', 'crash', 'restart', 'drop', 'duplicate', 'retry', 'heal'];

/** An object as text, independent of the order of its keys. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/**
 * Two worlds are the same if they differ only in ids, the order in flight, step, time, and the times of operations with
 * the same order.
 */
function print({ world, checks, spent }: Met, past: boolean): string {
  const { nodes, network, clients, clientsBegan } = world;
  const flying = network.inFlight.map(({ id: _id, sentAt: _sentAt, ...content }) => text(content)).sort();
  const times = Object.values(clients)
    .flatMap(({ history }) =>
      history.flatMap(({ call, return: at }) => [call, ...(at === undefined ? [] : [at])]),
    )
    .sort((a, b) => a - b);
  const known = Object.values(clients).map(({ history, ...client }) => ({
    ...client,
    history: history.map((one) => ({
      ...one,
      call: times.indexOf(one.call),
      ...(one.return !== undefined && { return: times.indexOf(one.return) }),
    })),
  }));
  const { violations: _violations, accused: _accused, ...memory } = checks;
  return text([nodes, flying, network.groups, known, clientsBegan, spent, past ? memory : null]);
}

function isReached({ goal }: ExploreOptions, { world, checks }: Met): boolean {
  const broken = checks.violations.map(({ invariant }) => invariant);
  if ('violation' in goal)
    return goal.violation === 'any' ? broken.length > 0 : broken.includes(goal.violation);
  return goal.reach.every((one) => unmet(systemOf(world.setup), world, one) === null);
}

/** What can be done, with the name under which it is counted; null: it is not limited. */
function choices(
  world: World,
  { requests = [], partitions = [] }: ExploreOptions,
): [Action, string | null][] {
  const acts = enabled(world).map((action): [Action, string | null] => [
    action,
    LIMITED.includes(action.action) ? action.action : null,
  ]);
  const asked = requests.flatMap((request, i) =>
    Object.keys(world.nodes).map((to): [Action, string] => [
      { action: 'request', ...request, to },
      `request ${i}`,
    ]),
  );
  const cuts = partitions.map((groups): [Action, null] => [{ action: 'partition', groups }, null]);
  return [...acts, ...asked, ...cuts];
}

function isBeyond(before: World, world: World, { maxTerm, maxLog }: ExploreOptions): boolean {
  return Object.values(world.nodes).some((node) => {
    if (isDeepStrictEqual(node, before.nodes[node.id])) return false;
    const { currentTerm = 0, log = [] } = node as { currentTerm?: number; log?: readonly unknown[] };
    return currentTerm > (maxTerm ?? Infinity) || log.length > (maxLog ?? Infinity);
  });
}

/** The least of a world's texts under all renamings: equal worlds with other names have the same. */
function leastPrint(met: Met, past: boolean, renamings: readonly Renaming[]): string {
  return renamings
    .map((renaming) => print(rename(met, renaming) as Met, past))
    .reduce((a, b) => (a < b ? a : b));
}

/** @param renamings of nodes; worlds that one of them turns into another count as one */
export function naiveSearch(
  scenario: Scenario,
  options: ExploreOptions,
  renamings: readonly Renaming[] = [new Map()],
): NaiveResult {
  const { worlds } = play(scenario);
  let checks = beginChecks(worlds[0] as World);
  for (const [i, world] of worlds.slice(1).entries()) checks = watch(checks, worlds[i] as World, world);
  const start: Met = { world: worlds.at(-1) as World, checks, spent: {} };
  const past = 'violation' in options.goal;
  const seen = new Set([leastPrint(start, past, renamings)]);
  let generated = 0;
  let level = [start];
  if (isReached(options, start)) return { length: 0, states: 1, generated, depth: 0 };
  for (let depth = 0; ; depth++) {
    if (depth === options.depth) return { length: null, states: seen.size, generated, depth };
    const next: Met[] = [];
    for (const met of level) {
      const made = new Set<string>();
      for (const [action, counted] of choices(met.world, options)) {
        const used = counted === null ? 0 : (met.spent[counted] ?? 0) + 1;
        const limit = counted?.startsWith('request') ? 1 : (options.acts?.[counted as 'drop'] ?? 0);
        if (counted !== null && used > limit) continue;
        const result = step(met.world, action);
        if (!result.ok || isBeyond(met.world, result.world, options)) continue;
        const spent = counted === null ? met.spent : { ...met.spent, [counted]: used };
        const found = { world: result.world, checks: watch(met.checks, met.world, result.world), spent };
        const printed = leastPrint(found, past, renamings);
        // Equal messages are one choice.
        const name = `${action.action} ${print(found, past)}`;
        if ('id' in action && made.has(name)) continue;
        made.add(name);
        generated++;
        if (seen.has(printed)) continue;
        seen.add(printed);
        if (isReached(options, found)) return { length: depth + 1, states: seen.size, generated, depth };
        next.push(found);
      }
    }
    if (next.length === 0) return { length: null, states: seen.size, generated, depth };
    level = next;
  }
}
