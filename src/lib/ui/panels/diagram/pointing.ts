import type { Message } from '../../../protocol/message';
import type { DiagramState } from './diagram.svelte';

/** A mouse that moves less than this, in pixels, does not drag: it clicks. */
const STILL = 4;

/** The pointer in the diagram: it drags the picture, points at messages, opens or chooses them, and goes to steps. */
export class Pointing {
  /** Where a drag began; null: no drag. */
  #drag: { readonly x: number; readonly left: number } | null = null;
  #dragged = false;

  constructor(
    readonly diagram: DiagramState,
    readonly onopen: (message: Message) => void,
    readonly ontravel: (step: number) => void,
  ) {}

  readonly down = (event: PointerEvent): void => {
    this.#dragged = false;
    if (event.pointerType !== 'mouse' || event.button !== 0) return;
    this.#drag = { x: event.clientX, left: scrollerOf(event).scrollLeft };
  };

  readonly move = (event: PointerEvent): void => {
    const { diagram } = this;
    if (this.#drag) {
      const by = event.clientX - this.#drag.x;
      if (Math.abs(by) > STILL) this.#dragged = true;
      if (this.#dragged) scrollerOf(event).scrollLeft = this.#drag.left - by;
    } else if (event.pointerType === 'mouse' && !isOnButton(event)) {
      const { x, y } = this.#place(event);
      diagram.pointed = diagram.arrowAt(x, y)?.arrow.message.id ?? null;
    }
  };

  readonly up = (): void => {
    this.#drag = null;
  };

  readonly leave = (): void => {
    this.#drag = null;
    this.diagram.pointed = null;
  };

  /**
   * A click on an open arrow opens its message; on another arrow, it chooses the message; elsewhere it goes to the step of
   * that column.
   */
  readonly click = (event: MouseEvent): void => {
    const { diagram } = this;
    if (this.#dragged || isOnButton(event)) return;
    const { x, y } = this.#place(event);
    const hit = diagram.arrowAt(x, y);
    const step = diagram.stepAt(x);
    if (hit) {
      diagram.chosen = hit.arrow.message.id;
      diagram.pointed = null;
      if (diagram.openMessage) this.onopen(diagram.openMessage);
    } else if (step !== null) {
      diagram.chosen = null;
      this.ontravel(step);
    }
  };

  /** The position from the left of the diagram and from the top of the lanes. */
  #place(event: MouseEvent): { x: number; y: number } {
    const scroller = scrollerOf(event);
    const box = scroller.getBoundingClientRect();
    return {
      x: event.clientX - box.left + scroller.scrollLeft,
      y: event.clientY - box.top + scroller.scrollTop - this.diagram.axis,
    };
  }
}

const scrollerOf = (event: MouseEvent) => event.currentTarget as HTMLElement;
const isOnButton = (event: MouseEvent) =>
  event.target instanceof Element && event.target.closest('button') !== null;
