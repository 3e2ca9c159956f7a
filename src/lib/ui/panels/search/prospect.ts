import { leadingRole } from '../../../explain/question-goal';
import { promiseTitle } from '../../../checks/violation';
import { bugsOf, type Bug } from '../../../protocol/bug';
import type { Details } from '../../../protocol/description';
import type { System } from '../../../run/system';
import type { Scenario } from '../../../sim/scenario';
import type { World } from '../../../sim/world';

/** A field for a goal, with its current value. */
export interface Field {
  readonly name: string;
  readonly value: unknown;
  /** Its possible values, if there are few; null: it is typed. */
  readonly choices: readonly string[] | null;
}

/**
 * Everything that the page must know about the subject of a search, as plain JSON, so that a page without the systems'
 * rules can get it from the worker.
 */
export interface Prospect {
  readonly scenario: Scenario;
  /** The step from which the search starts. */
  readonly step: number;
  /** The promises of the system by name, each as the beginning of a sentence. */
  readonly promises: Readonly<Record<string, string>>;
  /** The bugs that the system can run with. */
  readonly bugs: readonly Bug[];
  /** The names of the bugs that are on. */
  readonly on: readonly string[];
  readonly nodes: readonly string[];
  readonly clients: readonly string[];
  /** By node: the fields for goals. */
  readonly fields: Readonly<Record<string, readonly Field[]>>;
  /** By node that can lead: its role when it leads. */
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
    const voters = name === system.fields?.vote ? ['', ...Object.keys(world.nodes)] : null;
    const choices = listed ?? voters ?? (typeof value === 'boolean' ? ['true', 'false'] : null);
    return { name, value, choices };
  });
}
