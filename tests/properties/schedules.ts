/**
 * Whole runs from one number: a set-up, and a schedule of all that can happen to it. Faster than drawing each choice by
 * fast-check. A failing run is shrunk as a scenario, by leaving out steps.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Act } from '../../src/lib/sim/act';
import { beginChecks, watch } from '../systems';
import {
  enabled,
  formatScenario,
  parseScenario,
  play,
  start,
  step,
  type Action,
  type Scenario,
  type Step,
  type World,
} from '../../src/lib/index';
import type { NodeSetup, Setup } from '../../src/lib/protocol/setup';
import type { RaftState } from '../../src/lib/systems/raft/state';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { deliverable } from '../../src/lib/sim/network';
import { selectorFor } from '../../src/lib/sim/select';
import { setupOf } from '../paper/bench';

/** Random numbers from one seed (mulberry32). */
export class Dice {
  constructor(private state: number) {}

  /** From 0 (included) to 1 (excluded). */
  roll(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below = (n: number): number => Math.floor(this.roll() * n);
  chance = (p: number): boolean => this.roll() < p;
  of = <T>(list: readonly T[]): T | undefined => list[this.below(list.length)];
}

/**
 * How often each kind of act is tried, in parts. An act that cannot be done is replaced by a delivery, or by one that can.
 */
type Weather = Readonly<Record<Act['action'], number>>;

const CALM: Weather = {
  ...{ deliver: 76, timeout: 1, heartbeat: 6, request: 8, retry: 2, drop: 2, duplicate: 2 },
  ...{ crash: 0.5, restart: 0.5, partition: 0.3, heal: 0.7 },
};

/** Some schedules are calm, so that much is committed; in others one kind of fault dominates. */
const WEATHERS: Readonly<Record<string, Weather>> = {
  calm: CALM,
  busy: { ...CALM, request: 16, retry: 4 },
  lapses: { ...CALM, deliver: 70, timeout: 5, crash: 1, restart: 2 },
  mixed: {
    ...CALM,
    deliver: 58,
    timeout: 7,
    crash: 3,
    restart: 4,
    partition: 2,
    heal: 3,
    drop: 5,
    duplicate: 5,
  },
  elections: { ...CALM, deliver: 64, timeout: 20 },
  lossy: { ...CALM, deliver: 60, drop: 20, heartbeat: 14 },
  repeating: { ...CALM, deliver: 66, duplicate: 16, retry: 6 },
  crashes: { ...CALM, deliver: 64, timeout: 8, crash: 8, restart: 9 },
  partitions: { ...CALM, deliver: 64, timeout: 8, partition: 6, heal: 4 },
};

function kindIn(weather: Weather, dice: Dice): keyof Weather {
  const kinds = Object.keys(weather) as (keyof Weather)[];
  let left = dice.roll() * kinds.reduce((sum, kind) => sum + weather[kind], 0);
  return kinds.find((kind) => (left -= weather[kind]) < 0) ?? 'deliver';
}

/** A schedule's next act in this world; null: the chosen act cannot be done. */
function choose(world: World, weather: Weather, inOrder: number, dice: Dice): Action | null {
  if (dice.chance(0.005)) return dice.of(enabled(world)) ?? null;
  const kind = kindIn(weather, dice);
  const found = actOf(world, kind, dice) ?? deliver(world, inOrder, dice);
  return (
    found ?? actOf(world, dice.of(['timeout', 'heartbeat', 'request', 'restart'] as const) ?? 'timeout', dice)
  );
}

function deliver(world: World, inOrder: number, dice: Dice): Action | null {
  const messages = deliverable(world);
  const message = dice.chance(inOrder) ? messages[0] : dice.of(messages);
  return message ? { action: 'deliver', id: message.id } : null;
}

const OPERATIONS = ['put', 'get', 'delete'] as const;

function actOf(world: World, kind: keyof Weather, dice: Dice): Action | null {
  const nodes = Object.values(world.nodes) as RaftState[];
  const clients = Object.values(world.clients);
  const nodeFor = (
    action: 'timeout' | 'heartbeat' | 'crash' | 'restart',
    fits: (node: RaftState) => boolean,
  ) => {
    const node = dice.of(nodes.filter(fits))?.id;
    return node === undefined ? null : { action, node };
  };
  const to = dice.chance(0.7) ? {} : { to: dice.of(nodes)?.id ?? 'n1' };
  switch (kind) {
    case 'timeout':
      return nodeFor(kind, ({ alive, role }) => alive && role !== 'leader');
    case 'heartbeat':
      return nodeFor(kind, ({ alive, role }) => alive && role === 'leader');
    case 'crash':
      return nodeFor(kind, ({ alive }) => alive);
    case 'restart':
      return nodeFor(kind, ({ alive }) => !alive);
    case 'drop':
    case 'duplicate': {
      const id = dice.of(world.network.inFlight)?.id;
      return id === undefined ? null : { action: kind, id };
    }
    case 'request': {
      const client = dice.of(clients.filter(({ waiting }) => !waiting))?.id;
      const op = dice.of(OPERATIONS) ?? 'get';
      const asked = {
        op,
        key: dice.of(world.setup.keys) ?? 'a',
        ...(op === 'put' && { value: `v${dice.below(9)}` }),
      };
      return client === undefined ? null : { action: kind, client, ...asked, ...to };
    }
    case 'retry': {
      const client = dice.of(clients.filter(({ waiting }) => waiting))?.id;
      return client === undefined ? null : { action: kind, client, ...to };
    }
    case 'partition': {
      const groups: string[][] = [[], [], []];
      const names = [
        ...nodes.map(({ id }) => id),
        ...clients.map(({ id }) => id).filter(() => dice.chance(0.3)),
      ];
      for (const name of names) groups[dice.below(dice.chance(0.8) ? 2 : 4)]?.push(name);
      return { action: kind, groups: groups.filter((group) => group.length > 0) };
    }
    case 'heal':
      return world.network.groups === null ? null : { action: kind };
    case 'deliver':
      return null;
  }
}

/** Set-ups of 1 to 9 nodes with every option; a third begin in the middle of another run. */
export function setupFrom(dice: Dice): Setup {
  const setup = setupOf({
    numNodes: 1 + dice.below(9),
    numClients: dice.below(5),
    requestsPerClient: dice.below(6),
    keys: ['a', 'b', 'c'].slice(0, 1 + dice.below(3)),
    seed: dice.below(2 ** 31),
    raft: {
      autoStart: dice.chance(0.7),
      replication: dice.chance(0.5) ? 'synchronous' : 'pipelined',
      commitNotification: dice.chance(0.5),
      leaderNoop: dice.chance(0.5),
      clientSessions: dice.chance(0.5),
    },
  });
  if (dice.chance(2 / 3)) return setup;
  const { world } = wander(start({ setup, steps: [] }), dice, 120);
  return { ...setup, nodes: (Object.values(world.nodes) as RaftState[]).map(asBegun) };
}

function asBegun({ id, currentTerm, votedFor, role, commitIndex, log }: RaftState): NodeSetup {
  const entries = log.map(({ term, op, key, value }) =>
    op === 'noop' ? { term, op } : { term, op, key, ...(value !== undefined && { value }) },
  );
  return { id, term: currentTerm, votedFor, role, commitIndex, log: entries };
}

/** A single act, the world before, and its outcome. */
export interface Moved {
  readonly before: World;
  readonly action: Action;
  readonly after: World;
  readonly events: readonly { readonly type: string; readonly rule?: string | undefined }[];
}

/** Does `acts` random acts. */
export function wander(
  from: World,
  dice: Dice,
  acts: number,
  see: (moved: Moved) => void = () => undefined,
  weather: Weather = WEATHERS[dice.of(Object.keys(WEATHERS)) ?? 'calm'] ?? CALM,
): { readonly world: World } {
  let world = from;
  const inOrder = dice.of([0, 0.3, 0.8]) ?? 0;
  for (let done = 0, tries = 0; done < acts && tries < acts * 3; tries++) {
    const action = choose(world, weather, inOrder, dice);
    const result = action && step(world, action);
    if (!action || !result?.ok || result.world === world) continue;
    see({ before: world, action, after: result.world, events: result.events });
    world = result.world;
    done++;
  }
  return { world };
}

export interface Failure {
  /** A promise's name, `replay`, `undo`, or what was thrown. */
  readonly broken: string;
  readonly step: number;
  readonly message: string;
}

export interface Ran {
  readonly seed: number;
  readonly setup: Setup;
  readonly moves: readonly Moved[];
  readonly last: World;
  readonly failure: Failure | null;
}

/** Runs the schedule of a seed with the checks at every step. `bugs` are for proving that violations are found. */
export function runSchedule(seed: number, acts: number, bugs: readonly string[] = []): Ran {
  const dice = new Dice(seed);
  const sound = setupFrom(dice);
  const setup = { ...sound, options: { ...DEFAULT_SETUP.options, raft: { ...sound.options['raft'], bugs } } };
  const moves: Moved[] = [];
  let checks = beginChecks(start({ setup, steps: [] }));
  let last = start({ setup, steps: [] });
  try {
    wander(last, dice, acts, (moved) => {
      moves.push(moved);
      last = moved.after;
      checks = watch(checks, moved.before, moved.after);
      if (checks.violations.length > 0) throw STOP;
    });
  } catch (error) {
    if (error !== STOP) return { seed, setup, moves, last, failure: thrown(error, last.step) };
  }
  const [first] = checks.violations;
  const failure = first ? { broken: first.invariant, step: first.step, message: first.message } : null;
  return { seed, setup, moves, last, failure };
}

const STOP = new Error('a promise is broken');

function thrown(error: unknown, at: number): Failure {
  const message = error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error);
  return { broken: 'threw', step: at, message };
}

/** A run's acts as a file has them: messages by their fields, not by id. */
export function stepsOf({ moves }: Pick<Ran, 'moves'>): Step[] {
  return moves.map(({ before, action }) => {
    if (!('id' in action) || action.action === 'expect') return action;
    const message = before.network.inFlight.find(({ id }) => id === action.id);
    if (!message) return action;
    const { action: name } = action;
    return { action: name, ...selectorFor(systemOf(before.setup), before, message, name === 'deliver') };
  });
}

/** Writes a run as TOML, parses it and plays it: the run must be the same. */
export function replayed(ran: Ran): Failure | null {
  const scenario: Scenario = { setup: ran.setup, steps: stepsOf(ran) };
  const parsed = parseScenario(formatScenario(scenario));
  const fails = (message: string): Failure => ({ broken: 'replay', step: ran.last.step, message });
  if (!parsed.ok)
    return fails(`formatScenario wrote what parseScenario refuses: ${JSON.stringify(parsed.errors)}`);
  if (!isDeepStrictEqual(plain(parsed.scenario), plain(scenario)))
    return fails('parseScenario reads another scenario than formatScenario wrote');
  const run = play(parsed.scenario);
  if (run.failure) return fails(`the replay stops: ${run.failure.message}`);
  if (!isDeepStrictEqual(plain(run.worlds.at(-1)), plain(ran.last)))
    return fails('the replay ends in another world');
  return null;
}

/**
 * Steps back to some moments of a run: each must be as it was (`printed` then), and the same act must lead to the same
 * world.
 */
export function undone(
  ran: Ran,
  kept: readonly { readonly at: number; readonly printed: string }[],
): Failure | null {
  for (const { at, printed } of kept) {
    const moved = ran.moves[at];
    if (!moved) continue;
    const fails = (message: string): Failure => ({ broken: 'undo', step: at, message });
    if (JSON.stringify(moved.before) !== printed) return fails(`the world at step ${at} was changed later`);
    const again = step(moved.before, moved.action);
    if (!again.ok || JSON.stringify(again.world) !== JSON.stringify(moved.after))
      return fails(`the same act from step ${at} leads to another world`);
  }
  return null;
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Plays steps, skipping those that cannot be done, until a promise breaks. */
function playSome(setup: Setup, steps: readonly Step[]): { done: Step[]; broken: string | null } {
  const done: Step[] = [];
  let world = start({ setup, steps: [] });
  let checks = beginChecks(world);
  try {
    for (const one of steps) {
      if (checks.violations.length > 0) break;
      const result = step(world, one);
      if (!result.ok) continue;
      done.push(one);
      checks = watch(checks, world, result.world);
      world = result.world;
    }
  } catch {
    return { done, broken: 'threw' };
  }
  return { done, broken: checks.violations[0]?.invariant ?? null };
}

/**
 * Shrinks a failing run to a short scenario: leaves out steps, many at once and then one by one, as long as it still
 * fails.
 */
export function shrink(ran: Ran): string {
  const { setup, failure } = ran;
  let steps = stepsOf(ran);
  const fails = (some: readonly Step[]) => {
    const { done, broken } = playSome(setup, some);
    return broken !== null && broken === failure?.broken ? done : null;
  };
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = steps.length - size; at > -size; at -= size) {
      const without = [...steps.slice(0, Math.max(0, at)), ...steps.slice(Math.max(0, at + size))];
      if (without.length < steps.length) steps = fails(without) ?? steps;
    }
  }
  const expected: Step[] =
    failure && failure.broken !== 'threw' ? [{ action: 'expect', violation: failure.broken }] : [];
  return formatScenario({ setup, steps: [...steps, ...expected] });
}

/** The report of a failing schedule: its seed, what broke, and the scenario that shows it. */
export function report(ran: Ran, failure: Failure): string {
  const told = `Schedule ${ran.seed} broke ${failure.broken} at step ${failure.step}: ${failure.message}`;
  if (failure.broken === 'replay' || failure.broken === 'undo')
    return `${told}\n\n# The run:\n${formatScenario({ setup: ran.setup, steps: stepsOf(ran) })}`;
  return `${told}\n\n# Shrunk to:\n${shrink({ ...ran, failure })}`;
}

/** Counts of what was tried. */
export interface Tally {
  schedules: number;
  steps: number;
  replays: number;
  begun: number;
  readonly actions: Record<string, number>;
  readonly rules: Record<string, number>;
  readonly events: Record<string, number>;
  readonly nodes: Record<string, number>;
}

export const newTally = (): Tally => ({
  ...{ schedules: 0, steps: 0, replays: 0, begun: 0 },
  ...{ actions: {}, rules: {}, events: {}, nodes: {} },
});

/** Runs one schedule with all checks, and counts it. Throws a report if anything fails. */
export function tryOut(tally: Tally, seed: number, acts: number, replay: boolean): Ran {
  const ran = runSchedule(seed, acts);
  const kept = [0.2, 0.5, 0.9].flatMap((part) => {
    const at = Math.floor(ran.moves.length * part);
    const before = ran.moves[at]?.before;
    return before ? [{ at, printed: JSON.stringify(before) }] : [];
  });
  count(tally.nodes, String(ran.setup.numNodes));
  tally.schedules++;
  tally.steps += ran.moves.length;
  if (ran.setup.nodes.length > 0) tally.begun++;
  for (const { action, events } of ran.moves) {
    count(tally.actions, action.action);
    for (const { type, rule } of events) {
      count(tally.events, type);
      if (rule !== undefined) count(tally.rules, rule);
    }
  }
  if (replay && !ran.failure) tally.replays++;
  const failure = ran.failure ?? (replay ? (replayed(ran) ?? undone(ran, kept)) : null);
  if (failure) throw new Error(report(ran, failure));
  return ran;
}

function count(into: Record<string, number>, name: string): void {
  into[name] = (into[name] ?? 0) + 1;
}
