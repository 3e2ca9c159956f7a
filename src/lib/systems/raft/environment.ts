import type { ActorId } from '../../protocol/message';
import type { Setup } from '../../protocol/setup';
import { decisionsWith } from './bugs';
import type { Decisions } from './decisions';
import { raftOptions, type RaftOptions } from './options';

/** What every node knows from the set-up: the servers, the options, and the decisions. */
export interface Environment {
  readonly servers: readonly ActorId[];
  readonly options: RaftOptions;
  readonly decide: Decisions;
}

/** One environment for each set-up: a set-up never changes during a run. */
const known = new WeakMap<Setup, Environment>();

export function environmentOf(setup: Setup): Environment {
  const found = known.get(setup);
  if (found) return found;
  const options = raftOptions(setup);
  const environment = { servers: serverIds(setup), options, decide: decisionsWith(options.bugs) };
  known.set(setup, environment);
  return environment;
}

export function serverIds(setup: Setup): readonly ActorId[] {
  return Array.from({ length: setup.numNodes }, (_, i) => `n${i + 1}`);
}
