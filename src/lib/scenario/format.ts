import type { MessageSetup, NodeSetup, Setup } from '../protocol/setup';
import type { Step } from '../sim/action';
import type { PairStep, Scenario } from '../sim/scenario';
import { snakeCase } from './case';
import { DEFAULT_SETUP } from './defaults';
import type { Fields } from './format-of-system';
import { formatOf, FORMATS } from './formats';
import { messagesOf } from './messages';
import { inOrder } from './order';
import { writeProse, writeTight, writeValue } from './text';

/** How steps are written: each as a table of several lines, or all as one list with a line for each. */
export type Layout = 'tables' | 'list';

/**
 * Writes a scenario as a file for people: the numbers of nodes and clients, what differs from the defaults, the tables,
 * and the steps last. A list of steps must precede all tables, so it follows the set-up's own keys.
 *
 * @returns TOML from which `parseScenario` reads an equal scenario, if the scenario is a valid one
 */
export function formatScenario(scenario: Scenario, layout: Layout = 'tables'): string {
  const { setup, steps, lesson, view, pair } = scenario;
  const written = stepsIn[layout];
  const blocks = [
    top(setup),
    ...(layout === 'list' ? written('step', steps) : []),
    ...Object.entries(FORMATS).map(([name, format]) =>
      optionTable(name, setup.options[name], format.optionDefaults(setup.nodes)),
    ),
    optionTable('timing', setup.timing, DEFAULT_SETUP.timing),
    ...(lesson ? [single('[lesson]', lesson)] : []),
    ...(view ? [single('[view]', view)] : []),
    ...setup.nodes.map((table) => node(table, formatOf(setup.system).node)),
    ...setup.messages.map((table) => message(table, messagesOf(setup.system)[table.type])),
    ...setup.clients.map((client) => block('[[client]]', client)),
    ...(layout === 'tables' ? written('step', steps) : []),
    ...(pair ? [block('[compare]', { systems: pair.systems })] : []),
    ...written(layout === 'tables' ? 'compare.step' : 'step', pair?.steps ?? []),
  ];
  return `${blocks.filter((text) => text !== '').join('\n\n')}\n`;
}

function top(setup: Setup): string {
  const { title, description, numNodes, numClients, system, seed, requestsPerClient, keys } = setup;
  return lines({
    ...(title !== null && { title }),
    ...(description !== null && { description }),
    num_nodes: numNodes,
    num_clients: numClients,
    ...different({ system, seed, requestsPerClient, keys }, DEFAULT_SETUP),
  });
}

function optionTable(name: string, given: object = {}, defaults: object = {}): string {
  const written = lines(different(given, defaults));
  return written === '' ? '' : `[${name}]\n${written}`;
}

/** The fields that differ from the defaults, in snake case. */
function different(given: object, defaults: object): Record<string, unknown> {
  const standard: Record<string, unknown> = { ...defaults };
  const keys = Object.keys({ ...defaults, ...given }).filter((key) => Object.hasOwn(given, key));
  const values: Record<string, unknown> = { ...given };
  const kept = keys.filter((key) => JSON.stringify(values[key]) !== JSON.stringify(standard[key]));
  return Object.fromEntries(kept.map((key) => [snakeCase(key), values[key]]));
}

function node(fields: NodeSetup, formats: Fields): string {
  return block('[[node]]', written(fields, formats));
}

function message({ type, ...fields }: MessageSetup, formats: Fields = {}): string {
  return block('[[message]]', { message: type, ...written(fields, formats) });
}

type WriteSteps = (key: string, steps: readonly (Step | PairStep)[]) => readonly string[];

const stepsIn: Readonly<Record<Layout, WriteSteps>> = {
  tables: (key, steps) =>
    steps.flatMap((step) => {
      const { ask = undefined, ...own } = 'ask' in step ? step : { ask: undefined, ...step };
      const table = block(`[[${key}]]`, own);
      return ask ? [`${table}\n${block(`[${key}.ask]`, ask)}`] : [table];
    }),
  list: (key, steps) =>
    steps.length === 0 ? [] : [`${key} = [\n${steps.map((step) => `${writeTight(step)},\n`).join('')}]`],
};

/** The fields of a table by their names in TOML, each written as its format says. */
function written(fields: object, formats: Fields): Record<string, unknown> {
  const entries = Object.entries(fields).map(([name, value]) => {
    const key = snakeCase(name);
    const write = formats[key]?.write as ((value: unknown) => unknown) | undefined;
    return [key, write && value !== undefined ? write(value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function block(header: string, fields: object): string {
  return `${header}\n${lines(inOrder(fields))}`;
}

/** A table with its keys in the given order. */
const single = (header: string, fields: object) => `${header}\n${lines(fields)}`.trimEnd();

const PROSE = new Set([
  ...['title', 'description', 'note', 'speaker', 'summary', 'intro', 'outro'],
  ...['do', 'hint', 'question', 'why'],
]);

function lines(fields: object): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} = ${PROSE.has(key) ? writeProse(String(value)) : writeValue(value)}`)
    .join('\n');
}
