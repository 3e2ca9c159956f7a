import type { Message } from '../../../protocol/message';
import type { Stepper } from '../../run/stepper.svelte';
import { arrowAt, type DrawnArrow } from '../../../picture/diagram/arrows';
import { extentOf, revealed } from './reveal';
import { layoutFrame, layoutPart, type Frame, type Layout } from '../../../picture/diagram/layout';
import { axisHeight } from '../../../picture/diagram/marks/axis';
import type { Reach } from '../../../picture/diagram/notices';
import { pastOf, type Past } from '../../../picture/diagram/past';
import { pictureOf, reuseMarks, type Layer } from '../../../picture/diagram/picture';
import { RunIndex } from '../../../picture/diagram/run';
import type { Run } from '../../../picture/diagram/excerpt';
import { nowOf, stepAt, zoomed, zoomFor } from '../../../picture/diagram/view';

/** The width until the diagram is measured, or if it cannot be. */
const WIDTH = 800;
const HEIGHT = 190;
const FONT = 12;
const TARGET = 24;

/** How close to an arrow the pointer must be, in pixels. */
const REACH = 7;

/** The view of a session's diagram: its zoom, its window, and which message is lit. */
export class DiagramState {
  /** The width of a step; null: the default for the font size. */
  zoomed = $state<number | null>(null);
  /** Whether the window follows the present. */
  follow = $state(true);
  /** The message whose past is lit: pointed at, or chosen. */
  pointed = $state.raw<number | null>(null);
  chosen = $state.raw<number | null>(null);
  /** Measured sizes of the window and the text; 0: not measured. */
  width = $state(0);
  height = $state(0);
  font = $state(0);
  target = $state(0);
  left = $state(0);
  top = $state(0);
  /** Why the last command had no effect; empty: it had. */
  notice = $state('');

  /** All messages of the path shown. */
  readonly index = new RunIndex();

  #session: Stepper;

  constructor(session: Stepper) {
    this.#session = session;
  }

  readonly axis: number = $derived.by(() => axisHeight(this.font || FONT));

  readonly #run: Run = $derived.by(() => {
    const { system, path, step } = this.#session;
    this.index.follow({ system, path });
    const violations = path.at(-1)?.seen.violations ?? [];
    return { system, path, present: step, violations };
  });

  readonly frame: Frame = $derived.by(() =>
    layoutFrame(this.#run, this.index, {
      height: (this.height || HEIGHT) - this.axis,
      font: this.font || FONT,
      column: this.zoomed ?? zoomFor(this.font || FONT),
      target: this.target || TARGET,
      brief: true,
    }),
  );

  /** In quarters of the width: scrolling by less draws nothing again. */
  readonly #quarter: number = $derived.by(() => (this.width || WIDTH) / 4);
  /** A shorter run may have replaced the one that was scrolled. */
  readonly #at: number = $derived.by(() => Math.floor(Math.min(this.left, this.frame.width) / this.#quarter));

  readonly part: readonly [number, number] = $derived.by(() => [
    Math.max(0, (this.#at - 1) * this.#quarter),
    Math.min(this.frame.width, (this.#at + 6) * this.#quarter),
  ]);

  readonly layout: Layout = $derived.by(() => layoutPart(this.#run, this.index, this.frame, this.part));

  /** The lit message. A message of another branch is not lit. */
  readonly lit: DrawnArrow | null = $derived.by(() => {
    const id = this.pointed ?? this.chosen;
    return this.layout.arrows.find(({ arrow }) => arrow.message.id === id) ?? null;
  });

  readonly past: Past | null = $derived.by(() =>
    this.lit ? pastOf(this.lit.arrow.message.id, this.index) : null,
  );

  #drawn: readonly Layer[] = [];
  readonly layers: readonly Layer[] = $derived.by(() => {
    this.#drawn = reuseMarks(this.#drawn, pictureOf(this.layout, this.past));
    return this.#drawn;
  });

  /** The scroll position with the present and the messages in flight in view; the current one if they already are. */
  followed(): number {
    const { scale, width } = this.frame;
    const seen = this.width || WIDTH;
    const now = nowOf(scale);
    const right = Math.min(width, now + Math.min(scale.gutter + 16, seen * 0.8));
    const most = Math.max(0, now - seen * 0.15);
    return Math.min(most, Math.max(this.left, right - seen));
  }

  /** The visible part of the whole. */
  get reach(): Reach {
    return { left: this.left, width: this.width || WIDTH, whole: this.frame.width };
  }

  isPresentSeen(): boolean {
    const now = nowOf(this.frame.scale);
    return now >= this.left && now <= this.left + (this.width || WIDTH);
  }

  /** Zooms, and returns the scroll position that keeps the content at `x` of the window in place. */
  zoom(by: number, x = (this.width || WIDTH) / 2): number {
    const before = this.frame.scale;
    const step = (this.left + x) / before.column;
    this.zoomed = zoomed(before.column, by);
    return Math.max(0, step * this.zoomed - x);
  }

  /** The arrow at a position, from the left of the diagram and from the top of the lanes. */
  arrowAt(x: number, y: number): DrawnArrow | null {
    return arrowAt(this.layout.arrows, x, y, REACH);
  }

  stepAt(x: number): number | null {
    return stepAt(this.frame.scale, x);
  }

  /**
   * Chooses the next or previous message of the branch; if none is chosen, the last one sent in the window.
   *
   * @returns the scroll position with its arrow in view
   */
  choose(by: 1 | -1): { readonly left: number; readonly top: number } {
    const { frame, layout } = this;
    const { ids } = this.index;
    const at = ids.indexOf(this.chosen ?? -1);
    const right = this.left + (this.width || WIDTH);
    const seen = layout.arrows.findLast(({ future, x1 }) => !future && x1 <= right) ?? layout.arrows.at(-1);
    const next = ids[Math.max(0, Math.min(ids.length - 1, at + by))];
    const id = at < 0 ? seen?.arrow.message.id : next;
    this.notice = at >= 0 && id === this.chosen ? `This is the ${by < 0 ? 'first' : 'last'} message.` : '';
    this.chosen = id ?? null;
    this.pointed = null;
    const arrow = id === undefined ? undefined : this.index.arrow(id);
    if (!arrow) return this;
    const ends = [arrow.message.from, arrow.message.to].map((actor) => frame.lanes.y.get(actor) ?? 0);
    const lines = { from: Math.min(...ends), to: Math.max(...ends) + this.axis };
    return {
      left: revealed(this.left, this.width || WIDTH, extentOf(arrow, frame.scale, frame.pills)),
      top: revealed(this.top, this.height || HEIGHT, lines),
    };
  }

  /** The lit message, if it is in flight at the step shown. */
  get openMessage(): Message | null {
    const { lit } = this;
    return lit && (lit.state === 'open' || lit.state === 'held') && !lit.future ? lit.arrow.message : null;
  }
}
