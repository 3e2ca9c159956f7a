// What a system says of nodes that its rules treat alike is true: after two of them swap names, all goes on as before.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckState } from '../../src/lib/checks/violation';
import { orderedText } from '../../src/lib/explore/intern';
import { contentOf, timeless } from '../../src/lib/explore/local';
import { rename, renameGroups, type Renaming } from '../../src/lib/explore/symmetry';
import { enabled, step, type Action, type World } from '../../src/lib/index';
import { systemOf } from '../../src/lib/scenario/all-systems';
import { beginChecks, watch } from '../systems';
import { anySystem, openEnded, walk } from './random-walk';

/** A world with nodes renamed. Nodes stay in the order in which the system has them. */
function renamedWorld(world: World, renaming: Renaming): World {
  const after = rename({ ...world, setup: null }, renaming) as World;
  const nodes = Object.fromEntries(Object.keys(world.nodes).map((id) => [id, after.nodes[id]!]));
  return { ...after, setup: world.setup, nodes };
}

/** What a search tells worlds apart by. */
const textOf = (
  { nodes, clients, network, clientsBegan }: World,
  { checks }: { checks: CheckState },
): string =>
  orderedText([
    nodes,
    Object.values(clients).map(timeless),
    network.inFlight.map((message) => orderedText(contentOf(message))).sort(),
    renameGroups(network.groups, new Map()),
    clientsBegan,
    { ...checks, violations: checks.violations.map(({ invariant }) => invariant), accused: null },
  ]);

function done(world: World, action: Action): World {
  const result = step(world, action);
  if (!result.ok) throw new Error(`${JSON.stringify(action)}: ${result.error}`);
  return result.world;
}

describe('nodes that a system says are alike', () => {
  it('can swap names before an act or after it', () => {
    const runs = fc.record({
      setup: anySystem,
      seed: fc.nat(),
      acts: fc.nat(60),
      one: fc.nat(),
      other: fc.nat(),
    });
    let tried = 0;
    fc.assert(
      fc.property(runs, ({ setup, seed, acts, one, other }) => {
        const alike = systemOf(setup).alike?.(setup) ?? [];
        const [a, b] = [alike[one % alike.length], alike[other % alike.length]];
        if (a === undefined || b === undefined || a === b) return;
        const swap = new Map([
          [a, b],
          [b, a],
        ]);
        const world = walk(setup, seed, acts).at(-1)!;
        const checks = beginChecks(world);
        const swapped = renamedWorld(world, swap);
        const swappedChecks = rename(checks, swap) as CheckState;
        for (const action of [...enabled(world), ...openEnded(world)]) {
          const after = done(world, action);
          const there = done(swapped, rename(action, swap) as Action);
          const known = rename(watch(checks, world, after), swap) as CheckState;
          expect(
            textOf(there, { checks: watch(swappedChecks, swapped, there) }),
            JSON.stringify(action),
          ).toBe(textOf(renamedWorld(after, swap), { checks: known }));
          tried++;
        }
      }),
      { numRuns: 150 },
    );
    expect(tried).toBeGreaterThan(500);
  });
});
