import type { ActorId } from '../../../protocol/message';
import type { ProtocolEvent } from '../../../protocol/event';
import type { World } from '../../../sim/world';
import { movementOf, moves, STEP_MOVES_MS, STILL, type Travel } from './travel';

/** A step that is about to be shown. */
interface StepShown {
  readonly world: World;
  readonly before: World | null;
  readonly events: readonly ProtocolEvent[];
  /** How long Play shows each step; null: it is paused. */
  readonly paceMs: number | null;
}

/** A chip that a step removes, at its old position. */
interface Leaving {
  readonly chip: HTMLElement;
  readonly box: DOMRect;
  readonly travel: Travel;
}

const chipOf = (root: HTMLElement, id: number) => root.querySelector<HTMLElement>(`[data-ids~="${id}"]`);
const rowOf = (root: HTMLElement, id: ActorId) => root.querySelector<HTMLElement>(`[data-actor="${id}"]`);

/** Scrolls to this row, if not all rows fit. */
export function scrollToRow(rows: HTMLElement, id: ActorId): void {
  const row = rowOf(rows, id)?.getBoundingClientRect();
  if (!row || rows.scrollHeight <= rows.clientHeight) return;
  const box = rows.getBoundingClientRect();
  // `scrollIntoView` would also scroll the page around a frame.
  if (row.top < box.top) rows.scrollTop += row.top - box.top;
  else if (row.bottom > box.bottom) rows.scrollTop += Math.min(row.bottom - box.bottom, row.top - box.top);
}

/** Animates a step: a delivered chip moves into its row, a sent message comes out of its sender's row. */
export class Motion {
  #leaving: Leaving[] = [];
  #running: Animation[] = [];
  #copies: HTMLElement[] = [];

  #shown: World | null = null;
  #shownAt = 0;
  #movement = STILL;

  /** Call it before the page shows a step: it remembers the chips that the step removes, and ends running animations. */
  before(root: HTMLElement | undefined, { world, before, events, paceMs }: StepShown): void {
    const now = performance.now();
    const movement = moves(this.#shown, before, now - this.#shownAt, paceMs) ? movementOf(events) : STILL;
    [this.#shown, this.#shownAt, this.#movement] = [world, now, movement];
    this.end();
    if (!root || !canMove(root)) return;
    this.#leaving = movement.travels.flatMap((travel) => {
      const chip = chipOf(root, travel.message.id);
      return chip
        ? [{ chip: chip.cloneNode(true) as HTMLElement, box: chip.getBoundingClientRect(), travel }]
        : [];
    });
  }

  /** Whether this world was the last one announced. */
  isShowing(world: World): boolean {
    return this.#shown === world;
  }

  /** Call it when the page shows the step. */
  after(root: HTMLElement, overlay: HTMLElement): void {
    const { sent } = this.#movement;
    // Animate a step only once, not when the page is laid out again.
    this.#movement = STILL;
    const origin = root.getBoundingClientRect();
    for (const { chip, box, travel } of this.#leaving) {
      const end = rowOf(root, travel.message.to)?.getBoundingClientRect();
      chip.style.cssText = `left:${box.left - origin.left}px;top:${box.top - origin.top}px`;
      chip.dataset.travels = travel.how;
      overlay.append(chip);
      this.#copies.push(chip);
      const arrives = travel.how !== 'is dropped' && end;
      const by = arrives
        ? `translate(${end.left + 24 - box.left}px, ${end.top + end.height / 2 - box.top - box.height / 2}px)`
        : 'none';
      const last = travel.how === 'arrives' ? { transform: by, opacity: 0.3 } : { transform: by, opacity: 0 };
      this.#run(chip, [{ transform: 'none', opacity: 1 }, last], STEP_MOVES_MS * 0.6, 0, () => chip.remove());
    }
    this.#leaving = [];
    if (!canMove(root)) return;
    for (const id of sent) this.#comeOut(root, id);
  }

  #comeOut(root: HTMLElement, id: number): void {
    const chip = chipOf(root, id);
    const sender = chip && rowOf(root, senderOf(chip))?.getBoundingClientRect();
    if (!chip || !sender) return;
    const box = chip.getBoundingClientRect();
    const from = `translate(${sender.left + 24 - box.left}px, ${sender.top + sender.height / 2 - box.top - box.height / 2}px)`;
    this.#run(
      chip,
      [
        { transform: from, opacity: 0 },
        { transform: 'none', opacity: 1 },
      ],
      STEP_MOVES_MS * 0.5,
      STEP_MOVES_MS * 0.5,
    );
  }

  #run(it: HTMLElement, frames: Keyframe[], duration: number, delay: number, done?: () => void): void {
    const animation = it.animate(frames, { duration, delay, easing: 'ease-in-out', fill: 'backwards' });
    if (done) animation.onfinish = done;
    this.#running.push(animation);
  }

  end(): void {
    for (const animation of this.#running) animation.cancel();
    for (const copy of this.#copies) copy.remove();
    this.#running = [];
    this.#copies = [];
    this.#leaving = [];
  }
}

const senderOf = (chip: HTMLElement) => chip.dataset.sender ?? '';

/** No animation for people who ask for less motion, or where the browser has none. */
function canMove(root: HTMLElement): boolean {
  return typeof root.animate === 'function' && !matchMedia('(prefers-reduced-motion: reduce)').matches;
}
