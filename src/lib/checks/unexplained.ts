/** Linearizability of what the clients saw, followed along a run. */
import type { Operation } from '../kv/client';
import { operations } from '../sim/inspect';
import type { World } from '../sim/world';
import { hearClients, replay, type Applied, type History } from './history';
import { checkLinearizable, type Verdict } from './linearizability';

/** What a search may use up in one step: some hundredths of a second. Beyond it nobody is accused. */
const BUDGET = { steps: 200_000, characters: 2_000_000 };

/** What a system's checks know of a run beside its clients. */
export interface Known {
  /** What is applied, by index or slot: the order that explains the answers, unless something is wrong. */
  readonly applied: Applied;
  /** Whether a repeated request is done once. */
  readonly sessionsOn: boolean;
  /** Whether nothing is promised, or nobody need be asked again, for a key. */
  passOver(key: string): boolean;
  /** What the set-up itself does to a key, as operations that no client made. */
  begunOperations(key: string): readonly Operation[];
}

/** A key whose answers no order of the operations explains. */
export interface Unexplained {
  readonly key: string;
  readonly verdict: Verdict & { readonly ok: false };
}

/**
 * Looks for an order of the operations on a key, when one was answered and the order of what is applied does not explain it.
 *
 * @param before the world seen last; null: none.
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
