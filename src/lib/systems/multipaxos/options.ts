import type { Setup } from '../../protocol/setup';

/** The `[multipaxos]` table, in camelCase. */
interface PaxosOptions {
  readonly numAcceptors: number;
  readonly numReplicas: number;
  readonly bugs: readonly string[];
}

export const DEFAULT_PAXOS_OPTIONS: PaxosOptions = { numAcceptors: 3, numReplicas: 2, bugs: [] };

export function paxosOptions(setup: Setup): PaxosOptions {
  return { ...DEFAULT_PAXOS_OPTIONS, ...(setup.options['multipaxos'] as Partial<PaxosOptions> | undefined) };
}
