import type { ActorId } from '../protocol/message';
import type { System } from '../run/system';
import type { World } from '../sim/world';
import type { Memory } from './goal';
import { orderedText } from './intern';
import { contentOf, timeless } from './local';
import type { ExploreOptions } from './options';

/** New names of nodes, by their own names. A name that is missing stays. */
export type Renaming = ReadonlyMap<ActorId, ActorId>;

/** With four nodes that can swap names there are 24 renamings. More would cost more than they save. */
const MOST_ALIKE = 4;

/** Plain JSON with the nodes renamed, as keys and as values. */
export function rename(value: unknown, renaming: Renaming): unknown {
  if (typeof value === 'string') return renaming.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => rename(item, renaming));
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([key, item]) => [renaming.get(key) ?? key, rename(item, renaming)]));
}

/** The groups of a partition with the nodes renamed, in an order that does not depend on how they were written. */
export function renameGroups(groups: World['network']['groups'], renaming: Renaming): string {
  const renamed = groups?.map((group) => group.map((id) => renaming.get(id) ?? id).sort());
  return JSON.stringify(renamed?.map((group) => group.join(' ')).sort() ?? null);
}

/**
 * The renamings that turn every run from the start into another run that is as long and reaches the goal as well
 * (symmetry reduction: Clarke, Enders, Filkorn and Jha 1996; Ip and Dill 1996). Worlds that one of them turns into
 * another need to be searched only once.
 *
 * A system says which nodes its rules treat alike. Of these, two can swap names if nothing changes by it: not the start, not
 * what the checks remember, not the goal, and not what the search may do.
 *
 * @returns all ways to permute the largest group of nodes that can swap names; the first changes nothing
 */
export function renamingsOf(
  system: System,
  start: World,
  memory: Memory | null,
  options: ExploreOptions,
): Renaming[] {
  if (!options.symmetry) return [new Map()];
  const unchanged = fixedParts(start, memory, options, new Map());
  const canSwap = (a: ActorId, b: ActorId) => {
    const swap = new Map([
      [a, b],
      [b, a],
    ]);
    return fixedParts(start, memory, options, swap) === unchanged;
  };
  const alike = system.alike?.(start.setup) ?? [];
  const groups = alike.map((id) => alike.filter((other) => other === id || canSwap(id, other)));
  const largest = groups.reduce((best, group) => (group.length > best.length ? group : best), []);
  const names = largest.slice(0, MOST_ALIKE);
  return permutations(names).map((order) => new Map(order.map((name, i) => [names[i] ?? name, name])));
}

/** All that a renaming must leave as it is, renamed, as text. */
function fixedParts(
  start: World,
  memory: Memory | null,
  { goal, requests = [], partitions = [] }: ExploreOptions,
  renaming: Renaming,
): string {
  const inAnyOrder = (list: readonly unknown[]) =>
    list.map((item) => orderedText(rename(item, renaming))).sort();
  return JSON.stringify([
    inAnyOrder(Object.values(start.nodes)),
    inAnyOrder(Object.values(start.clients).map(timeless)),
    inAnyOrder(start.network.inFlight.map(contentOf)),
    inAnyOrder([start.setup]),
    inAnyOrder([memory]),
    inAnyOrder('reach' in goal ? goal.reach : [goal]),
    inAnyOrder(requests),
    renameGroups(start.network.groups, renaming),
    partitions.map((groups) => renameGroups(groups, renaming)).sort(),
  ]);
}

/** All orders of some names, the given one first. */
function permutations(names: readonly ActorId[]): ActorId[][] {
  if (names.length === 0) return [[]];
  return names.flatMap((first, i) => permutations(names.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}
