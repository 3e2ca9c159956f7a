import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutStage, shared, type Box } from '../../src/lib/ui/stage/layout';
import { edge, layoutPills } from '../../src/lib/ui/stage/pills';

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i + 1}`);

const stage = fc.record({
  nodes: fc.integer({ min: 1, max: 25 }).map((count) => ids('n', count)),
  clients: fc.integer({ min: 0, max: 10 }).map((count) => ids('c', count)),
  width: fc.integer({ min: 200, max: 2500 }),
  height: fc.integer({ min: 200, max: 1600 }),
  rem: fc.integer({ min: 12, max: 30 }),
});

const lies = ({ x, y, width: w, height: h }: Box, width: number, height: number) =>
  x - w / 2 >= -0.01 && x + w / 2 <= width + 0.01 && y - h / 2 >= -0.01 && y + h / 2 <= height + 0.01;

describe('the layout of the stage', () => {
  test('where there is one, all stand inside and nothing overlaps', () => {
    fc.assert(
      fc.property(stage, ({ nodes, clients, width, height, rem }) => {
        const layout = layoutStage(nodes, clients, width, height, rem);
        if (!layout) return;
        const boxes = Object.values(layout.boxes);
        expect(Object.keys(layout.boxes).sort()).toEqual([...nodes, ...clients].sort());
        for (const [i, box] of boxes.entries()) {
          expect(lies(box, width, height)).toBe(true);
          for (const other of boxes.slice(i + 1)) expect(shared(box, other)).toBe(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    [3, 1],
    [5, 3],
  ])('there is one for %i nodes and %i clients on a laptop and a projector', (nodes, clients) => {
    expect(layoutStage(ids('n', nodes), ids('c', clients), 870, 460, 16)?.density).toBe('full');
    expect(layoutStage(ids('n', nodes), ids('c', clients), 690, 540, 16)).not.toBeNull();
  });

  test('there is none for 25 nodes on a phone', () => {
    expect(layoutStage(ids('n', 25), [], 320, 400, 16)).toBeNull();
  });
});

describe('the pills on the stage', () => {
  const traffic = fc.array(
    fc.record({ from: fc.nat(27), to: fc.nat(27), width: fc.integer({ min: 30, max: 180 }) }),
    { maxLength: 40 },
  );

  test('stay inside it, whoever sends to whom', () => {
    fc.assert(
      fc.property(stage, traffic, ({ nodes, clients, width, height, rem }, messages) => {
        const layout = layoutStage(nodes, clients, width, height, rem);
        if (!layout) return;
        const actors = [...nodes, ...clients, 'main', 'nobody'];
        const specs = messages.map(({ from, to, width: wide }, id) => ({
          id,
          from: actors[from % actors.length] as string,
          to: actors[to % actors.length] as string,
          width: wide,
          height: 28,
        }));
        const pills = layoutPills(specs, layout.boxes, width, height);
        expect(pills.size).toBe(specs.length);
        for (const [id, pill] of pills) {
          expect(pill.width).toBe(specs[id]?.width);
          expect(lies(pill, width, height)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('stand apart where there is room', () => {
    const layout = layoutStage(ids('n', 3), [], 1000, 600, 16);
    const boxes = layout?.boxes ?? {};
    const specs = ['n2', 'n3'].map((to, id) => ({ id, from: 'n1', to, width: 80, height: 28 }));
    const all = [...layoutPills(specs, boxes, 1000, 600).values(), ...Object.values(boxes)];
    for (const [i, box] of all.entries()) {
      for (const other of all.slice(i + 1)) expect(shared(box, other)).toBe(0);
    }
  });

  test('the same messages stand at the same places', () => {
    const boxes = layoutStage(ids('n', 5), ids('c', 3), 900, 500, 16)?.boxes ?? {};
    const specs = [2, 3, 4].map((n, id) => ({ id, from: 'n1', to: `n${n}`, width: 80, height: 28 }));
    expect(layoutPills(specs, boxes, 900, 500)).toEqual(layoutPills(specs, boxes, 900, 500));
  });
});

describe('the edge of a box', () => {
  test('lies on its border, towards the other point', () => {
    const coordinate = fc.integer({ min: -500, max: 500 });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const box = { x: 0, y: 0, width: 100, height: 50 };
        const at = edge(box, { x, y });
        if (x === 0 && y === 0) return;
        expect(Math.max(Math.abs(at.x) / 50, Math.abs(at.y) / 25)).toBeCloseTo(1);
        expect(at.x * y - at.y * x).toBeCloseTo(0, 3);
      }),
    );
  });
});
