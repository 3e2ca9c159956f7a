import { expect, test } from 'vitest';
import { beginChecks, watch } from '../systems';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { act, type Act } from '../../src/lib/sim/act';
import { begin } from '../../src/lib/sim/begin';
import { pick } from '../../src/lib/sim/scheduler';

/** For each system: the node that takes over the lead, if there is a leader. */
const RUNS = { raft: 'n2', multipaxos: 'l2', gossip: null, single: null };

test.each(Object.entries(RUNS))(
  'of %s nobody is accused where the world before was worked out again: equal, but not the same',
  (name, challenger) => {
    const setup = { ...DEFAULT_SETUP, system: name, options: {} };
    const system = systemOf(setup);
    let { world } = begin(system, setup);
    let seen = beginChecks(world);
    let steps = 0;
    const done = (it: Act) => {
      const next = act(system, world, it).world;
      seen = watch(seen, structuredClone(world), next);
      world = next;
      steps++;
    };
    const deliver = (times: number) => {
      for (let i = 0; i < times; i++) {
        const message = pick(world);
        if (message) done({ action: 'deliver', id: message.id });
      }
    };
    deliver(40);
    if (challenger) done({ action: 'timeout', node: challenger });
    deliver(80);
    expect(steps).toBeGreaterThan(10);
    expect(seen.violations).toEqual([]);
  },
);
