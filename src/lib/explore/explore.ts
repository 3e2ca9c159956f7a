import { itemAt, required } from '../protocol/known';
import type { System } from '../run/system';
import type { Step } from '../sim/action';
import { act, type Act } from '../sim/act';
import { deliverable } from '../sim/network';
import type { Scenario } from '../sim/scenario';
import { selectorFor } from '../sim/select';
import type { World } from '../sim/world';
import { contentOf } from './local';
import { TO_MESSAGE, type Moves } from './moves';
import type { ExploreOptions, ExploreResult } from './options';
import { Search, type Ended } from './search';
import { collisionChance } from './seen';

/** How many worlds are expanded between two looks at the clock. */
const AT_ONCE = 1024;
const MEGABYTE = 2 ** 20;
const MEGABYTES = 512;

/** Where a search starts: a scenario, the worlds of its run, and the system. */
export interface Subject {
  readonly system: System;
  readonly scenario: Scenario;
  readonly worlds: readonly World[];
}

/** Searches to the end or to a bound. @param seconds a clock that never goes back */
export function exploreFrom(subject: Subject, options: ExploreOptions, seconds: () => number): ExploreResult {
  const search = new Search(subject.system, subject.worlds, options);
  const end = seconds() + (options.seconds ?? Infinity);
  while (search.ended === null) {
    search.run(AT_ONCE);
    search.stop(bound(search, options, seconds() >= end));
  }
  return resultOf(subject, search);
}

/** The bound that a search has reached; null: none. */
export function bound(search: Search, options: ExploreOptions, late: boolean): Ended {
  if (search.bytes >= (options.megabytes ?? MEGABYTES) * MEGABYTE) return 'memory';
  return late ? 'seconds' : null;
}

/** The result of a search so far. */
export function resultOf(subject: Subject, search: Search): ExploreResult {
  const path = search.found < 0 ? null : search.pathTo(search.found);
  const { ended, states, generated, bytes, depth } = search;
  return {
    found: path && withActs(subject, search.moves, path),
    length: path?.length ?? null,
    states,
    generated,
    depth,
    complete: ended === 'exhausted',
    stoppedBy: ended === 'exhausted' ? null : ended,
    collision: collisionChance(states),
    bytes,
  };
}

/** The scenario with the acts of a path added, as steps that select their messages as people do. */
export function withActs(
  { system, scenario, worlds }: Subject,
  moves: Moves,
  path: readonly number[],
): Scenario {
  let world = itemAt(worlds, -1);
  const steps = path.map((code): Step => {
    const step = moves.others[-1 - code]?.act ?? onMessage(system, world, moves, code);
    world = act(system, world, step).world;
    return step;
  });
  return { ...scenario, steps: [...scenario.steps, ...steps] };
}

/** An act on a message: on the oldest of those that are equal for the search. */
function onMessage(system: System, world: World, { local }: Moves, code: number): Act {
  const action = itemAt(TO_MESSAGE, code % 3);
  const delivers = action === 'deliver';
  const pool = delivers ? deliverable(world) : world.network.inFlight;
  const number = Math.floor(code / 3);
  const message = required(
    pool.find((one) => local.messages.number(contentOf(one)) === number),
    'the message',
  );
  return { action, ...selectorFor(system, world, message, delivers) };
}
