import { they, type Reaches, type Reason } from '../../protocol/lack';
import type { ActorId } from '../../protocol/message';
import type { Environment } from '../environment';
import type { RaftState } from '../state';

/** What lacks are read from. */
export interface Scene {
  readonly nodes: Readonly<Record<ActorId, RaftState>>;
  readonly environment: Environment;
  readonly reaches: Reaches;
}

/** The other servers as `id` finds them. */
export interface Others {
  readonly crashed: readonly RaftState[];
  readonly cutOff: readonly RaftState[];
  /** Up, and messages pass. */
  readonly present: readonly RaftState[];
}

export function othersOf({ nodes, environment, reaches }: Scene, id: ActorId): Others {
  const others = environment.servers
    .filter((other) => other !== id)
    .map((other) => nodes[other] as RaftState);
  const up = others.filter(({ alive }) => alive);
  return {
    crashed: others.filter(({ alive }) => !alive),
    cutOff: up.filter((other) => !reaches(id, other.id)),
    present: up.filter((other) => reaches(id, other.id)),
  };
}

export function needed({ environment: { decide, servers } }: Scene): number {
  return decide.quorum(servers.length);
}

/** Whoever cannot be asked now, and how many of them must come back before there can be a majority again. */
export function absences(scene: Scene, id: ActorId, rule: string): Reason[] {
  const { crashed, cutOff, present } = othersOf(scene, id);
  const missing = needed(scene) - present.length - 1;
  const reasons: Reason[] = [
    { on: idsOf(crashed), why: `${they(idsOf(crashed), 'is', 'are')} crashed.`, rule: null },
    {
      on: idsOf(cutOff),
      why: `${they(idsOf(cutOff), 'is', 'are')} cut off from ${id} by the partition.`,
      rule: null,
    },
  ].filter(({ on }) => on.length > 0);
  if (missing <= 0) return reasons;
  const here = `${id} has ${present.length + 1} of ${count(scene.environment.servers.length)} with it, and a majority is ${needed(scene)}`;
  const why = `${here}: it waits until ${missing === 1 ? 'one more comes' : `${missing} more come`} back.`;
  return [...reasons, { on: [...idsOf(crashed), ...idsOf(cutOff)], why, rule }];
}

export const idsOf = (nodes: readonly RaftState[]): ActorId[] => nodes.map(({ id }) => id);

export const count = (servers: number): string => (servers === 1 ? '1 server' : `${servers} servers`);
