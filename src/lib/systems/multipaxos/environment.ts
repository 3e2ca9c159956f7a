import type { ActorId } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import { decisionsWith } from './bugs';
import type { Decisions } from './decisions';
import { paxosOptions } from './options';

/** What every node knows from the set-up: the nodes, and the decisions. */
export interface Environment {
  readonly acceptors: readonly ActorId[];
  readonly leaders: readonly ActorId[];
  readonly replicas: readonly ActorId[];
  readonly decide: Decisions;
}

/** One environment for each set-up: a set-up never changes during a run. */
const known = new WeakMap<Setup, Environment>();

export function environmentOf(setup: Setup): Environment {
  const found = known.get(setup);
  if (found) return found;
  const { numAcceptors, numReplicas, bugs } = paxosOptions(setup);
  const environment = {
    acceptors: idsOf('a', numAcceptors),
    leaders: idsOf('l', 2),
    replicas: idsOf('r', numReplicas),
    decide: decisionsWith(bugs),
  };
  known.set(setup, environment);
  return environment;
}

function idsOf(letter: string, count: number): readonly ActorId[] {
  return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`);
}

/** In display order, leaders first: their messages go to acceptors, then to replicas. */
export function nodeIds(setup: Setup): readonly ActorId[] {
  const { acceptors, leaders, replicas } = environmentOf(setup);
  return [...leaders, ...acceptors, ...replicas];
}
