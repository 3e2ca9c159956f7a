/** Any scenario that a file can hold. */
import fc from 'fast-check';
import { BUG_NAMES } from '../../src/lib/systems/raft/bugs';
import { PROMISES } from '../../src/lib/checks/raft/promises';
import { MOST_INDEX, MOST_TERM } from '../../src/lib/protocol/ranges';
import type { Action, Expectation, Step } from '../../src/lib/sim/action';
import type { Ask, Lesson, View } from '../../src/lib/sim/lesson';
import type { Scenario } from '../../src/lib/sim/scenario';

/** Strings that are difficult for formats, and any others. */
export const anyString = fc.oneof(
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    '"',
    "'''",
    '"""',
    '\\',
    'a\nb',
    '\r\n',
    'x\n"""\n',
    '\t ',
    '😀',
    '\0\u007f',
  ),
  fc.constantFrom('\ufeff', '\ufffd', '\u2028', '# no', '[x]', '\n', '\u0085', 'trailing \\\n  '),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

const integer = (min: number, max = Number.MAX_SAFE_INTEGER) => fc.integer({ min, max });
const terms = (least: number) => integer(least, MOST_TERM);
const indices = (least: number) => integer(least, MOST_INDEX);
const term = fc.oneof(integer(1, 9), terms(1));

/** A record in which some keys may be absent. */
function some<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(model, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

const request = fc.oneof(
  fc.record({ op: fc.constant('put' as const), key: anyString, value: anyString }),
  fc.record({ op: fc.constantFrom('get' as const, 'delete' as const), key: anyString }),
);

const operation = fc.oneof(request, fc.constant({ op: 'noop' as const }));

const logOf = (terms: fc.Arbitrary<number>, maxLength: number) =>
  fc
    .array(fc.tuple(terms, operation), { maxLength })
    .map((entries) => entries.map(([term, command]) => ({ term, ...command })));

const pair = (least: number) =>
  fc
    .tuple(integer(least, 1e6), integer(least, 1e6))
    .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);

interface Names {
  readonly nodes: readonly string[];
  readonly clients: readonly string[];
}

function anyNode(id: string, { nodes }: Names) {
  const log = logOf(term, 4).map((entries) => entries.sort((a, b) => a.term - b.term));
  return log.chain((entries) => {
    const last = entries.at(-1)?.term ?? 0;
    return some({
      term: terms(last),
      votedFor: fc.constantFrom(null, ...nodes),
      role: fc.constant('follower'),
      commitIndex: integer(0, entries.length),
      log: fc.constant(entries),
    }).map(({ log: kept, commitIndex = 0, term: given, ...node }) => ({
      id,
      ...node,
      ...(given !== undefined && { term: given }),
      ...(kept !== undefined && { log: kept, commitIndex }),
    }));
  });
}

function anyMessage({ nodes, clients }: Names) {
  const node = fc.constantFrom(...nodes);
  const from = fc.constantFrom(...nodes, ...clients, 'main');
  const to = fc.constantFrom(...nodes, ...clients);
  const message = <T extends object>(type: string, fields: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
    fc.record({ type: fc.constant(type), from, to, ...fields });
  const [any, at] = [terms(0), indices(0)];
  return fc.oneof(
    message('StartElection', {}),
    message('RequestVote', { term: any, candidateId: node, lastLogIndex: at, lastLogTerm: any }),
    message('VoteResponse', { term: any, voteGranted: fc.boolean() }),
    message('AppendEntries', {
      term: any,
      leaderId: node,
      prevLogIndex: at,
      prevLogTerm: any,
      entries: logOf(any, 3),
      leaderCommit: at,
    }),
    message('AppendEntriesResponse', { term: any, success: fc.boolean(), matchIndex: at }),
    message('CommitNotification', { term: any, leaderCommit: at, commitTerm: any }),
    message('ClientPut', { request: terms(1), key: anyString, value: anyString }),
    message('ClientGet', { request: terms(1), key: anyString }),
    message('ClientReply', { request: terms(1), ok: fc.boolean(), result: anyString }),
    message('ClientReply', { request: terms(1), ok: fc.boolean(), result: anyString, leader: node }),
  );
}

/** Keys are defined, not assigned, so that `__proto__` is a key like any other. */
const store = fc
  .array(fc.tuple(anyString, anyString), { maxLength: 3 })
  .map((entries) => Object.fromEntries(entries));

const selectorOf = ({ nodes, clients }: Names) =>
  some({
    message: fc.constantFrom('RequestVote', 'AppendEntries', 'ClientReply'),
    from: fc.constantFrom(...nodes, ...clients, 'main'),
    to: fc.constantFrom(...nodes, ...clients),
    index: indices(1),
    nth: integer(1),
    id: integer(1),
  });

function anyExpectation({ nodes, clients }: Names): fc.Arbitrary<Expectation> {
  const look = some({
    role: fc.constantFrom('follower', 'candidate', 'leader'),
    voted_for: fc.constantFrom('', ...nodes),
    commit_index: indices(0),
    last_applied: indices(0),
    log: fc.array(terms(0), { maxLength: 3 }),
    store,
    alive: fc.boolean(),
  });
  const reply = (client: string) => ({ client, reply: anyString });
  return fc.oneof(
    fc
      .tuple(fc.constantFrom(...nodes), terms(0), look)
      .map(([node, now, more]) => ({ node, term: now, ...more })),
    fc.record({ violation: fc.constantFrom('none', ...Object.keys(PROMISES)) }),
    ...clients.slice(0, 2).map((client) => fc.record({ ...reply(client), client: fc.constant(client) })),
  );
}

/** Any act, so neither `expect` nor `task`. */
function anyAction(there: Names): fc.Arbitrary<Action> {
  const { nodes, clients } = there;
  const node = fc.constantFrom(...nodes);
  const selector = selectorOf(there);
  const action = <Name extends string, T extends object>(name: Name, fields: fc.Arbitrary<T>) =>
    fields.map((given) => ({ action: name, ...given }));
  const of = <Name extends string, T extends object>(
    name: Name,
    fields: { [K in keyof T]: fc.Arbitrary<T[K]> },
  ) => action(name, fc.record(fields));
  const ofClients =
    clients.length === 0
      ? []
      : [
          action(
            'request',
            fc
              .tuple(fc.constantFrom(...clients), request, some({ to: node }))
              .map(([client, r, to]) => ({ client, ...r, ...to })),
          ),
          of('retry', { client: fc.constantFrom(...clients) }),
        ];
  return fc.oneof(
    action('deliver', selector),
    action('drop', selector),
    action('duplicate', selector),
    ...(['timeout', 'heartbeat', 'crash', 'restart'] as const).map((name) => of(name, { node })),
    fc.shuffledSubarray([...nodes, ...clients]).map((names) => ({
      action: 'partition',
      groups: [names.slice(0, 2), names.slice(2)],
    })),
    of('heal', {}),
    action('next', some({ count: integer(1, 10_000) })),
    action('settle', some({ limit: integer(1, 1_000_000) })),
    ...ofClients,
  ) as fc.Arbitrary<Action>;
}

function anyAsk(there: Names): fc.Arbitrary<Ask> {
  const { nodes, clients } = there;
  const told = { question: anyString, why: anyString };
  const acts = fc.array(anyAction(there), { minLength: 1, maxLength: 3 });
  const choice = (right: fc.Arbitrary<boolean | undefined>) =>
    fc
      .tuple(fc.record({ text: anyString, why: anyString }), right, some({ shows: acts }))
      .map(([given, isRight, shows]) => ({
        ...given,
        ...(isRight !== undefined && { right: isRight }),
        ...shows,
      }));
  const wrong = fc.array(choice(fc.constantFrom(undefined, false)), { minLength: 1, maxLength: 5 });
  const point = <T>(kind: 'node' | 'message', one: fc.Arbitrary<T>) =>
    fc.record({ ...told, point: fc.constant(kind), right: fc.array(one, { minLength: 1, maxLength: 3 }) });
  const field = fc.constantFrom('role', 'term', 'voted_for', 'commit_index', 'last_applied', 'alive');
  return fc.oneof(
    fc
      .tuple(anyString, choice(fc.constant(true)), wrong)
      .map(([question, right, others]) => ({ question, choices: [...others, right] })),
    point('node', fc.constantFrom(...nodes)),
    point('message', selectorOf(there)),
    fc.record({ ...told, value: fc.record({ node: fc.constantFrom(...nodes), field }) }),
    ...clients
      .slice(0, 1)
      .map((client) => fc.record({ ...told, value: fc.constant({ client, field: 'reply' as const }) })),
  ) as fc.Arbitrary<Ask>;
}

function anyStep(there: Names): fc.Arbitrary<Step> {
  const task = fc
    .tuple(
      fc.record({
        action: fc.constant('task' as const),
        do: anyString,
        until: fc.array(anyExpectation(there), { minLength: 1, maxLength: 3 }),
        solution: fc.array(anyAction(there), { minLength: 1, maxLength: 3 }),
      }),
      some({ hint: anyString }),
    )
    .map(([given, hint]) => ({ ...given, ...hint }));
  const expectStep = anyExpectation(there).map((one) => ({ action: 'expect' as const, ...one }));
  const action = fc.oneof(
    { arbitrary: anyAction(there), weight: 12 },
    { arbitrary: expectStep, weight: 2 },
    { arbitrary: task, weight: 2 },
  );
  const telling = some({ note: anyString, speaker: anyString, ask: anyAsk(there) });
  return fc.tuple(action, telling).map(([step, told]) => ({ ...step, ...told }) as Step);
}

const anyLesson: fc.Arbitrary<Lesson> = some({
  number: integer(1, 999),
  summary: anyString,
  minutes: integer(1, 600),
  intro: anyString,
  outro: anyString,
  kind: fc.constantFrom('lesson' as const, 'challenge' as const),
  hide_bugs: fc.boolean(),
});

const anyView: fc.Arbitrary<View> = some({
  stage: fc.constantFrom('ring' as const, 'rows' as const),
  dock: fc.constantFrom('diagram', 'logs', 'statechart', 'trace', 'reads'),
});

function anyRaftOptions(begun: boolean) {
  return fc.record({
    autoStart: fc.oneof(fc.constant(!begun), fc.boolean()),
    replication: fc.constantFrom('synchronous' as const, 'pipelined' as const),
    commitNotification: fc.boolean(),
    leaderNoop: fc.boolean(),
    clientSessions: fc.boolean(),
    bugs: fc.subarray([...BUG_NAMES], { maxLength: 3 }),
  });
}

const names = (letter: string, count: number) => Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);

export const anyScenario: fc.Arbitrary<Scenario> = fc
  .tuple(fc.oneof(fc.constant(5), integer(1, 25)), fc.oneof(fc.constant(3), integer(0, 25)))
  .chain(([numNodes, numClients]) => {
    const there: Names = { nodes: names('n', numNodes), clients: names('c', numClients) };
    const nodes = fc
      .shuffledSubarray([...there.nodes])
      .map((ids) => ids.slice(0, 4))
      .chain((ids) => fc.tuple(...ids.map((id) => anyNode(id, there))));
    const clients = fc
      .shuffledSubarray([...there.clients])
      .map((ids) => ids.slice(0, 3))
      .chain((ids) =>
        fc.tuple(
          ...ids.map((id) =>
            fc.record({ id: fc.constant(id), requests: fc.array(request, { maxLength: 3 }) }),
          ),
        ),
      );
    const setup = nodes.chain((begun) =>
      fc.record({
        title: fc.option(anyString),
        description: fc.option(anyString),
        system: fc.constant('raft'),
        seed: fc.oneof(fc.constant(1), integer(0, 2 ** 31 - 1)),
        numNodes: fc.constant(numNodes),
        numClients: fc.constant(numClients),
        requestsPerClient: integer(0, 100),
        keys: fc.array(anyString, { minLength: 1, maxLength: 20 }),
        options: fc.record({
          raft: anyRaftOptions(begun.length > 0),
          multipaxos: fc.record({
            numAcceptors: integer(1, 25),
            numReplicas: integer(1, 25),
            bugs: fc.constantFrom([], ['quorum-of-half']),
          }),
        }),
        timing: fc.record({ latency: pair(0), electionTimeout: pair(1), heartbeat: integer(1, 1e6) }),
        nodes: fc.constant(begun),
        messages: fc.array(anyMessage(there), { maxLength: 4 }),
        clients,
      }),
    );
    const scenario = fc.record({ setup, steps: fc.array(anyStep(there), { maxLength: 8 }) });
    return fc
      .tuple(scenario, some({ lesson: anyLesson, view: anyView }))
      .map(([played, opening]) => ({ ...played, ...opening }));
  });
