import * as v from 'valibot';
import { inThousands } from '../protocol/ranges';
import type { ClientSetup, MessageSetup, NodeSetup, Setup } from '../protocol/setup';
import type { Step } from '../sim/action';
import type { Scenario } from '../sim/scenario';
import { camelKeys } from './case';
import { DEFAULT_SETUP } from './defaults';
import { toError, type Problem, type ScenarioError } from './errors';
import { MOST_STEPS } from './limits';
import { positionsIn } from './lines';
import { namesOf, type Names } from './names';
import { pairTable, senseOfPair, systemsIn, type SideNames } from './pair';
import { scanLocations } from './positions';
import { clientTable, COUNTS, messageTable, nodeTable, topLevel, type TopLevel } from './schema';
import type { Numbered } from './format-of-system';
import { formatOf, FORMATS } from './formats';
import { duplicates } from './duplicates';
import { stepTable } from './steps';
import { readToml } from './syntax';
import { isTable, MOST_ERRORS, read, type Schema } from './values';

export type ParseResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly errors: readonly ScenarioError[] };

type Document = Readonly<Record<string, unknown>>;

/**
 * Parses a scenario. Never throws and never returns part of one.
 *
 * @param toml the file's text, at most 256 KiB in UTF-8; a leading byte order mark is skipped
 * @returns the scenario with all defaults filled in, or all mistakes in the order of the text. If the text is not TOML:
 * the first place where it is not.
 */
export function parseScenario(toml: string): ParseResult {
  const toRead = readToml(toml);
  if (!toRead.ok) return { ok: false, errors: [toRead.error] };
  const { text, document } = toRead;
  const problems: Problem[] = [];
  const scenario = readScenario(document as Document, problems);
  if (scenario && problems.length === 0) return { ok: true, scenario };
  return { ok: false, errors: placed(problems, text) };
}

/** The errors in the order of the text. After the first 200, one error stands for the rest. */
function placed(problems: readonly Problem[], text: string): ScenarioError[] {
  const first = problems.slice(0, MOST_ERRORS);
  const locations = scanLocations(
    text,
    first.map(({ path }) => path),
  );
  const source = { text, locations, positionAt: positionsIn(text) };
  const listed = first.map((problem) => toError(problem, source));
  listed.sort((a, b) => a.line - b.line || a.column - b.column);
  const last = listed.at(-1);
  if (problems.length <= MOST_ERRORS || !last) return listed;
  const { line, column } = last;
  return [...listed, { message: `there are more errors: only ${MOST_ERRORS} are listed`, line, column }];
}

function readScenario(document: Document, problems: Problem[]): Scenario | null {
  const top = read(topLevel, document, [], problems);
  const systemName = valueOr(COUNTS.system, document['system'], DEFAULT_SETUP.system);
  // If the system is unknown, its nodes and messages cannot be checked.
  if (systemName === null) return null;
  const counts = countsOf(systemName, document);
  const depends = formatOf(systemName).numClients !== undefined;
  const otherwise = depends ? counts && numClientsOf(counts) : DEFAULT_SETUP.numClients;
  const numClients = valueOr(COUNTS.num_clients, document['num_clients'], otherwise);
  const namesIn = (system: string, given: Setup | null) =>
    namesOf(given && formatOf(system).ids(given), numClients);
  const names = namesIn(systemName, counts);
  const systems = systemsIn(document['compare']);
  const sideNames = (side: 0 | 1): SideNames => {
    const system = systems[side];
    return system === null ? null : { system, names: namesIn(system, countsOf(system, document)) };
  };
  const all = <T>(kind: string, schema: Schema<T>) => readAll(kind, document[kind], schema, problems);

  const nodes = all('node', nodeTable(systemName, names));
  const messages = all('message', messageTable(systemName, names));
  const clients = all('client', clientTable(names));
  const steps = readSteps(document['step'], systemName, names, problems);
  const pair = isTable(document['compare'])
    ? read(pairTable(names, [sideNames(0), sideNames(1)]), document['compare'], ['compare'], problems)
    : undefined;
  problems.push(
    ...duplicates('node', nodes),
    ...duplicates('client', clients),
    ...formatOf(systemName).sense(nodes),
  );
  problems.push(...senseOfPair(document));
  if (!top) return null;
  const setup = withDefaults(top, values(nodes), values(messages), values(clients));
  const { lesson, view } = top;
  return { setup, steps, ...(lesson && { lesson }), ...(view && { view }), ...(pair && { pair }) };
}

/** The parts of the set-up that determine the ids of nodes, with defaults for the rest; null if one of them is wrong. */
function countsOf(systemName: string, document: Document): Setup | null {
  const numNodes = valueOr(COUNTS.num_nodes, document['num_nodes'], DEFAULT_SETUP.numNodes);
  const { options, counts } = formatOf(systemName);
  const given = isTable(document[systemName]) ? document[systemName] : {};
  const known = counts.flatMap((key) => (given[key] === undefined ? [] : [[key, given[key]] as const]));
  const read = known.map(
    ([key, value]) => [key, v.safeParse(options[key] as Schema<unknown>, value)] as const,
  );
  if (numNodes === null || read.some(([, { success }]) => !success)) return null;
  const own = camelKeys(Object.fromEntries(read.map(([key, { output }]) => [key, output])));
  const all = optionsWith((name) => (name === systemName ? own : {}), []);
  return { ...DEFAULT_SETUP, system: systemName, numNodes, options: all };
}

function numClientsOf(setup: Setup): number {
  return formatOf(setup.system).numClients?.(setup) ?? DEFAULT_SETUP.numClients;
}

/** The options of every system, with defaults for those not given. */
function optionsWith(given: (name: string) => object, nodes: NodeSetup[]): Setup['options'] {
  const tables = Object.entries(FORMATS).filter(([, { options }]) => Object.keys(options).length > 0);
  return Object.fromEntries(
    tables.map(([name, format]) => [name, { ...format.optionDefaults(nodes), ...given(name) }]),
  );
}

function valueOr<T>(
  schema: v.GenericSchema<unknown, T | undefined>,
  given: unknown,
  otherwise: T | null,
): T | null {
  const result = v.safeParse(schema, given);
  return result.success ? (result.output ?? otherwise) : null;
}

function readAll<T>(kind: string, given: unknown, schema: Schema<T>, problems: Problem[]): Numbered<T>[] {
  if (!Array.isArray(given)) return [];
  return given.flatMap((item: unknown, number) => {
    if (problems.length > MOST_ERRORS) return [];
    const value = read(schema, item, [kind, number], problems);
    return value === undefined ? [] : [{ number, value }];
  });
}

function readSteps(given: unknown, systemName: string, names: Names, problems: Problem[]): Step[] {
  if (!Array.isArray(given)) return [];
  if (given.length <= MOST_STEPS)
    return values(readAll('step', given, stepTable(systemName, names), problems));
  const message = `there are ${inThousands(given.length)} steps: expected at most ${inThousands(MOST_STEPS)}`;
  problems.push({ path: ['step', MOST_STEPS], at: 'value', message });
  return [];
}

function values<T>(tables: readonly Numbered<T>[]): T[] {
  return tables.map(({ value }) => value);
}

function withDefaults(
  top: TopLevel,
  nodes: NodeSetup[],
  messages: MessageSetup[],
  clients: ClientSetup[],
): Setup {
  const setup: Setup = {
    title: top.title ?? DEFAULT_SETUP.title,
    description: top.description ?? DEFAULT_SETUP.description,
    system: top.system ?? DEFAULT_SETUP.system,
    seed: top.seed ?? DEFAULT_SETUP.seed,
    numNodes: top.num_nodes ?? DEFAULT_SETUP.numNodes,
    numClients: DEFAULT_SETUP.numClients,
    requestsPerClient: top.requests_per_client ?? DEFAULT_SETUP.requestsPerClient,
    keys: top.keys ?? DEFAULT_SETUP.keys,
    options: optionsWith((name) => camelKeys((top[name] as object | undefined) ?? {}), nodes),
    timing: { ...DEFAULT_SETUP.timing, ...camelKeys(top.timing ?? {}) },
    nodes,
    messages,
    clients,
  };
  return { ...setup, numClients: top.num_clients ?? numClientsOf(setup) };
}
