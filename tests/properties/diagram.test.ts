import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAIN } from '../../src/lib/protocol/message';
import { arrowAt, heightAt } from '../../src/lib/picture/diagram/arrows';
import { middleOf } from '../../src/lib/picture/diagram/gaps';
import { layoutFrame, layoutPart, type Layout } from '../../src/lib/picture/diagram/layout';
import { pastOf } from '../../src/lib/picture/diagram/past';
import { RunIndex } from '../../src/lib/picture/diagram/run';
import { actorsOf, excerptOf, type Run } from '../../src/lib/picture/diagram/excerpt';
import { nowOf, stepAt, stepsBetween, xOf, ZOOMS, type View } from '../../src/lib/picture/diagram/view';
import { happenedBefore } from './happened-before';
import { runOf } from './paths';
import type { Moment } from '../../src/lib/run/tree';

const views: fc.Arbitrary<View> = fc.record({
  height: fc.integer({ min: 40, max: 800 }),
  font: fc.integer({ min: 11, max: 28 }),
  column: fc.constantFrom(...ZOOMS),
  target: fc.constantFrom(24, 44),
});

const runs = fc
  .record({ seed: fc.integer({ min: 1, max: 1_000_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ seed, share }) => runOf(seed, 50, share));

function indexOf(run: Run): RunIndex {
  const index = new RunIndex();
  index.follow(run);
  return index;
}

function whole(run: Run, view: View): Layout {
  const index = indexOf(run);
  const frame = layoutFrame(run, index, view);
  return layoutPart(run, index, frame, [0, frame.width]);
}

const RUNS = { numRuns: 25 };
const holds = (property: (run: Run, view: View) => void) =>
  fc.assert(fc.property(runs, views, property), RUNS);

type Named = {
  readonly type: string;
  readonly message: { readonly id: number };
  readonly copy: { readonly id: number };
};

/** The ids of all messages that a run created. */
const madeIn = ({ path }: Run) =>
  [...path].flatMap(({ events }) =>
    (events as unknown as Named[]).flatMap(({ type, message, copy }) => {
      if (type === 'message-sent' || type === 'client-requested') return [message.id];
      return type === 'message-duplicated' ? [copy.id] : [];
    }),
  );

/** The same moment as another object. */
const copyOf = (moment: Moment): Moment => ({ ...moment });

describe('a layout of any run, at any size', () => {
  it('shows every message exactly once', () => {
    holds((run, view) => {
      const shown = whole(run, view).arrows.map(({ arrow }) => arrow.message.id);
      expect(shown).toEqual([...madeIn(run)].sort((a, b) => a - b));
    });
  });

  it('no arrow points back in time, in flight or later', () => {
    holds((run, view) => {
      for (const { x1, x2, later } of whole(run, view).arrows) {
        expect(x2).toBeGreaterThanOrEqual(x1);
        if (later) expect(later.x2).toBeGreaterThanOrEqual(later.x1);
      }
    });
  });

  it('messages in flight end open at the present, all others in a column', () => {
    holds((run, view) => {
      const { arrows, scale } = whole(run, view);
      const flying = new Set(run.path.at(run.present)?.world.network.inFlight.map(({ id }) => id));
      for (const { arrow, state, future, x2 } of arrows) {
        const open = state === 'open' || state === 'held';
        expect(open && !future).toBe(flying.has(arrow.message.id));
        if (open && !future) expect(x2).toBeGreaterThan(nowOf(scale));
        if (!open) expect(stepAt(scale, x2)).toBe(arrow.end?.step);
      }
    });
  });

  it('no two labels overlap, and none is in the gutter', () => {
    holds((run, view) => {
      const { labels, scale } = whole(run, view);
      const now = nowOf(scale);
      for (const [i, a] of labels.entries()) {
        expect(a.left + a.width <= now || a.left >= now + scale.gutter).toBe(true);
        for (const b of labels.slice(i + 1)) {
          expect(a.row !== b.row || a.left + a.width <= b.left || b.left + b.width <= a.left).toBe(true);
        }
      }
    });
  });

  it('no label is on a line or before the beginning', () => {
    let labelled = 0;
    holds((run, view) => {
      const { labels, arrows, lanes, excerpt, scale } = whole(run, view);
      const through = [...excerpt.ticks.filter(({ kind }) => kind === 'leader'), ...excerpt.violations];
      for (const { left, width, row } of labels) {
        const y = middleOf(lanes, row);
        const holdsPoint = (px: number, py: number) =>
          px > left && px < left + width && Math.abs(py - y) < view.font / 2;
        expect(left).toBeGreaterThanOrEqual(0);
        for (const lane of lanes.lanes) expect(Math.abs(lane.y - y)).toBeGreaterThan(view.font / 2);
        for (const { step } of through) expect(holdsPoint(xOf(scale, step), y)).toBe(false);
        for (const arrow of arrows.filter(({ bend }) => bend === 0)) {
          for (const { x1, y1, x2, y2 } of arrow.later ? [arrow, arrow.later] : [arrow]) {
            const on = Array.from({ length: 41 }, (_, i) => i / 40).filter((at) =>
              holdsPoint(x1 + (x2 - x1) * at, y1 + (y2 - y1) * at),
            );
            if (on.length > 0)
              expect.fail(`a label at ${left}, ${row} is crossed by ${arrow.arrow.message.id}`);
          }
        }
      }
      labelled += labels.length;
    });
    expect(labelled).toBeGreaterThan(100);
  });

  it('of equal messages of one sender in a step, at most one is labelled', () => {
    holds((run, view) => {
      const said = whole(run, view).labels.flatMap(({ of, text }) =>
        of.kind === 'arrow' ? [`${of.arrow.arrow.sent} ${of.arrow.arrow.message.from} ${text}`] : [],
      );
      expect(new Set(said).size).toBe(said.length);
    });
  });

  it('pills do not overlap, and are within the lanes and the gutter', () => {
    holds((run, view) => {
      const { pills, lanes, scale } = whole(run, view);
      for (const [i, a] of pills.entries()) {
        expect(a.y).toBeGreaterThanOrEqual(0);
        if (lanes.height >= a.height) expect(a.y + a.height).toBeLessThanOrEqual(lanes.height + 0.001);
        expect(a.x + a.room).toBeLessThanOrEqual(scale.gutter);
        for (const b of pills.slice(i + 1)) {
          const beside = a.x + a.room <= b.x || b.x + b.room <= a.x;
          expect(beside || a.y + a.height <= b.y || b.y + b.height <= a.y).toBe(true);
        }
      }
    });
  });

  it('every actor except main has a lane of its own or shares one, and lanes are never closer than text', () => {
    holds((run, view) => {
      const { lanes, excerpt } = whole(run, view);
      for (const { id } of excerpt.actors) if (id !== MAIN) expect(lanes.y.has(id)).toBe(true);
      for (const [i, { y }] of lanes.lanes.entries()) {
        if (i > 0) expect(y - (lanes.lanes[i - 1]?.y ?? 0)).toBeGreaterThanOrEqual(view.font);
      }
    });
  });

  it('the line of each actor is drawn from end to end, once', () => {
    holds((run, view) => {
      const { excerpt } = whole(run, view);
      for (const { id } of excerpt.actors) {
        const own = excerpt.stretches.filter(({ actor }) => actor === id);
        expect(own[0]?.from).toBe(0);
        expect(own.at(-1)?.to).toBe(run.path.length);
        for (const [i, { from }] of own.entries()) if (i > 0) expect(from).toBe(own[i - 1]?.to);
      }
    });
  });

  it('a window shows the same as the whole diagram there', () => {
    fc.assert(
      fc.property(runs, views, fc.nat(), fc.integer({ min: 30, max: 900 }), (run, view, at, width) => {
        const index = indexOf(run);
        const frame = layoutFrame(run, index, view);
        const all = new Map(
          layoutPart(run, index, frame, [0, frame.width]).arrows.map((it) => [it.arrow.message.id, it]),
        );
        const left = at % Math.ceil(frame.width);
        const part = layoutPart(run, index, frame, [left, left + width]);
        for (const arrow of part.arrows) expect(arrow).toEqual(all.get(arrow.arrow.message.id));
        const { from, to } = stepsBetween(frame.scale, left, left + width);
        const touching = [...all.values()].filter(
          ({ arrow }) => arrow.sent <= to && (arrow.end?.step ?? Infinity) >= from,
        );
        expect(part.arrows).toHaveLength(touching.length);
      }),
      RUNS,
    );
  });

  it('pointing at the middle of an arrow finds it, or one that passes there', () => {
    holds((run, view) => {
      const { arrows } = whole(run, view);
      for (const arrow of arrows) {
        const x = (arrow.x1 + arrow.x2) / 2;
        if (arrow.bend === 0) expect(arrowAt(arrows, x, heightAt(arrow, x), 1)).not.toBeNull();
      }
    });
  });

  it('a step is found at its column', () => {
    holds((run, view) => {
      const { scale } = whole(run, view);
      for (let step = 0; step < run.path.length; step++) expect(stepAt(scale, xOf(scale, step))).toBe(step);
    });
  });
});

describe('the past that is lit', () => {
  it('is everything that happened before the message was sent', () => {
    let lit = 0;
    fc.assert(
      fc.property(runs, views, (run, view) => {
        const index = indexOf(run);
        const frame = layoutFrame(run, index, view);
        const { arrows } = layoutPart(run, index, frame, [0, frame.width]);
        const pasts = happenedBefore([...run.path]);
        for (const { arrow } of arrows) {
          const { id } = arrow.message;
          const past = pasts.sendingOf(id);
          const expected = arrows.filter(
            ({ arrow: { message, end } }) =>
              end?.fate === 'delivered' && past.has(`${message.to}@${end.step}`),
          );
          const found = pastOf(id, index);
          expect([...found.arrows].sort((a, b) => a - b)).toEqual(
            [...new Set([id, ...expected.map((it) => it.arrow.message.id)])].sort((a, b) => a - b),
          );
          expect(found.size).toBe(past.size);
          for (const [actor, step] of found.until) expect(past.has(`${actor}@${step}`)).toBe(true);
          lit += found.arrows.size;
        }
      }),
      { numRuns: 20 },
    );
    expect(lit).toBeGreaterThan(2_000);
  });
});

describe('the index of a run', () => {
  const everything = (run: Run, index: RunIndex) => ({
    excerpt: excerptOf(run, index, 0, run.path.length - 1),
    actors: actorsOf((run.path.at(0) as Moment).world, index),
    pasts: madeIn(run).map((id) => pastOf(id, index)),
  });

  it('updated along a path that grows, shrinks and branches, equals a newly built one', () => {
    fc.assert(
      fc.property(runs, fc.array(fc.nat({ max: 50 }), { maxLength: 8 }), (run, lengths) => {
        const kept = new RunIndex();
        for (const length of [...lengths, run.path.length]) {
          const path = run.path.slice(0, Math.max(1, length));
          kept.follow({ ...run, path });
        }
        expect(everything(run, kept)).toEqual(everything(run, indexOf(run)));
        // Another branch: the first half is shared, the rest are different moments.
        const half = Math.floor(run.path.length / 2);
        const branch = { ...run, path: run.path.map((moment, i) => (i < half ? moment : copyOf(moment))) };
        kept.follow(branch);
        expect(everything(branch, kept)).toEqual(everything(branch, indexOf(branch)));
      }),
      { numRuns: 30 },
    );
  });
});
