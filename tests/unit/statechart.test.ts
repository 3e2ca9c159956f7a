import { describe, expect, it, test } from 'vitest';
import type { Chart } from '../../src/lib/protocol/chart';
import { readChart } from '../../src/lib/protocol/chart-reader';
import { CHART } from '../../src/lib/systems/raft/chart';
import { consideredIn } from '../../src/lib/ui/panels/statechart/considered';
import { layOut, type ChartLayout } from '../../src/lib/picture/statechart/layout';

interface Area {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Boxes and labels as areas, assuming characters 7 pixels wide and lines 13 high. */
function areasOf({ boxes, arrows }: ChartLayout): Area[] {
  return [
    ...boxes.map(({ state, x, y, width, height }) => ({
      ...{ name: state, left: x, right: x + width, top: y, bottom: y + height },
    })),
    ...arrows.flatMap(({ lines, x, y }) =>
      lines.map(({ text }, i) => ({
        name: text,
        left: x - text.length * 3.5,
        right: x + text.length * 3.5,
        top: y + i * 15 - 10,
        bottom: y + i * 15 + 3,
      })),
    ),
  ];
}

const overlap = (a: Area, b: Area) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

function overlapsIn(layout: ChartLayout): string[] {
  const areas = areasOf(layout);
  return areas.flatMap((a, i) =>
    areas.slice(i + 1).flatMap((b) => (overlap(a, b) ? [`${a.name} over ${b.name}`] : [])),
  );
}

/** Four states with transitions between all of them. */
const MESH: Chart = readChart({
  initial: 'a',
  states: Object.fromEntries(
    [...'abcd'].map((from) => [
      from,
      { on: Object.fromEntries([...'abcd'].map((to) => [`go${to}`, { target: to }])) },
    ]),
  ),
});

describe.each([
  ['raft', CHART],
  ['all to all', MESH],
])('the picture of %s', (_name, chart) => {
  test.each([
    [0, false],
    [440, false],
    [870, false],
    [650, true],
    [1600, true],
  ])('at %i pixels, detailed %s, has no two things over one another, all inside', (width, detailed) => {
    const layout = layOut(chart, width, detailed);
    expect(overlapsIn(layout)).toEqual([]);
    for (const { left, right, top, bottom } of areasOf(layout)) {
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(layout.width);
      expect(bottom).toBeLessThanOrEqual(layout.height);
    }
  });

  it.each([false, true])('has every transition once, detailed: %s', (detailed) => {
    const { boxes, arrows } = layOut(chart, 870, detailed);
    const drawn = [
      ...boxes.flatMap(({ selfTransitions }) => selfTransitions),
      ...arrows.flatMap(({ lines }) => lines),
    ];
    const ids = drawn.flatMap((line) => line.ids);
    expect([...ids].sort()).toEqual(chart.transitions.map(({ id }) => id).sort());
  });

  it('takes the room there is', () => {
    expect(layOut(chart, 1200, false).width).toBe(1200);
  });
});

test('the overlaps are found where there are some', () => {
  const layout = layOut(CHART, 870, false);
  const [first] = layout.boxes;
  expect(overlapsIn({ ...layout, boxes: [...layout.boxes, first!] })).toContain('follower over follower');
});

describe('what a passage came to', () => {
  const chart = readChart({
    initial: 'a',
    states: {
      a: {
        always: { guard: 'isDone', target: 'b' },
        on: { go: [{ guard: 'isNo' }, { guard: 'isYes' }, { actions: 'other' }], stay: { guard: 'isNo' } },
      },
      b: {},
    },
  });
  const ask = (transition: string, guard: string, holds: boolean) => ({
    transition,
    guard,
    holds,
    comparisons: [],
  });
  const told = (taken: string[], asked: ReturnType<typeof ask>[]) =>
    consideredIn(chart, { taken, asked }).map(({ row, taken: took }) => `${row.id}${took ? ' taken' : ''}`);

  it.each([
    ['nothing', [], [], []],
    [
      'a guard that held',
      ['a/go/2'],
      [ask('a/go/1', 'isNo', false), ask('a/go/2', 'isYes', true), ask('a/always/1', 'isDone', false)],
      ['a/go/1', 'a/go/2 taken', 'a/always/1'],
    ],
    [
      'the row without a guard, after those that said no',
      ['a/go/3', 'a/always/1'],
      [ask('a/go/1', 'isNo', false), ask('a/go/2', 'isYes', false), ask('a/always/1', 'isDone', true)],
      ['a/go/1', 'a/go/2', 'a/go/3 taken', 'a/always/1 taken'],
    ],
    [
      'no row for want of a guard that holds',
      [],
      [ask('a/stay/1', 'isNo', false), ask('a/always/1', 'isDone', false)],
      ['a/stay/1', 'a/always/1'],
    ],
  ])('%s', (_name, taken, asked, rows) => {
    expect(told(taken, asked)).toEqual(rows);
  });
});
