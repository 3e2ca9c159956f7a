import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isInside, shared, type Box, type Point } from '../../src/lib/ui/panels/stage/geometry';
import { cornerOf, layoutStage, type StageLayout } from '../../src/lib/ui/panels/stage/layout';
import { layoutPills, link, type PillSpec } from '../../src/lib/ui/panels/stage/pills';
import { behind, route } from '../../src/lib/ui/panels/stage/route';
import { sceneOf } from '../../src/lib/ui/panels/stage/scene';
import { sessionOn } from './samples';
import { ids, stage } from './stage-arbitraries';

const traffic = fc.array(
  fc.record({ from: fc.nat(27), to: fc.nat(27), width: fc.integer({ min: 30, max: 180 }) }),
  { maxLength: 30 },
);

const LAPTOP = { width: 870, height: 425, rem: 16, target: 28 };

/** Whether a box has a place somewhere that touches nothing. */
function hasRoom({ width, height }: PillSpec, full: readonly Box[], at: { width: number; height: number }) {
  for (let x = width / 2; x <= at.width - width / 2; x += 7) {
    for (let y = height / 2; y <= at.height - height / 2; y += 7) {
      if (!full.some((box) => shared({ x, y, width, height }, box, 3) > 0)) return true;
    }
  }
  return false;
}

function laidOut(nodes: readonly string[], clients: readonly string[], at: typeof LAPTOP) {
  const layout = layoutStage(nodes, clients, at);
  return layout && { boxes: layout.boxes, taken: [cornerOf(at, layout.strip)] };
}

describe('what shares a pill', () => {
  const BEATS = 'num_nodes = 5\nnum_clients = 0\n[[node]]\nid = "n1"\nterm = 1\nrole = "leader"\n';
  const scene = (beats: number) => {
    const session = sessionOn(BEATS + '[[step]]\naction = "heartbeat"\nnode = "n1"\n'.repeat(beats));
    session.last();
    const { world } = session;
    const layout = layoutStage(Object.keys(world.nodes), [], LAPTOP) as StageLayout;
    return { ...sceneOf(world, layout, LAPTOP), flying: world.network.inFlight };
  };

  test('nothing, while there is room for all', () => {
    const { ways, flying } = scene(3);
    expect(ways).toHaveLength(12);
    expect(ways.map(({ message }) => message.id)).toEqual(flying.map(({ id }) => id));
    expect(ways.every(({ alike }) => alike === 1)).toBe(true);
  });

  test('where many are in flight, what says the same on the same link; all are counted', () => {
    const { ways, flying, more } = scene(9);
    expect(ways.map(({ alike }) => alike)).toEqual([9, 9, 9, 9]);
    expect(ways.reduce((sum, { alike }) => sum + alike, more)).toBe(flying.length);
    expect(ways[0]?.message.id).toBe(flying[0]?.id);
  });
});

describe('the pills on the stage', () => {
  test('stay inside it, whoever sends to whom, and cover nothing while there is room', () => {
    fc.assert(
      fc.property(stage, traffic, ({ nodes, clients, room }, messages) => {
        const stood = laidOut(nodes, clients, room);
        if (!stood) return;
        const actors = [...nodes, ...clients, 'main', 'nobody'];
        const specs = messages.map(({ from, to, width }, id) => ({
          id,
          from: actors[from % actors.length] as string,
          to: actors[to % actors.length] as string,
          width,
          height: 28,
        }));
        const pills = [...layoutPills(specs, stood.boxes, room, stood.taken)];
        expect(pills).toHaveLength(specs.length);
        const full = [...Object.values(stood.boxes), ...stood.taken];
        for (const [id, pill] of pills) {
          expect(isInside(pill, room)).toBe(true);
          if (full.some((box) => shared(pill, box) > 0)) {
            expect(hasRoom(specs[id] as PillSpec, full, room)).toBe(false);
          }
          full.push(pill);
        }
      }),
      { numRuns: 120 },
    );
  });

  test.each([
    [3, 6],
    [5, 12],
    [7, 12],
    [9, 16],
    [25, 24],
  ])('of %i nodes do not cover one another when %i messages are in flight', (nodes, count) => {
    const { boxes, taken } = laidOut(ids('n', nodes), ids('c', 3), LAPTOP) ?? { boxes: {}, taken: [] };
    const specs = Array.from({ length: count }, (_, id) => {
      const to = `n${2 + (id % (nodes - 1))}`;
      return { id, from: id < nodes ? 'n1' : to, to: id < nodes ? to : 'n1', width: 112, height: 28 };
    });
    const all = [...layoutPills(specs, boxes, LAPTOP, taken).values(), ...Object.values(boxes)];
    for (const [i, box] of all.entries()) {
      for (const other of all.slice(i + 1)) expect(shared(box, other)).toBe(0);
    }
  });

  test('one alone on a link stands in its middle', () => {
    const { boxes } = laidOut(ids('n', 3), [], LAPTOP) ?? { boxes: {} };
    const [start, end] = link({ from: 'n1', to: 'n2' }, boxes, LAPTOP);
    const [pill] = layoutPills(
      [{ id: 1, from: 'n1', to: 'n2', width: 60, height: 28 }],
      boxes,
      LAPTOP,
    ).values();
    expect(pill?.x).toBeCloseTo((start.x + end.x) / 2);
    expect(pill?.y).toBeCloseTo((start.y + end.y) / 2);
  });

  test('several on one link are fanned out, the oldest nearest to its receiver', () => {
    const { boxes } = laidOut(ids('n', 2), [], LAPTOP) ?? { boxes: {} };
    const specs = [1, 2, 3].map((id) => ({ id, from: 'n1', to: 'n2', width: 60, height: 28 }));
    const pills = layoutPills(specs, boxes, LAPTOP);
    const heights = specs.map(({ id }) => pills.get(id)?.y as number);
    expect(heights).toEqual([...heights].sort((a, b) => b - a));
  });

  test('a message and its answer on one link stand each nearer to whom it reaches', () => {
    const { boxes } = laidOut(ids('n', 2), [], LAPTOP) ?? { boxes: {} };
    const size = { width: 60, height: 28 };
    const specs = [
      { id: 1, from: 'n1', to: 'n2', ...size },
      { id: 2, from: 'n2', to: 'n1', ...size },
    ];
    const pills = layoutPills(specs, boxes, LAPTOP);
    expect(pills.get(1)?.y).toBeGreaterThan(pills.get(2)?.y as number);
  });

  test('one that is held stands before where it is stopped', () => {
    const { boxes } = laidOut(ids('n', 2), [], LAPTOP) ?? { boxes: {} };
    const [start, end] = link({ from: 'n1', to: 'n2' }, boxes, LAPTOP);
    const spec = { id: 1, from: 'n1', to: 'n2', width: 60, height: 28, stopped: 0.5 };
    const [pill] = layoutPills([spec], boxes, LAPTOP).values();
    expect(pill?.y).toBeGreaterThan(start.y);
    expect(pill?.y).toBeLessThan((start.y + end.y) / 2);
  });

  test('the same messages stand at the same places', () => {
    const { boxes, taken } = laidOut(ids('n', 5), ids('c', 3), LAPTOP) ?? { boxes: {}, taken: [] };
    const specs = [2, 3, 4].map((n, id) => ({ id, from: 'n1', to: `n${n}`, width: 80, height: 28 }));
    expect(layoutPills(specs, boxes, LAPTOP, taken)).toEqual(layoutPills(specs, boxes, LAPTOP, taken));
  });
});

describe('the way of a message', () => {
  /** How many pixels of the ways drawn at a step lie behind cards of others. */
  function hidden(toml: string, room: typeof LAPTOP): number {
    const session = sessionOn(toml);
    let sum = 0;
    for (let step = 0; step < 24; step++, session.next()) {
      const { world } = session;
      const layout = layoutStage(Object.keys(world.nodes), Object.keys(world.clients), room) as StageLayout;
      for (const { message, before, ahead } of sceneOf(world, layout, room).ways) {
        const others = Object.entries(layout.boxes).filter(
          ([id]) => id !== message.from && id !== message.to,
        );
        for (const way of [before, ahead]) {
          for (const [i, to] of way.slice(1).entries()) {
            for (const [, card] of others) sum += behind(way[i] as Point, to, card);
          }
        }
      }
    }
    return sum;
  }

  test.each([
    ['a laptop', LAPTOP],
    ['a small laptop', { width: 692, height: 411, rem: 16, target: 28 }],
    ['a projector of 1024 by 768', { width: 670, height: 582, rem: 20.12, target: 35 }],
    ['a projector of 1280 by 720', { width: 853, height: 544, rem: 18.86, target: 33 }],
  ])('is behind no card of another on the stage of %s', (_, room) => {
    expect(hidden('', room)).toBe(0);
  });

  const card = (x: number, y: number) => ({ x, y, width: 100, height: 40 });

  test('is straight where nothing hides it, else goes round, and never leaves its ends', () => {
    const to = { x: 300, y: 0 };
    expect(route(card(0, 0), to, [card(150, 80)])).toEqual([{ x: 50, y: 0 }, to]);
    const round = route(card(0, 0), to, [card(150, 0)]);
    expect(round.length).toBeGreaterThan(2);
    expect(round.at(-1)).toEqual(to);
    for (const [i, point] of round.slice(1).entries()) {
      expect(behind(round[i] as Point, point, card(150, 0))).toBe(0);
    }
  });

  test('is straight after all where there is no way round', () => {
    const wall = Array.from({ length: 9 }, (_, i) => card(150, (i - 4) * 20));
    const far = { x: 300, y: 0 };
    expect(route(card(0, 0), far, [...wall, ...wall.map(({ y }) => card(210, y))])).toEqual([
      { x: 50, y: 0 },
      far,
    ]);
  });

  test.each([
    [{ x: 0, y: 0 }, { x: 300, y: 0 }, 98],
    [{ x: 0, y: 20 }, { x: 300, y: 20 }, 0],
    [{ x: 150, y: -50 }, { x: 150, y: 50 }, 38],
    [{ x: 150, y: 0 }, { x: 300, y: 0 }, 49],
    [{ x: 0, y: 0 }, { x: 90, y: 0 }, 0],
  ])('from %o to %o lies %i pixels behind a card', (from, to, pixels) => {
    expect(behind(from, to, card(150, 0))).toBeCloseTo(pixels);
  });
});
