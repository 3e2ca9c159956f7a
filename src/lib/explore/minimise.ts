import type { Outgoing } from '../protocol/message';
import type { System } from '../run/system';
import type { Setup } from '../protocol/setup';
import type { Action, Step } from '../sim/action';
import { act, type Act } from '../sim/act';
import { begin } from '../sim/begin';
import { findMessage, Refused } from '../sim/find';
import { deliverable } from '../sim/network';
import type { Scenario } from '../sim/scenario';
import { selectorFor } from '../sim/select';
import { unroll } from '../sim/step';
import type { World } from '../sim/world';
import { asked, type Asked } from './goal';
import { contentOf } from './local';
import type { Goal } from './options';

/** An act that describes its message by content, so that it keeps its meaning when earlier acts are left out. */
type Meant = Act | { readonly action: 'deliver' | 'drop' | 'duplicate'; readonly content: Outgoing };

/** The acts of a run, up to the world in which the goal was reached. */
interface Reaching {
  readonly setup: Setup;
  readonly acts: readonly Meant[];
  readonly steps: readonly Step[];
}

/**
 * A scenario that reaches a goal with fewer acts, requests and nodes: acts are left out, many at once and then
 * one by one (delta debugging, Zeller and Hildebrandt 2002), until none can be left out any more.
 *
 * @returns the scenario unchanged if it does not reach the goal
 */
export function minimiseWith(system: System, scenario: Scenario, goal: Goal): Scenario {
  const questions = asked(system, goal);
  const attempt = (setup: Setup, acts: readonly Meant[]) =>
    unlessRefused(() => reach(system, questions, setup, acts));
  const first = attempt(scenario.setup, actsOf(system, scenario));
  if (first === null) return scenario;
  let best = first;
  for (let before: Reaching | null = null; before !== best;) {
    before = best;
    best = fewerActs(best, attempt);
    best = firstOf(fewerRequests(best.setup), best, attempt);
    best = firstOf(fewerNodes(best.setup), best, attempt);
  }
  return { ...scenario, setup: best.setup, steps: best.steps };
}

type Attempt = (setup: Setup, acts: readonly Meant[]) => Reaching | null;

/** Leaves out series of acts, at first half of all, then ever shorter ones. */
function fewerActs(start: Reaching, attempt: Attempt): Reaching {
  let best = start;
  for (let size = Math.ceil(best.acts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let end = best.acts.length; end > 0; end -= size) {
      const { setup, acts } = best;
      const without = [...acts.slice(0, Math.max(0, end - size)), ...acts.slice(end)];
      best = attempt(setup, without) ?? best;
    }
  }
  return best;
}

/** The first set-up with which the acts still reach the goal, or else the old one. */
function firstOf(setups: Iterable<Setup>, best: Reaching, attempt: Attempt): Reaching {
  for (const setup of setups) {
    const found = attempt(setup, best.acts);
    if (found) return found;
  }
  return best;
}

/** The set-up with fewer clients, and with fewer requests of its clients. */
function* fewerRequests(setup: Setup): Generator<Setup> {
  const { numClients, requestsPerClient, clients } = setup;
  if (numClients > 0) {
    const left = clients.filter(({ id }) => id !== `c${numClients}`);
    yield { ...setup, numClients: numClients - 1, clients: left };
  }
  if (requestsPerClient > 0) {
    yield { ...setup, requestsPerClient: 0 };
    yield { ...setup, requestsPerClient: requestsPerClient - 1 };
  }
  for (const client of clients) {
    if (client.requests.length === 0) continue;
    const requests = client.requests.slice(0, -1);
    yield { ...setup, clients: clients.map((one) => (one === client ? { ...one, requests } : one)) };
  }
}

/**
 * The set-up with one node less, with a smaller number among its options, and without one of the messages that it puts in
 * flight.
 */
function* fewerNodes(setup: Setup): Generator<Setup> {
  const { numNodes, nodes, messages, options, system } = setup;
  const named = JSON.stringify([nodes, messages]);
  if (numNodes > 1 && !new RegExp(`"[a-z]${numNodes}"`).test(named))
    yield { ...setup, numNodes: numNodes - 1 };
  const own = options[system] ?? {};
  for (const [name, value] of Object.entries(own)) {
    if (typeof value !== 'number' || value <= 1) continue;
    yield { ...setup, options: { ...options, [system]: { ...own, [name]: value - 1 } } };
  }
  for (const message of messages) yield { ...setup, messages: messages.filter((one) => one !== message) };
}

/** Does the possible ones of some acts until the goal is reached; null: it is not. */
function reach(system: System, questions: Asked, setup: Setup, acts: readonly Meant[]): Reaching | null {
  let world = begin(system, setup).world;
  let memory = questions.begin([world]);
  const done: Meant[] = [];
  const steps: Step[] = [];
  for (const meant of acts) {
    if (questions.isReached(world, memory)) break;
    const single = inWorld(system, world, meant);
    const after = single && unlessRefused(() => act(system, world, single).world);
    if (!single || !after) continue;
    memory = memory && questions.follow(memory, world, after);
    world = after;
    done.push(meant);
    steps.push(single);
  }
  return questions.isReached(world, memory) ? { setup, acts: done, steps } : null;
}

/** The act in a world: on the oldest message with the same content; null: there is none. */
function inWorld(system: System, world: World, meant: Meant): Act | null {
  if (!('content' in meant)) return meant;
  const delivers = meant.action === 'deliver';
  const pool = delivers ? deliverable(world) : world.network.inFlight;
  const wanted = JSON.stringify(meant.content);
  const message = pool.find((one) => JSON.stringify(contentOf(one)) === wanted);
  return message ? { action: meant.action, ...selectorFor(system, world, message, delivers) } : null;
}

/** null: it cannot be done, or names a node that does not exist. */
function unlessRefused<T>(attempt: () => T): T | null {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}

/** The single acts of a scenario's steps that can be done. Expectations are left out. */
function actsOf(system: System, { setup, steps }: Scenario): Meant[] {
  let world = begin(system, setup).world;
  return steps.flatMap(({ note: _note, ...action }) => {
    if (action.action === 'expect') return [];
    const { done } = unroll(system, world, action as Action);
    return done.map(({ act: single, world: after }) => {
      const meant = meaning(system, world, single);
      world = after;
      return meant;
    });
  });
}

function meaning(system: System, world: World, single: Act): Meant {
  const { action } = single;
  if (action !== 'deliver' && action !== 'drop' && action !== 'duplicate') return single;
  return { action, content: contentOf(findMessage(system, world, single, action === 'deliver')) };
}
