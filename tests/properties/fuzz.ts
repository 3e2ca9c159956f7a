/**
 * Malformed texts, links, stored trees and acts, each made from one number. Each case must end in time, with an answer
 * that says what is wrong or with exactly what was asked, and never with an exception.
 */
import { isDeepStrictEqual } from 'node:util';
import { observe } from '../../src/lib/checks/safety';
import {
  checkSafety,
  enabled,
  formatScenario,
  fromLink,
  parseScenario,
  play,
  start,
  step,
  toLink,
  type Action,
  type Scenario,
  type World,
} from '../../src/lib/index';
import { savedTree, type SavedTree } from '../../src/lib/run/saved-tree';
import { regrowing } from '../../src/lib/run/regrow';
import { atOnce, open } from '../../src/lib/run/opening';
import { grow, here, travel } from '../../src/lib/run/tree';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { malformed } from '../../src/lib/scenario/malformed';
import { CALM, playedAct } from '../../src/lib/sim/chaos';
import { Dice } from './schedules';

function regrown(...given: Parameters<typeof regrowing>) {
  const tree = atOnce(regrowing(...given));
  if (tree === null) throw new Error('stopped');
  return tree;
}

export const KINDS = ['texts', 'links', 'trees', 'acts'] as const;
export type Kind = (typeof KINDS)[number];

/** The most processor time of a case, in milliseconds. */
const MOST_MS = 3_000;
/** The longest allowed message. */
const LONGEST = 4_000;

/** The outcomes of the cases of a kind: how many of each. */
export type Tally = Record<string, number>;

/** Milliseconds in which what comes from a stranger, a link or a stored tree, is read or refused. */
const MOST_READ_MS = 100;
/** The longest run that a link is promised to hold in 2,000 characters. */
const USUAL_ACTS = 200;
/** By then the code that reads has been compiled. */
const COLD_CASES = 30;
const readings: Record<string, number> = {};

/** Reads something, and makes sure that it did not take long: by the clock or by the processor, whichever says less, on the second try. */
async function soon<T>(kind: Kind, read: () => T | Promise<T>): Promise<T> {
  const timed = async () => {
    const [began, used] = [performance.now(), process.cpuUsage()];
    const result = await Promise.resolve()
      .then(read)
      .then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
    const { user, system } = process.cpuUsage(used);
    return { result, ms: Math.min(performance.now() - began, (user + system) / 1000) };
  };
  const first = await timed();
  readings[kind] = (readings[kind] ?? 0) + 1;
  const slow = first.ms > MOST_READ_MS && readings[kind] > COLD_CASES;
  const { result, ms } = slow ? await timed() : first;
  if (slow && ms > MOST_READ_MS) throw new Error(`it took ${ms.toFixed(0)} ms to read`);
  if ('error' in result) throw result.error;
  return result.value;
}

/** The files from which cases are made, and words with a special meaning somewhere. */
export interface Samples {
  readonly files: readonly string[];
}

const WORDS = [
  ...[
    '"',
    "'",
    '"""',
    "'''",
    '\\',
    '\\u',
    '#',
    '[',
    ']',
    '[[',
    ']]',
    '{',
    '}',
    '=',
    ',',
    '.',
    '\n',
    '\r\n',
    ' ',
  ],
  ...[
    '1e999',
    '-1',
    '0x7f',
    '1_0',
    'nan',
    'inf',
    '9007199254740993',
    '1000000',
    '10000',
    'true',
    '1979-05-27',
  ],
  ...['constructor', '__proto__', 'toString', 'hasOwnProperty', 'length', 'null'],
  ...['\u200b', '\u00a0', '\ufeff', '\u201c', '\u2212', '\u0000', '\ud800', '\u{1f600}', '\u2028', 'ä'],
  ...['[[step]]', '[[node]]', '[[message]]', '[[client]]', '[compare]', '[lesson]', '[view]', '[step.ask]'],
  ...[
    'action = "settle"',
    'action = "next"',
    'limit = 1000000',
    'count = 10000',
    'id = "n1"',
    'term = 1000000',
  ],
  ...[
    'system = "multipaxos"',
    'system = {}',
    'seed = 1',
    'num_nodes = 25',
    'log = [1, 2]',
    'role = "leader"',
  ],
];

/** One case. @throws Error that says what went wrong, with the case */
export async function fuzzOne(kind: Kind, seed: number, samples: Samples, tally: Tally): Promise<void> {
  const dice = new Dice(seed * 4 + KINDS.indexOf(kind));
  const began = process.cpuUsage();
  const outcome = await CASES[kind](dice, samples);
  const { user, system } = process.cpuUsage(began);
  const ms = Math.round((user + system) / 1000);
  if (ms > MOST_MS) throw new Error(`${kind} ${seed}: took ${ms} ms (${outcome})`);
  tally[outcome] = (tally[outcome] ?? 0) + 1;
}

const CASES: Readonly<Record<Kind, (dice: Dice, samples: Samples) => string | Promise<string>>> = {
  texts,
  links,
  trees,
  acts,
};

// ---- Texts ----

function texts(dice: Dice, { files }: Samples): string {
  const text = spoilt(dice.chance(0.1) ? '' : (dice.of(files) ?? ''), dice);
  const result = parseScenario(text);
  if (!result.ok) {
    const lines = text.replace(/^\ufeff/, '').split('\n').length;
    if (result.errors.length === 0) throw wrong('refused without a word', text);
    for (const { message, line, column } of result.errors) {
      if (!(line >= 1 && line <= lines && column >= 1)) throw wrong(`an error at ${line}:${column}`, text);
      sentence(message, text);
    }
    return 'refused';
  }
  const { scenario } = result;
  const again = parseScenario(formatScenario(scenario));
  if (!again.ok || !isDeepStrictEqual(again.scenario, scenario))
    throw wrong('written, it is not the same', text);
  if (scenario.pair) return 'read, a pair';
  // Most are examples with a slip. They are played, if not too long.
  const { failure, worlds } = play(scenario);
  if (worlds.length > 10_001) throw wrong(`${worlds.length} worlds`, text);
  if (failure) sentence(failure.message, text);
  return failure ? 'read, and stops' : 'read and played';
}

/** A text with some slips: characters and words inserted, deleted, doubled, swapped; lines moved; the end cut off. */
function spoilt(text: string, dice: Dice): string {
  let so = text;
  for (let slips = dice.below(6); slips >= 0; slips--) {
    const at = dice.below(so.length + 1);
    const to = Math.min(so.length, at + dice.below(dice.chance(0.1) ? 400 : 8));
    const kind = dice.below(7);
    if (kind === 0) so = so.slice(0, at) + so.slice(to);
    else if (kind === 1) so = so.slice(0, at) + (dice.of(WORDS) ?? '') + so.slice(at);
    else if (kind === 2) so = so.slice(0, to) + so.slice(at, to).repeat(1 + dice.below(4)) + so.slice(to);
    else if (kind === 3) so = so.slice(0, at) + String(dice.below(2 ** 31)) + so.slice(to);
    else if (kind === 4) so = swapLines(so, dice);
    else if (kind === 5) so = so.slice(0, at) + (dice.of(WORDS) ?? '').repeat(dice.below(300)) + so.slice(at);
    else if (dice.chance(0.3)) so = so.slice(0, at);
  }
  return so;
}

function swapLines(text: string, dice: Dice): string {
  const lines = text.split('\n');
  const [a, b] = [dice.below(lines.length), dice.below(lines.length)];
  [lines[a], lines[b]] = [lines[b] as string, lines[a] as string];
  return lines.join('\n');
}

// ---- Links ----

async function links(dice: Dice, samples: Samples): Promise<string> {
  const scenario = sample(dice, samples);
  const at = dice.below(20);
  // With digests, so that its run is replayed, or without. The replay takes as long as the run: here one of a usual length.
  const worlds = dice.chance(0.5) ? play(scenario).worlds : [];
  const link = await toLink(scenario, at, worlds.length > USUAL_ACTS ? [] : worlds);
  const [name, mangled] = mangle(link, dice);
  const result = await soon('links', () => fromLink(mangled));
  if (!result.ok) {
    sentence(result.error, mangled);
    return `${name}: said`;
  }
  // A link that is read must give what was shared. The step in it is a plain number, so that it can be changed by hand.
  if (!isDeepStrictEqual(result.scenario, scenario) && result.differs === undefined)
    throw wrong(`${name}: another scenario, without a word`, mangled);
  if (result.step !== at) return `${name}: read, at another step`;
  return `${name}: read`;
}

function mangle(link: string, dice: Dice): [string, string] {
  const at = 1 + dice.below(link.length - 1);
  const spaced = (mark: string) => link.replace(new RegExp(`.{${20 + dice.below(60)}}`, 'g'), `$&${mark}`);
  switch (dice.below(9)) {
    case 0:
      return ['cut', link.slice(0, at)];
    case 1:
      return [
        'one character changed',
        link.slice(0, at) + (dice.of([...'aZ09-_.~%']) ?? '') + link.slice(at + 1),
      ];
    case 2:
      return ['one character lost', link.slice(0, at) + link.slice(at + 1)];
    case 3:
      return ['lines broken', spaced('\r\n')];
    case 4:
      return ['unseen marks', spaced('\u200b')];
    case 5:
      return ['escaped as a whole', encodeURIComponent(`https://example.org/lab/#${link}`)];
    case 6:
      return ['in brackets', `(https://example.org/lab/#${link}).`];
    case 7:
      return ['upper case', link.toUpperCase()];
    default:
      return ['whole', `#${link}`];
  }
}

// ---- Stored trees ----

async function trees(dice: Dice, samples: Samples): Promise<string> {
  const scenario = { ...sample(dice, samples), steps: [] };
  const system = systemOf(scenario.setup);
  let { tree } = open(system, scenario);
  for (let i = 0; i < 12; i++) {
    const { world, seen } = here(tree);
    const one = dice.chance(0.7) ? playedAct(world, CALM) : (dice.of(enabled(world)) ?? null);
    const done = one && step(world, one);
    if (!one || !done?.ok) continue;
    const now = observe(system.checks, seen, world, done.world);
    tree = grow(tree, { act: one, world: done.world, events: done.events, seen: now });
    if (dice.chance(0.2)) tree = travel(tree, dice.below(tree.moments.length));
  }
  const json = JSON.parse(JSON.stringify(savedTree(tree, 1))) as SavedTree;
  const slips = dice.below(3);
  for (let i = 0; i < slips; i++) spoilValue(json, dice);
  let restored;
  try {
    restored = await soon('trees', () => regrown(system, scenario, json, malformed));
  } catch (error) {
    // A tree that is refused must say so. Only an unchanged one must be read.
    if (slips === 0) throw wrong(`a tree that is whole is not read: ${String(error)}`, JSON.stringify(json));
    return 'said';
  }
  const notes = [...restored.moments].map(({ note }) => note);
  if (notes.some((note) => note !== null && typeof note !== 'string')) throw wrong('a note', '');
  const { branches } = restored;
  if (new Set(branches.map(({ id }) => id)).size < branches.length) throw wrong('two branches of one id', '');
  for (const { tip } of branches) here(travel(restored, tip));
  return slips === 0 ? 'whole: read' : 'with a slip: read';
}

/** Replaces a value somewhere inside. */
function spoilValue(json: object, dice: Dice): void {
  let place = json as Record<string, unknown>;
  for (;;) {
    const key = dice.of(Object.keys(place));
    if (key === undefined) return;
    const value = place[key];
    if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && dice.chance(0.85)) {
      place = value as Record<string, unknown>;
      continue;
    }
    if (dice.chance(0.2)) delete place[key];
    else place[key] = oddValue(dice);
    return;
  }
}

// ---- Acts ----

function acts(dice: Dice, samples: Samples): string {
  const scenario = sample(dice, samples);
  let world = start({ ...scenario, steps: [] });
  let done = 0;
  const worlds = [world];
  for (let i = 0; i < 40; i++) {
    const action = (dice.chance(0.5) ? dice.of(enabled(world)) : oddAction(world, dice)) as Action;
    const before = JSON.stringify(world);
    const result = step(world, action);
    if (JSON.stringify(world) !== before)
      throw wrong('the world before is another', JSON.stringify(shallow(action)));
    if (!result.ok) sentence(result.error, JSON.stringify(shallow(action)));
    else {
      done++;
      ({ world } = result);
      worlds.push(world);
    }
  }
  if (bugsIn(scenario) === 0) {
    const [violation] = checkSafety(worlds);
    if (violation && scenario.setup.nodes.length === 0 && scenario.setup.messages.length === 0)
      throw wrong(`${violation.invariant}: ${violation.message}`, JSON.stringify(scenario));
  }
  return done > 20 ? 'mostly done' : 'mostly refused';
}

const bugsIn = ({ setup }: Scenario) =>
  ((setup.options[setup.system] as { bugs?: readonly string[] } | undefined)?.bugs ?? []).length;

const NAMES = [
  'deliver',
  'drop',
  'duplicate',
  'timeout',
  'heartbeat',
  'request',
  'retry',
  'crash',
  'restart',
];
const MORE_NAMES = [...NAMES, 'partition', 'heal', 'next', 'settle', 'expect', 'task', 'constructor', 'netx'];
const KEYS = [
  'node',
  'client',
  'op',
  'key',
  'value',
  'to',
  'from',
  'message',
  'groups',
  'count',
  'limit',
  'nth',
];
const MORE_KEYS = [
  ...KEYS,
  'id',
  'index',
  'reply',
  'violation',
  'store',
  'log',
  'role',
  'until',
  'solution',
  'do',
];

function oddAction(world: World, dice: Dice): unknown {
  if (dice.chance(0.05)) return oddest(dice);
  const action: Record<string, unknown> = { action: dice.chance(0.9) ? dice.of(MORE_NAMES) : oddest(dice) };
  const nodes = Object.keys(world.nodes);
  const likely: Record<string, unknown> = {
    ...{ node: dice.of(nodes), client: 'c1', op: 'put', key: 'a', value: '1', to: dice.of(nodes) },
    ...{ groups: [nodes.slice(0, 2), nodes.slice(2)], count: 2, limit: 50, nth: 1 },
  };
  for (let i = dice.below(4); i >= 0; i--) {
    const key = dice.of(MORE_KEYS) ?? 'node';
    action[key] = dice.chance(0.6) ? likely[key] : oddest(dice);
  }
  return action;
}

function oddValue(dice: Dice): unknown {
  const plain = [null, true, -1, 0, 1.5, NaN, 2 ** 53, '', 'n1', 'x'.repeat(5000), [], ['n1'], [[1]], {}];
  return dice.of([...plain, ...WORDS, [['n1'], ['n1']], { a: 1 }, { node: 'n1' }]);
}

/** A value that JSON cannot hold, or any other. */
function oddest(dice: Dice): unknown {
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  return dice.chance(0.9)
    ? oddValue(dice)
    : dice.of([cyclic, [cyclic], undefined, 10n, () => 1, Symbol('x')]);
}

// ---- What cases are made of ----

/** One of the files as a scenario, without what only its own page can show. */
function sample(dice: Dice, { files }: Samples): Scenario {
  for (;;) {
    const result = parseScenario(dice.of(files) ?? '');
    if (result.ok && !result.scenario.pair) return result.scenario;
  }
}

function sentence(message: string, of: string): void {
  if (
    message === '' ||
    message.length > LONGEST ||
    /\bundefined\b|\[object|NaN\b.*NaN/.test(message.replace(/"[^"]*"/g, ''))
  )
    throw wrong(`said "${message.slice(0, 200)}" (${message.length})`, of);
}

const wrong = (what: string, of: string) => new Error(`${what}\n${of.slice(0, 2000)}`);

/** The part of an action that JSON can show. */
function shallow(action: unknown): unknown {
  if (typeof action !== 'object' || action === null) return String(action);
  return Object.fromEntries(
    Object.entries(action).map(([key, value]) => [
      key,
      typeof value === 'string' || typeof value === 'number' ? value : '…',
    ]),
  );
}
