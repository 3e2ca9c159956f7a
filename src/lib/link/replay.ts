/** Replays the run of a link, and compares it with the digests of the run that the link was made of. */
import { playingPair, setupOf } from '../run/pair/pair';
import { systemOf } from '../scenario/all-systems';
import { play, playing } from '../scenario/run';
import { collect } from '../sim/collect';
import type { Scenario } from '../sim/scenario';
import type { World } from '../sim/world';
import { digestsOf, strideOf } from './digest';

/** What a run shows after an act: one world, or of a pair two. */
type Snapshot = readonly World[];

/** A replayed run: what there is to see after each act (of a pair: after each step), beginning with the start. */
export interface Replay {
  readonly snapshots: readonly Snapshot[];
  /** Why it ended early; null: it did not. */
  readonly failure: string | null;
}

/** Plays a scenario, and yields how many acts are done. Returns null if it was stopped. */
export function* replaying(scenario: Scenario): Generator<number, Replay | null, boolean | undefined> {
  const snapshots: Snapshot[] = [];
  const moments = momentsOf(scenario);
  for (let next = moments.next(); ; next = moments.next()) {
    if (next.done) return { snapshots, failure: next.value };
    snapshots.push(next.value);
    if (yield snapshots.length - 1) return null;
  }
}

/** Plays a scenario at once. */
export function replayed(scenario: Scenario): Replay {
  const { items: snapshots, result: failure } = collect(momentsOf(scenario));
  return { snapshots, failure };
}

const momentsOf = (scenario: Scenario) => (scenario.pair ? ofPair(scenario) : ofOne(scenario));

function* ofOne(scenario: Scenario): Generator<Snapshot, string | null> {
  const acts = playing(scenario);
  let next = acts.next();
  for (; !next.done; next = acts.next()) yield [next.value.world];
  return next.value?.message ?? null;
}

function* ofPair(scenario: Scenario): Generator<Snapshot, string | null> {
  const moments = playingPair(scenario, [
    systemOf(setupOf(scenario, 'left')),
    systemOf(setupOf(scenario, 'right')),
  ]);
  let next = moments.next();
  for (; !next.done; next = moments.next()) yield [next.value.left.world, next.value.right.world];
  return next.value;
}

/** How far a replay agrees with the shared run, in acts; null: to the end. */
export function agreesUntil({ snapshots }: Replay, acts: number, digests: readonly string[]): number | null {
  const found = digestsOf(snapshots);
  const different = digests.findIndex((digest, i) => digest !== found[i]);
  if (different < 0 && snapshots.length - 1 === acts) return null;
  return Math.min((different < 0 ? digests.length : different) * strideOf(acts), snapshots.length - 1);
}

/** The scenario without the steps that go beyond this many acts. */
export function cutAfter(scenario: Scenario, acts: number): Scenario {
  const { pair } = scenario;
  if (pair) return { ...scenario, pair: { ...pair, steps: pair.steps.slice(0, acts) } };
  return { ...scenario, steps: scenario.steps.slice(0, tablesWithin(scenario, acts)) };
}

/** How many of the step tables are done within this many acts. */
function tablesWithin(scenario: Scenario, acts: number): number {
  const actsOf = (tables: number) =>
    play({ ...scenario, steps: scenario.steps.slice(0, tables) }).worlds.length - 1;
  let least = 0;
  let most = scenario.steps.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (actsOf(middle) <= acts) least = middle;
    else most = middle - 1;
  }
  return least;
}
