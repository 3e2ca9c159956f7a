import type { Message } from '../../protocol/message';
import type { Stepper } from '../stepper.svelte';
import { arrowAt, type DrawnArrow } from './arrows';
import { layoutFrame, layoutPart, type Frame, type Layout } from './layout';
import { axisHeight } from './marks/axis';
import { pastOf, type Past } from './past';
import { kept, pictureOf, type Layer } from './picture';
import { RunIndex } from './run';
import type { Run } from './scene';
import { nowOf, stepAt, zoomed, zoomFor } from './view';

/** A place that has not been measured yet, or cannot be. */
const WIDTH = 800;
const HEIGHT = 190;
const FONT = 12;
const TARGET = 24;

/** How near to an arrow one has to point. */
const REACH = 7;

/** How the diagram of a session is looked at: its zoom, what is in view, which message is lit. */
export class DiagramState {
  /** How wide a step is; null: as wide as the text asks. */
  zoomed = $state<number | null>(null);
  /** The present is kept in view. */
  follow = $state(true);
  /** The message whose past is lit, as pointed at or chosen. */
  pointed = $state.raw<number | null>(null);
  chosen = $state.raw<number | null>(null);
  /** As measured: of the part in view, and of the text; 0: not measured. */
  width = $state(0);
  height = $state(0);
  font = $state(0);
  target = $state(0);
  left = $state(0);

  /** All messages of the path shown. */
  readonly index = new RunIndex();

  #session: Stepper;

  constructor(session: Stepper) {
    this.#session = session;
  }

  readonly axis: number = $derived.by(() => axisHeight(this.font || FONT));

  readonly #run: Run = $derived.by(() => {
    const { system, path, step } = this.#session;
    this.index.follow(path);
    const violations = path.at(-1)?.seen.violations ?? [];
    return { system, path, present: step, violations };
  });

  readonly frame: Frame = $derived.by(() =>
    layoutFrame(this.#run, this.index, {
      height: (this.height || HEIGHT) - this.axis,
      font: this.font || FONT,
      column: this.zoomed ?? zoomFor(this.font || FONT),
      target: this.target || TARGET,
    }),
  );

  /** Scrolling by less than a quarter of the width draws nothing anew. */
  readonly #quarter: number = $derived.by(() => (this.width || WIDTH) / 4);
  /** A shorter run may have come in the place of the one that was scrolled. */
  readonly #at: number = $derived.by(() => Math.floor(Math.min(this.left, this.frame.width) / this.#quarter));

  readonly part: readonly [number, number] = $derived.by(() => [
    Math.max(0, (this.#at - 1) * this.#quarter),
    Math.min(this.frame.width, (this.#at + 6) * this.#quarter),
  ]);

  readonly layout: Layout = $derived.by(() => layoutPart(this.#run, this.index, this.frame, this.part));

  /** The message that is lit; one of another branch is none. */
  readonly lit: DrawnArrow | null = $derived.by(() => {
    const id = this.pointed ?? this.chosen;
    return this.layout.arrows.find(({ arrow }) => arrow.message.id === id) ?? null;
  });

  readonly past: Past | null = $derived.by(() =>
    this.lit ? pastOf(this.lit.arrow.message.id, this.index) : null,
  );

  #drawn: readonly Layer[] = [];
  readonly layers: readonly Layer[] = $derived.by(() => {
    this.#drawn = kept(this.#drawn, pictureOf(this.layout, this.past));
    return this.#drawn;
  });

  /** Where to scroll so that the present, and what is in flight, is in view; where it is already, as it is. */
  followed(): number {
    const { scale, width } = this.frame;
    const seen = this.width || WIDTH;
    const now = nowOf(scale);
    const right = Math.min(width, now + Math.min(scale.gutter + 16, seen * 0.8));
    const most = Math.max(0, now - seen * 0.15);
    return Math.min(most, Math.max(this.left, right - seen));
  }

  isPresentSeen(): boolean {
    const now = nowOf(this.frame.scale);
    return now >= this.left && now <= this.left + (this.width || WIDTH);
  }

  /** Zooms, and gives where to scroll so that what stands at `x` of the part in view stays there. */
  zoom(by: number, x = (this.width || WIDTH) / 2): number {
    const before = this.frame.scale;
    const step = (this.left + x) / before.column;
    this.zoomed = zoomed(before.column, by);
    return Math.max(0, step * this.zoomed - x);
  }

  /** The arrow at a place of the diagram: from its left, and from the top of the lanes. */
  arrowAt(x: number, y: number): DrawnArrow | null {
    return arrowAt(this.layout.arrows, x, y, REACH);
  }

  stepAt(x: number): number | null {
    return stepAt(this.frame.scale, x);
  }

  /** Chooses the next message or the one before, among those drawn; from none, the last one sent. */
  choose(by: 1 | -1): void {
    const ids = this.layout.arrows.map(({ arrow }) => arrow.message.id);
    const at = ids.indexOf(this.chosen ?? -1);
    const next = at < 0 ? ids.length - 1 : Math.max(0, Math.min(ids.length - 1, at + by));
    this.chosen = ids[next] ?? null;
    this.pointed = null;
  }

  /** The message lit, while it is in flight at the step shown. */
  get openMessage(): Message | null {
    const { lit } = this;
    return lit && (lit.state === 'open' || lit.state === 'held') && !lit.future ? lit.arrow.message : null;
  }
}
