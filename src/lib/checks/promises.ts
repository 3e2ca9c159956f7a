import { PROMISES as raftPromises } from './raft/promises';
import type { Promises } from './violation';

/** By the name that `system` has in a scenario: Raft's from the start, the others' with them (`scenario/registry.ts`). */
export const PROMISES: Record<string, Promises> = { raft: raftPromises };

/** What a system promises, by the names that `expect violation` takes. */
export const promisesOf = (system: string): Promises =>
  (Object.hasOwn(PROMISES, system) ? PROMISES[system] : undefined) ?? {};

/** A promise's name as a sentence begins with it: "Election safety". */
export function promiseTitle(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
