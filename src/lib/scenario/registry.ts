import type { System } from '../run/system';

/** The systems that can run, by the name that `system` has in a scenario: each is fetched when it is first asked for. */
export const REGISTRY = {
  raft: { title: 'Raft', load: async () => (await import('./systems/raft')).raft },
  multipaxos: { title: 'MultiPaxos', load: async () => (await import('./systems/multipaxos')).multipaxos },
  single: { title: 'Single server', load: async () => (await import('./systems/single')).single },
  gossip: { title: 'Gossip', load: async () => (await import('./systems/gossip')).gossip },
} satisfies Readonly<Record<string, { readonly title: string; load(): Promise<System> }>>;

export type SystemName = keyof typeof REGISTRY;

export const SYSTEM_NAMES = Object.keys(REGISTRY) as readonly SystemName[];

export const isSystemName = (name: unknown): name is SystemName =>
  typeof name === 'string' && Object.hasOwn(REGISTRY, name);

/** Fetches a system. Rejects where the network is down and it was never fetched, and where there is no such system. */
export async function loadSystem(name: string): Promise<System> {
  if (!isSystemName(name)) throw new Error(`there is no system ${name}`);
  return REGISTRY[name].load();
}
