import { leadingRole } from '../../../explain/question-goal';
import { promiseTitle } from '../../../checks/violation';
import { bugsOf, type Bug } from '../../../protocol/bug';
import type { Details } from '../../../protocol/description';
import type { System } from '../../../run/system';
import type { Scenario } from '../../../sim/scenario';
import type { World } from '../../../sim/world';

/** A field that a goal can ask for, with the value that it has now. */
export interface Field {
  readonly name: string;
  readonly value: unknown;
  /** The values that it can have, where these are few; null: it is written. */
  readonly choices: readonly string[] | null;
}

/**
 * All that the page must know of what is searched: plain JSON, so that a page without the systems' rules can have it from the worker.
 */
export interface Prospect {
  readonly scenario: Scenario;
  /** The step from which the search goes on. */
  readonly step: number;
  /** What the system promises, by name: as a sentence begins with it. */
  readonly promises: Readonly<Record<string, string>>;
  /** The bugs that the system can run with. */
  readonly bugs: readonly Bug[];
  /** The names of those that are on. */
  readonly on: readonly string[];
  readonly nodes: readonly string[];
  readonly clients: readonly string[];
  /** By node: what a goal can ask of it. */
  readonly fields: Readonly<Record<string, readonly Field[]>>;
  /** By node that can lead: the role in which it does. */
  readonly leads: Readonly<Record<string, string>>;
  /** The highest term, or round, of any node. */
  readonly term: number;
}

export function prospectOf(system: System, details: Details, world: World, scenario: Scenario): Prospect {
  const nodes = Object.keys(world.nodes);
  const leading = nodes.flatMap((id) => {
    const role = leadingRole(system, details, world, id);
    return role === null ? [] : [[id, role] as const];
  });
  return {
    scenario,
    step: world.step,
    promises: Object.fromEntries(
      Object.keys(system.checks.promises).map((name) => [name, promiseTitle(name)]),
    ),
    bugs: details.bugs,
    on: bugsOf(scenario.setup),
    nodes,
    clients: Object.keys(world.clients),
    fields: Object.fromEntries(nodes.map((id) => [id, fieldsOf(system, details, world, id)])),
    leads: Object.fromEntries(leading),
    term: Math.max(0, ...Object.values(world.nodes).map((node) => termOf(system, node))),
  };
}

function termOf(system: System, node: World['nodes'][string]): number {
  return Number.parseInt(system.portrait(node).epoch?.value ?? '', 10) || 0;
}

function fieldsOf(system: System, details: Details, world: World, id: string): Field[] {
  const node = world.nodes[id];
  if (!node) return [];
  return Object.entries(system.expectable(node)).map(([name, value]) => {
    const listed = name === 'role' ? (details.chart?.(node).states ?? null) : null;
    const voters = name === 'voted_for' ? ['', ...Object.keys(world.nodes)] : null;
    const choices = listed ?? voters ?? (typeof value === 'boolean' ? ['true', 'false'] : null);
    return { name, value, choices };
  });
}
