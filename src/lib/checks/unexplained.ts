/** Linearizability of what the clients saw, checked step by step along a run. */
import type { Operation } from '../kv/client';
import { operations } from '../sim/inspect';
import type { World } from '../sim/world';
import { hearClients, replay, type Applied, type History } from './history';
import { checkLinearizable, type Verdict } from './linearizability';

/** The budget of one step: some hundredths of a second. A history that needs more is not a violation. */
const BUDGET = { steps: 200_000, characters: 2_000_000 };

/** What a system's checks know beside the clients' histories. */
interface Known {
  /** The applied entries by index or slot. Their order explains the answers unless something is wrong. */
  readonly applied: Applied;
  /** Whether a repeated request is done only once. */
  readonly sessionsOn: boolean;
  /** Whether to skip a key: nothing is promised for it, or it has been reported. */
  passOver(key: string): boolean;
  /** The set-up's own writes to a key, as operations without a client. */
  begunOperations(key: string): readonly Operation[];
}

/** A key with answers that no order of the operations explains. */
interface Unexplained {
  readonly key: string;
  readonly verdict: Verdict & { readonly ok: false };
}

/**
 * Searches for an order of the operations on a key when an answer arrives that the applied order does not explain.
 *
 * @param before the last world seen; null: none
 */
export function unexplained(
  before: World | null,
  world: World,
  known: Known,
  so: History,
): { history: History; found: readonly Unexplained[] } {
  const replayed = replay(so, known.applied, known.sessionsOn);
  const { history, search } = hearClients(replayed, before, world);
  const found = search.flatMap((key): Unexplained[] => {
    if (known.passOver(key)) return [];
    const asked = operations(world).filter((operation) => operation.key === key);
    const verdict = checkLinearizable([...known.begunOperations(key), ...asked], undefined, BUDGET);
    return verdict.ok === false ? [{ key, verdict }] : [];
  });
  return { history, found };
}
