import fc from 'fast-check';
import { expect, it } from 'vitest';
import { start, step } from '../../src/lib/index';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { actionFor, choices } from './schedule';

it.each(['raft', 'multipaxos', 'single', 'gossip'])(
  '%s names as timers those that it does not refuse to fire',
  (name) => {
    fc.assert(
      fc.property(choices(30), (chosen) => {
        let world = start({ setup: { ...DEFAULT_SETUP, system: name }, steps: [] });
        const system = systemOf(world.setup);
        for (const choice of chosen) {
          const done = step(world, actionFor(world, choice));
          if (done.ok) world = done.world;
          for (const node of Object.values(world.nodes).filter(({ alive }) => alive)) {
            const fires = [
              ...('refused' in system.timeout(node, world.setup) ? [] : ['election']),
              ...('refused' in system.heartbeat(node, world.setup) ? [] : ['heartbeat']),
            ];
            expect([...system.timers(node)].sort()).toEqual(fires);
          }
        }
      }),
      { numRuns: 15 },
    );
  },
);
