import { keysOf } from '../protocol/known';
import type { System } from '../run/system';

/** The systems, by the name that `system` has in a scenario. Each is loaded on demand. */
export const REGISTRY = {
  raft: { title: 'Raft', load: async () => (await import('./systems/raft')).raft },
  multipaxos: { title: 'MultiPaxos', load: async () => (await import('./systems/multipaxos')).multipaxos },
  single: { title: 'Single server', load: async () => (await import('./systems/single')).single },
  gossip: { title: 'Gossip', load: async () => (await import('./systems/gossip')).gossip },
} satisfies Readonly<Record<string, { readonly title: string; load(): Promise<System> }>>;

export type SystemName = keyof typeof REGISTRY;

export const SYSTEM_NAMES = keysOf(REGISTRY);

export const isSystemName = (name: unknown): name is SystemName =>
  typeof name === 'string' && Object.hasOwn(REGISTRY, name);

/** Loads a system. Rejects if it cannot be fetched, or if there is no such system. */
export async function loadSystem(name: string): Promise<System> {
  if (!isSystemName(name)) throw new Error(`there is no system ${name}`);
  return REGISTRY[name].load();
}
