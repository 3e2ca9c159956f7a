/** Paths of a timeline, each made from one number, as the stepper has them. */
import type { ProtocolEvent } from '../../src/lib/protocol/event';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { begin } from '../../src/lib/sim/begin';
import type { Moment } from '../../src/lib/run/tree';
import type { Run } from '../../src/lib/picture/diagram/excerpt';
import { runSchedule } from './schedules';

/** The run of a seed's schedule, shown at a share of its length. */
export function runOf(seed: number, acts: number, share = 1): Run {
  const { setup, moves } = runSchedule(seed, acts);
  const system = systemOf(setup);
  const start = begin(system, setup);
  const path: Moment[] = [start, ...moves.map(({ after, events }) => ({ world: after, events }))].map(
    ({ world, events }, id) => ({
      id,
      parent: id === 0 ? null : id - 1,
      act: null,
      ...{ note: null, of: null, after: [], lastNote: -1 },
      world,
      events: events as readonly ProtocolEvent[],
      seen: null,
    }),
  );
  return { system, path, present: Math.round((path.length - 1) * share), violations: [] };
}
