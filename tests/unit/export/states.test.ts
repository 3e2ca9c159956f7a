import { ofItfNormalized, type ItfTrace } from '@informalsystems/quint/dist/src/itf';
import { parseEDNString } from 'edn-data';
import { describe, expect, it } from 'vitest';
import { itfTrace } from '../../../src/lib/export/itf';
import { jepsenHistory } from '../../../src/lib/export/jepsen';
import { tlcTrace } from '../../../src/lib/export/tlc';
import { checkSafety, inspect, operations, type Scenario } from '../../../src/lib/index';
import type { Operation } from '../../../src/lib/kv/client';
import { open } from '../../../src/lib/run/opening';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import type { World } from '../../../src/lib/sim/world';
import { parsed } from '../scenario/parsed';
import { readTla } from './tla-reader';

const ODD = String.raw`num_nodes = 3
num_clients = 1
[[client]]
id = "c1"
requests = [
  { op = "put", key = "a \"b\\ c\n#map", value = "x\ty" },
  { op = "get", key = "a \"b\\ c\n#map" },
  { op = "get", key = "no" },
  { op = "put", key = "a \"b\\ c\n#map", value = "2" },
]
`;
const SETTLE = '[[step]]\naction = "settle"\n';
const BROKEN = `num_nodes = 3
num_clients = 0
[raft]
bugs = ["quorum-of-half"]
[[step]]
action = "next"
[[step]]
action = "timeout"
node = "n2"
`;
const RUNS: readonly (readonly [string, string])[] = [
  ['two clients', `num_clients = 2\nrequests_per_client = 2\n${SETTLE}`],
  ['odd keys and values', ODD + SETTLE],
  [
    'a cut',
    `num_nodes = 3\nnum_clients = 1\nrequests_per_client = 1\n[[step]]\naction = "partition"\ngroups = [["n1"], ["n2", "n3"]]\n${SETTLE}`,
  ],
  ['a promise broken', BROKEN],
  ['MultiPaxos', `system = "multipaxos"\n${SETTLE}`],
  ['one server', `system = "single"\n${SETTLE}`],
  ['gossip', `system = "gossip"\n${SETTLE}`],
];

function runOf(scenario: Scenario) {
  const system = systemOf(scenario.setup);
  const run = [...open(system, scenario).tree.moments];
  return { system, run, worlds: run.map(({ world }) => world) };
}

/** The world by `inspect`, in the form of all readers below; `Nil` is a variable without a value. */
function said(world: World): unknown {
  const { step, nodes, messages, clients } = inspect(world);
  const byId = (all: readonly { readonly id: string }[]) => Object.fromEntries(all.map((it) => [it.id, it]));
  const all = {
    step,
    nodes: byId(nodes),
    messages,
    clients: byId(clients),
    groups: world.network.groups ?? [],
  };
  return JSON.parse(JSON.stringify(all, (_, value: unknown) => value ?? 'Nil'));
}

/** The parts of a Quint expression that values use. */
interface QuintValue {
  readonly kind: string;
  readonly value?: unknown;
  readonly opcode?: string;
  readonly args?: readonly QuintValue[];
}

/** A Quint expression as plain JSON. */
function ofQuint({ kind, value, opcode, args = [] }: QuintValue): unknown {
  if (kind === 'int') return Number(value);
  if (kind !== 'app') return value;
  const values = args.map(ofQuint);
  if (opcode === 'Map') return Object.fromEntries(values as [string, unknown][]);
  if (opcode !== 'Rec') return values;
  return Object.fromEntries(args.flatMap((key, i) => (i % 2 === 0 ? [[key.value, values[i + 1]]] : [])));
}

/** In TLA+, an object without fields is the empty sequence. */
const emptied = (json: unknown): unknown =>
  JSON.parse(JSON.stringify(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && Object.keys(value).length === 0 ? [] : value,
  );

describe.each(RUNS)('a run with %s', (_name, toml) => {
  const { system, run, worlds } = runOf(parsed(toml));

  it('is an ITF trace that Quint reads, state by state', () => {
    const trace = JSON.parse(itfTrace(system, run, 'A run')) as ItfTrace;
    const read = ofItfNormalized(trace).map((state) => ofQuint(state as QuintValue));
    expect(read.map((state) => ({ ...(state as object), act: undefined }))).toEqual(
      worlds.map((world) => ({ ...(said(world) as object), act: undefined })),
    );
    expect(trace.vars).toEqual(Object.keys(trace.states[0] ?? {}).filter((name) => name !== '#meta'));
    expect(trace.states[0]?.['act']).toBe('start');
  });

  it('is a TLC trace whose states are values in TLA+', () => {
    const text = tlcTrace(system, run, checkSafety(worlds));
    const [head = '', ...states] = text.split(/^State \d+: <[A-Za-z ]+>\n/m);
    const read = states.map((state) =>
      Object.fromEntries(
        [...state.matchAll(/^\/\\ (\w+) = (.*)$/gm)].map(([, name = '', value = '']) => [
          name,
          readTla(value),
        ]),
      ),
    );
    expect(read.map((state) => ({ ...state, act: undefined }))).toEqual(
      worlds.map((world) => ({ ...(emptied(said(world)) as object), act: undefined })),
    );
    expect(head).toBe(
      toml === BROKEN
        ? 'Error: Invariant ElectionSafety is violated.\nError: The behavior up to this point is:\n'
        : 'The behavior is:\n',
    );
  });
});

/** A history as `edn-data` parses it, line by line. */
const history = (all: readonly Operation[], clients: readonly string[]) =>
  jepsenHistory(all, clients)
    .trim()
    .split('\n')
    .map((line) => parseEDNString(line, { mapAs: 'object', keywordAs: 'string' }) as Record<string, unknown>);

describe('what the clients did', () => {
  it('is a history of Jepsen’s', () => {
    const { worlds } = runOf(parsed(ODD + SETTLE));
    const key = 'a "b\\ c\n#map';
    expect(
      history(operations(worlds.at(-1) as World), ['c1']).map(({ type, f, value, error }) => [
        type,
        f,
        value,
        error,
      ]),
    ).toEqual([
      ['invoke', 'put', [key, 'x\ty'], undefined],
      ['ok', 'put', [key, 'x\ty'], undefined],
      ['invoke', 'get', [key, null], undefined],
      ['ok', 'get', [key, 'x\ty'], undefined],
      ['invoke', 'get', ['no', null], undefined],
      ['ok', 'get', ['no', null], undefined],
      ['invoke', 'put', [key, '2'], undefined],
      ['fail', 'put', [key, '2'], `key already exists: ${key}`],
    ]);
  });

  it('has in one process one operation at a time, and none after one whose outcome is unknown', () => {
    const { worlds } = runOf(parsed(SETTLE));
    const all = operations(worlds.at(-1) as World);
    const failed = all.map((one, i) =>
      i % 3 === 0 ? { ...one, ok: false, result: 'consensus failed' } : one,
    );
    const lines = history(failed, ['c1', 'c2', 'c3']);
    expect(lines.map(({ index }) => index)).toEqual(lines.map((_, i) => i));
    expect(lines.filter(({ type }) => type === 'info').length).toBeGreaterThan(3);
    const times = lines.map(({ time }) => Number(time));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const state = new Map<unknown, unknown>();
    for (const { process, type } of lines) {
      const before = state.get(process) ?? 'ok';
      expect(type === 'invoke' ? ['ok', 'fail'] : ['invoke']).toContain(before);
      state.set(process, type);
    }
  });

  it('gives up what the client gave up, and leaves open what is under way', () => {
    const put = { client: 'c1', op: 'put', key: 'a', value: '1' } as const;
    const lines = history(
      [
        { ...put, call: 1 },
        { ...put, call: 2 },
      ],
      ['c1', 'c2'],
    );
    expect(lines.map(({ type, process }) => [type, process])).toEqual([
      ['invoke', 0],
      ['info', 0],
      ['invoke', 2],
    ]);
  });
});
