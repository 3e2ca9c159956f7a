import type { MessageSetup, NodeSetup, Setup } from '../protocol/setup';
import type { LogEntry } from '../raft/log';
import type { Step } from '../sim/action';
import type { Scenario } from '../sim/scenario';
import { snakeCase } from './case';
import { DEFAULT_SETUP } from './defaults';
import { inOrder } from './order';
import { writeProse, writeValue } from './text';

/**
 * Writes a scenario as a file for people: the numbers of nodes and clients, what differs from the defaults, the tables, and the
 * steps last.
 *
 * @returns TOML that `parseScenario` reads as an equal scenario, as long as that is one that it could have read.
 */
export function formatScenario({ setup, steps }: Scenario): string {
  const blocks = [
    top(setup),
    optionTable('raft', setup.options['raft'], raftDefaults(setup)),
    optionTable('multipaxos', setup.options['multipaxos'], DEFAULT_SETUP.options['multipaxos']),
    optionTable('timing', setup.timing, DEFAULT_SETUP.timing),
    ...setup.nodes.map(node),
    ...setup.messages.map(message),
    ...setup.clients.map((client) => block('[[client]]', client)),
    ...steps.map(step),
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

function raftDefaults(setup: Setup): object {
  return { ...DEFAULT_SETUP.options['raft'], autoStart: setup.nodes.length === 0 };
}

function optionTable(name: string, given: object = {}, defaults: object = {}): string {
  const written = lines(different(given, defaults));
  return written === '' ? '' : `[${name}]\n${written}`;
}

/** What is not as by default, in snake case. */
function different(given: object, defaults: object): Record<string, unknown> {
  const standard = defaults as Record<string, unknown>;
  const keys = Object.keys({ ...defaults, ...given }).filter((key) => Object.hasOwn(given, key));
  const values = given as Record<string, unknown>;
  const kept = keys.filter((key) => JSON.stringify(values[key]) !== JSON.stringify(standard[key]));
  return Object.fromEntries(kept.map((key) => [snakeCase(key), values[key]]));
}

function node({ log, ...fields }: NodeSetup): string {
  const written = snakeKeys(fields);
  if (fields['votedFor'] === null) written['voted_for'] = '';
  return block('[[node]]', { ...written, ...(log !== undefined && { log: shortLog(log as LogEntry[]) }) });
}

function message({ type, entries, ...fields }: MessageSetup): string {
  const log = entries === undefined ? {} : { entries: shortLog(entries as LogEntry[]) };
  return block('[[message]]', { message: type, ...snakeKeys(fields), ...log });
}

function step({ action, note, ...fields }: Step): string {
  return block('[[step]]', { action, ...fields, ...(note !== undefined && { note }) });
}

/** No-ops as their term alone. */
function shortLog(log: readonly LogEntry[]): unknown[] {
  return log.map((entry) => (entry.op === 'noop' ? entry.term : entry));
}

function snakeKeys(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [snakeCase(key), value]));
}

function block(header: string, fields: object): string {
  return `${header}\n${lines(inOrder(fields))}`;
}

const PROSE = new Set(['title', 'description', 'note']);

function lines(fields: object): string {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key} = ${PROSE.has(key) ? writeProse(value as string) : writeValue(value)}`)
    .join('\n');
}
