import { describe, expect, it } from 'vitest';
import { parseScenario, play, start, step, type Action, type Step } from '../../src/lib/index';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { readFragment } from '../../src/lib/link/fragment';

// Inputs that no careful person writes are refused with a sentence, at their place, and quickly.

/** Each error as `line:column message`. */
const errors = (toml: string) => {
  const result = parseScenario(toml);
  return result.ok ? [] : result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`);
};

/** Milliseconds of processor time, so that other work on the machine does not count. */
function timeOf(work: () => unknown): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

describe('a word that is looked up in a table', () => {
  const words = ['{}', '[]', '["raft"]', '[{}]', '1', 'true', '"constructor"', '"__proto__"', '"toString"'];
  it.each([
    ...words.map((word) => [`system = ${word}`, /^1:10 system is .*: expected "raft", "multipaxos"/]),
    ...['[system]', '[[system]]', 'system = [{}]'].map((toml) => [toml, /^1:\d+ system is a/]),
    ...words.map((word) => [`[[step]]\naction = ${word}`, /^2:10 step 1: action is .*: expected "deliver"/]),
    ...words.map((word) => [
      `[[message]]\nmessage = ${word}`,
      /^2:11 .*message is .*: expected "StartElection"/,
    ]),
    ...words.map((word) => [
      `[[step]]\naction = "request"\nclient = "c1"\nop = ${word}`,
      /^4:6 step 1: op is .*: expected "put"/,
    ]),
    ...words.map((word) => [`[raft]\nbugs = [${word}]`, /^2:9 item 1 of raft.bugs is .*: expected/]),
    ...words.map((word) => [`[compare]\nsystems = [${word}, "raft"]`, /^2:12 item 1 of .* is .*: expected/]),
    ...words.map((word) => [
      `[[step]]\naction = "expect"\nviolation = ${word}`,
      /^3:13 step 1: violation is .*: expected/,
    ]),
    ...words.map((word) => [
      `[compare]\nsystems = ["raft", "single"]\n[[compare.step]]\naction = "deliver"\nside = ${word}`,
      /^5:8 .*side is .*: expected "left" or "right"/,
    ]),
    ...words.map((word) => [
      `[[step]]\naction = "heal"\n[step.ask]\npoint = ${word}`,
      /^4:9 .*point is .*: expected "node" or "message"/,
    ]),
  ] as [string, RegExp][])('%j is refused where it stands', (toml, sentence) => {
    expect(errors(toml)[0]).toMatch(sentence);
  });
});

describe('a misspelt key that names the kind of its table', () => {
  it.each([
    [
      '[[step]]\nnote = "x"\nacton = "heal"',
      '3:1 step 1: unknown key "acton" in [[step]]: did you mean "action"?',
    ],
    [
      '[[step]]\naction = "request"\nclient = "c1"\nopp = "get"',
      '4:1 step 1: unknown key "opp" in a request step: did you mean "op"?',
    ],
    [
      '[[message]]\nfrom = "n1"\nmesage = "StartElection"',
      '3:1 unknown key "mesage" in [[message]]: did you mean "message"?',
    ],
    [
      '[[step]]\naction = "expect"\nnod = "n1"\nterm = 1',
      '3:1 step 1: unknown key "nod" in an expect step: did you mean "node"?',
    ],
    [
      '[[step]]\naction = "expect"\nvoilation = "none"',
      '3:1 step 1: unknown key "voilation" in an expect step: did you mean "violation"?',
    ],
    [
      '[compare]\nsystems = ["raft", "single"]\n[[compare.step]]\naction = "deliver"\nsied = "left"',
      '5:1 unknown key "sied" in a deliver step of [compare]: did you mean "side"?',
    ],
    [
      '[[node]]\nid = "n1"\nlog = [{ term = 1, opp = "noop" }]',
      '3:20 unknown key "opp" in a log entry: did you mean "op"?',
    ],
    [
      '[[step]]\naction = "heal"\n[step.ask]\nquestion = "?"\nchioces = []',
      '5:1 step 1: unknown key "chioces" in [step.ask]: did you mean "choices"?',
    ],
  ])('%j is told where it stands', (toml, sentence) => expect(errors(toml)).toEqual([sentence]));

  it('what is near and right in itself is not taken for misspelt', () => {
    expect(errors('[[step]]\naction = "expect"\nnote = "x"')).toEqual([
      '1:1 step 1: missing key "node", "client" or "violation" in an expect step',
    ]);
  });
});

describe('characters that look like others, or like nothing', () => {
  it.each([
    ['num_nodes\u00a0= 5', '1:10 found U+00A0, a space of another kind: expected a plain space'],
    ['num_nodes = 5\u200b', /U\+200B, a character that is not seen: expected nothing there: delete it$/],
    ['title = “Raft”', /^1:9 found U\+201C, a typographic quotation mark: expected a straight one, " or '$/],
    ['title = ‘Raft’', /U\+2018, a typographic quotation mark: expected a straight one, " or '$/],
    ['seed = −1', /U\+2212, a dash: expected a plain hyphen, -$/],
    ['num_nodes = 5\n\ufeffseed = 1', /^2:1 found U\+FEFF, a character that is not seen/],
    ['"num_nodes\u200b" = 5', /unknown key "num_nodes<U\+200B>".*did you mean "num_nodes"\?/],
    ['[[step]]\naction = "crash"\nnode = "n1\u00a0"', /node is "n1<U\+00A0>": expected a node/],
    ['system = "raft\ufeff"', /system is "raft<U\+FEFF>": expected .*did you mean "raft"\?/],
  ])('%j: they are named', (toml, sentence) => {
    const [first] = errors(toml);
    if (typeof sentence === 'string') expect(first).toBe(sentence);
    else expect(first).toMatch(sentence);
  });
});

describe('time', () => {
  const k = (text: string, times: number) => text.repeat(times);
  it.each([
    [
      'an unclosed string of escapes before a long number',
      `title = "${k('\\"', 130_000)}\nseed = ${k('1', 1001)}`,
    ],
    ['unclosed single quotes', `title = ${k("'\\", 120_000)}\nseed = ${k('1', 1001)}`],
    ['an unclosed long string of quotes', `title = """${k('a"\\"', 60_000)}\nseed = ${k('1', 1001)}`],
    ['many unclosed long strings', `${k('a = """\\\n', 20_000)}seed = ${k('1', 1001)}`],
    ['misspelt bugs', `[raft]\nbugs = [${k('"commit-old-terms", ', 10_000)}]`],
    ['unknown keys', Array.from({ length: 10_000 }, (_, i) => `key_${i} = 1`).join('\n')],
    ['a log of tables that are none', `[[node]]\nid = "n1"\nlog = [${k('"x",', 10_000)}]`],
    ['blank lines', k('\n', 260_000)],
    ['spaces', `a =${k(' ', 260_000)}`],
    ['brackets', k('[', 260_000)],
    ['dots and quotes', `a${k(".'.", 80_000)}\nseed = ${k('1', 1001)}`],
  ])('%s: an answer within a second', (_what, toml) => {
    let answer: string[] = [];
    expect(timeOf(() => (answer = errors(toml)))).toBeLessThan(1000);
    expect(answer.every((one) => one.length < 1000)).toBe(true);
  });

  it('a value of a hundred thousand digits and a letter is a value like any other', () => {
    const value = `${k('1', 100_000)}x`;
    const setup = { ...DEFAULT_SETUP, system: 'gossip', requestsPerClient: 0 };
    const steps: Step[] = [
      { action: 'request', client: 'c1', op: 'put', key: 'a', value },
      { action: 'next', count: 2 },
    ];
    expect(timeOf(() => play({ setup, steps }))).toBeLessThan(1000);
  });

  it('a link of a hundred thousand brackets', () => {
    expect(timeOf(() => readFragment(`#${k(').', 50_000)}x`))).toBeLessThan(1000);
    expect(timeOf(() => readFragment(`#v1.1.1.${k(')', 100_000)}x`))).toBeLessThan(1000);
    expect(timeOf(() => readFragment(k('%3', 100_000)))).toBeLessThan(1000);
  });
});

describe('what plain JavaScript can pass to step and play', () => {
  const world = start({ setup: { ...DEFAULT_SETUP, numNodes: 3 }, steps: [] });
  const cyclic: Record<string, unknown> = {};
  cyclic['a'] = cyclic;
  const long = 'x'.repeat(5000);

  it.each<[unknown, RegExp]>([
    [null, /^an action is null: expected a table such as/],
    [undefined, /^an action is nothing: expected/],
    ['next', /^an action is "next": expected/],
    [[], /^an action is a list: expected/],
    [{}, /^action is nothing: expected "deliver"/],
    [{ action: 'foo' }, /^action is "foo": expected "deliver", .* or "expect"$/],
    [{ action: 'hael' }, /; did you mean "heal"\?$/],
    [{ action: 'constructor' }, /^action is "constructor": expected "deliver"/],
    [{ action: '__proto__' }, /^action is "__proto__": expected "deliver"/],
    [{ action: ['next'] }, /^action is a list: expected "deliver"/],
    [{ action: long }, /^action is "x{60}…": expected "deliver"/],
    [{ action: 'timeout' }, /^missing key "node" in a timeout: expected a string$/],
    [{ action: 'timeout', node: 1 }, /^node of a timeout is 1: expected a string$/],
    [{ action: 'timeout', node: 'constructor' }, /^there is no node constructor: the nodes are n1, n2, n3$/],
    [{ action: 'timeout', node: '__proto__' }, /^there is no node __proto__/],
    [{ action: 'crash', node: long }, /^there is no node x{60}…: the nodes are/],
    [{ action: 'timeout', nod: 'n1' }, /^unknown key "nod" in a timeout; did you mean "node"\?$/],
    [{ action: 'partition' }, /^missing key "groups" in a partition: expected a list of groups/],
    [{ action: 'partition', groups: 'n1' }, /^groups of a partition is "n1": expected a list of groups/],
    [{ action: 'partition', groups: ['n1'] }, /^groups of a partition is a list: expected a list of groups/],
    [{ action: 'partition', groups: [['n1'], ['n2', 2]] }, /^groups of a partition is a list: expected/],
    [{ action: 'partition', groups: [[1]] }, /^groups of a partition is a list: expected/],
    [{ action: 'partition', groups: [[long]] }, /^there is no x{60}… to partition: there are n1/],
    [
      { action: 'request', client: 'c1', op: 'PUT', key: 'a' },
      /^op of a request is "PUT": .*did you mean "put"\?$/,
    ],
    [
      { action: 'request', client: 'c1', op: 'put', key: {} },
      /^key of a request is a table: expected a string$/,
    ],
    [{ action: 'request', client: long, op: 'get', key: 'a' }, /^there is no client x{60}…: the clients are/],
    [{ action: 'retry', client: 'hasOwnProperty' }, /^there is no client hasOwnProperty/],
    [{ action: 'deliver', id: '1' }, /^id of a deliver is "1": expected an integer$/],
    [{ action: 'deliver', nth: 0 }, /^nth of a deliver is 0: expected an integer from 1 on$/],
    [{ action: 'deliver', message: long }, /fits x{60}…\. In flight/],
    [{ action: 'deliver', from: long }, /^no message from x{60}… is in flight/],
    [{ action: 'next', count: Infinity }, /^count of a next is Infinity: expected an integer from 1 on$/],
    [{ action: 'settle', limit: -1 }, /^limit of a settle is -1: expected an integer from 1 on$/],
    [
      { action: 'expect' },
      /^an expect has none of the keys "violation", "client" or "node": expected one of them$/,
    ],
    [
      { action: 'expect', node: 'n1', store: cyclic },
      /^store of an expect is a table: expected a table of strings$/,
    ],
    [{ action: 'expect', node: 'n1', log: 'x' }, /^log of an expect is "x": expected a list of terms$/],
    [{ action: 'expect', node: 'n1', role: long }, /^n1: role is "follower", expected "x{60}…"$/],
    [{ action: 'expect', client: 'c1', reply: long }, /^c1: it has had no reply, expected "x{60}…"$/],
    [
      { action: 'expect', violation: long },
      /^expected a violation of x{60}…, but no promise has been broken$/,
    ],
    [
      { action: 'task', do: 'x', until: [{ nod: 'n1' }], solution: [] },
      /^until has none of the keys "violation", "client" or "node"/,
    ],
    [
      { action: 'task', do: 'x', until: [{ node: 'n1', term: 1 }], solution: [{ action: 'task' }] },
      /^a solution holds "task": expected acts$/,
    ],
  ])('%o is refused with a sentence', (action, sentence) => {
    const result = step(world, action as Action);
    expect(result.ok ? 'done' : result.error).toMatch(sentence);
    const run = play({ setup: world.setup, steps: [{ action: 'heal' }, action as Step] });
    expect(run.worlds).toHaveLength(2);
    expect(run.failure).toMatchObject({ step: 2 });
    expect(run.failure?.message.replace(/^step 2: /, '')).toMatch(sentence);
  });

  it('a system that there is not', () => {
    for (const system of ['constructor', '__proto__', 'raf'])
      expect(() => start({ setup: { ...DEFAULT_SETUP, system }, steps: [] })).toThrow(
        `there is no system "${system}"`,
      );
  });
});
