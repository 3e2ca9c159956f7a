import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { edge, isInside, shared, within, type Box } from '../../src/lib/ui/panels/stage/geometry';
import {
  cornerOf,
  layoutStage,
  type StageLayout,
  type StageRoom,
} from '../../src/lib/ui/panels/stage/layout';
import { ids, room, stage } from './stage-arbitraries';

const LAPTOP = { width: 870, height: 425, rem: 16, target: 28, corner: [badge(243, 28), badge(128, 28)] };
const OLD = { width: 670, height: 500, rem: 16, target: 28, corner: [badge(92, 28), badge(128, 28)] };
const PROJECTOR = {
  width: 672,
  height: 626,
  rem: 20.1,
  target: 35,
  corner: [badge(100, 36), badge(160, 35)],
};
const PHONE = { width: 372, height: 576, rem: 16, target: 44, corner: [badge(76, 44), badge(128, 44)] };

function badge(width: number, height: number) {
  return { width, height };
}

describe('the layout of the stage', () => {
  test('where there is one, all stand inside and apart, and nothing covers the corner', () => {
    fc.assert(
      fc.property(stage, ({ nodes, clients, room: at }) => {
        const layout = layoutStage(nodes, clients, at);
        if (!layout) return;
        const boxes = Object.values(layout.boxes);
        expect(Object.keys(layout.boxes).sort()).toEqual([...nodes, ...clients].sort());
        expect(boxes.filter((box) => !isInside(box, at))).toEqual([]);
        expect(boxes.filter((box, i) => boxes.slice(i + 1).some((other) => shared(box, other) > 0))).toEqual(
          [],
        );
        const corner = cornerOf(at, layout.strip);
        for (const id of nodes) expect(shared(layout.boxes[id] as Box, corner)).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  test.each<[string, StageRoom, number, number, string]>([
    ['a laptop', LAPTOP, 1, 0, 'full'],
    ['a laptop', LAPTOP, 2, 0, 'full'],
    ['a laptop', LAPTOP, 3, 3, 'full'],
    ['a laptop', LAPTOP, 5, 3, 'full'],
    ['a laptop', LAPTOP, 5, 25, 'full'],
    ['a laptop', LAPTOP, 7, 3, 'compact'],
    ['a laptop', LAPTOP, 9, 3, 'compact'],
    ['a laptop', LAPTOP, 13, 25, 'tiny'],
    ['a laptop', LAPTOP, 25, 3, 'tiny'],
    ['an older screen', OLD, 5, 3, 'full'],
    ['an older screen', OLD, 9, 3, 'compact'],
    ['a projector', PROJECTOR, 5, 3, 'compact'],
    ['a projector', PROJECTOR, 7, 1, 'compact'],
    ['a phone', PHONE, 3, 1, 'compact'],
    ['a phone', PHONE, 5, 3, 'compact'],
  ])('on %s, %o, %i nodes and %i clients are %s', (_screen, at, nodes, clients, density) => {
    expect(layoutStage(ids('n', nodes), ids('c', clients), at)?.density).toBe(density);
  });

  test('there is none for 25 nodes and 25 clients on a phone', () => {
    expect(layoutStage(ids('n', 25), ids('c', 25), PHONE)).toBeNull();
  });

  test('many nodes leave room in their midst for what they say to one another', () => {
    const { boxes } = layoutStage(ids('n', 13), ids('c', 3), PHONE) as StageLayout;
    const nodes = ids('n', 13).map((id) => boxes[id] as Box);
    const xs = nodes.map(({ x }) => x);
    expect(Math.max(...xs) - Math.min(...xs) - (nodes[0] as Box).width).toBeGreaterThanOrEqual(7 * 16);
    expect(layoutStage(ids('n', 13), ids('c', 3), { ...PHONE, width: 300 })).toBeNull();
  });

  test('the first node stands at the top, the others follow clockwise', () => {
    const boxes = layoutStage(ids('n', 5), [], LAPTOP)?.boxes ?? {};
    const [n1, n2, n3, n4, n5] = ids('n', 5).map((id) => boxes[id] as Box) as [Box, Box, Box, Box, Box];
    expect(Math.min(n2.y, n5.y)).toBeGreaterThan(n1.y);
    expect(n2.x).toBeGreaterThan(n5.x);
    expect(n3.x).toBeGreaterThan(n4.x);
    expect(Math.min(n3.y, n4.y)).toBeGreaterThan(n2.y);
  });

  test('more clients than five are shown by their heads', () => {
    expect(layoutStage(ids('n', 3), ids('c', 5), LAPTOP)?.clientDensity).toBe('full');
    expect(layoutStage(ids('n', 3), ids('c', 6), LAPTOP)?.clientDensity).toBe('tiny');
  });
});

describe('geometry', () => {
  const coordinate = fc.integer({ min: -500, max: 500 });

  test('the edge of a box lies on its border, towards the other point', () => {
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const at = edge({ x: 0, y: 0, width: 100, height: 50 }, { x, y });
        if (x === 0 && y === 0) return;
        expect(Math.max(Math.abs(at.x) / 50, Math.abs(at.y) / 25)).toBeCloseTo(1);
        expect(at.x * y - at.y * x).toBeCloseTo(0, 3);
      }),
    );
  });

  test('what is moved into the stage is in it, if it is no larger', () => {
    fc.assert(
      fc.property(room, coordinate, coordinate, (at, x, y) => {
        expect(isInside(within({ x, y, width: 150, height: 60 }, at), at)).toBe(true);
      }),
    );
  });
});
