import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { World } from '../../src/lib/index';
import { raft } from '../../src/lib/scenario/systems/raft';
import { differencesBetween } from '../../src/lib/picture/differences';
import { happenedIn } from './happened';
import { choices, setups } from './schedule';

const runs = fc
  .tuple(setups, choices(50))
  .map(([setup, chosen]) => happenedIn(setup, chosen).map(({ world }) => world));
const pairs = fc.tuple(runs, fc.nat(), fc.nat()).map(([run, i, j]) => {
  return [run[i % run.length], run[j % run.length]] as [World, World];
});

type Path = readonly (string | number)[];

/** The paths of all values that contain no others. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Object.entries(value);
  return entries.flatMap(([key, of]) => leaves(of, [...path, key]));
}

/** A world with one value changed. */
function changed(world: World, path: Path): World {
  const copy = JSON.parse(JSON.stringify(world)) as Record<string, unknown>;
  const holder = path.slice(0, -1).reduce((at, key) => at[key] as Record<string, unknown>, copy);
  const key = path.at(-1) as string;
  const was = holder[key];
  holder[key] = typeof was === 'number' ? was + 1 : typeof was === 'boolean' ? !was : 'other';
  return copy as unknown as World;
}

const PART: Readonly<Record<string, (path: Path) => string>> = {
  nodes: (path) => String(path[1]),
  clients: (path) => String(path[1]),
  timers: () => 'Timers',
  network: (path) => (path[1] === 'inFlight' ? 'Messages in flight' : 'The network'),
};

describe('the differences of two worlds', () => {
  it('of a world with itself or a copy of it are none', () => {
    fc.assert(
      fc.property(pairs, ([world]) => {
        expect(differencesBetween(raft, world, world)).toEqual([]);
        expect(differencesBetween(raft, world, structuredClone(world))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('name exactly the part with a changed value', () => {
    for (const run of fc.sample(runs, { numRuns: 4, seed: 5 })) {
      const world = run.at(-1) as World;
      for (const path of leaves(world)) {
        if (path.join('.') === 'network.groups') continue;
        const found = differencesBetween(raft, world, changed(world, path));
        const part = PART[String(path[0])]?.(path) ?? 'The run';
        expect(
          found.map(({ title }) => title),
          path.join('.'),
        ).toEqual([part]);
      }
    }
  });

  it('are symmetric, with old and new values swapped', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const sorted = (parts: ReturnType<typeof differencesBetween>) =>
          parts.map(({ title, lines }) => [title, lines.map((line) => JSON.stringify(line)).sort()]);
        const turned = differencesBetween(raft, b, a).map(({ title, lines }) => ({
          title,
          lines: lines.map(({ what, before, after }) => ({ what, before: after, after: before })),
        }));
        expect(sorted(turned)).toEqual(sorted(differencesBetween(raft, a, b)));
      }),
      { numRuns: 25 },
    );
  });

  it('never have a line with equal values', () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        for (const { title, lines } of differencesBetween(raft, a, b)) {
          for (const { what, before, after } of lines)
            expect([title, what, before]).not.toEqual([title, what, after]);
          const names = lines.map(({ what, before, after }) => `${what} ${before} ${after}`);
          if (title !== 'Messages in flight') expect(new Set(names).size).toBe(names.length);
        }
      }),
      { numRuns: 25 },
    );
  });
});
