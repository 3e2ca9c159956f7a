import type { ActorId } from '../../../protocol/message';
import { beyond, cutOff, type Groups } from './cut';
import type { Box, Point } from './geometry';

/** A press that moves less than this, in pixels, is no line. */
const LINE_LEAST = 24;

/** A cut of the network that is being drawn: by a line dragged across the stage, or by choosing nodes. */
export class Cutting {
  /** Nodes are being chosen. */
  choosing = $state(false);
  line = $state.raw<{ readonly from: Point; readonly to: Point } | null>(null);
  /** The nodes on the far side of the cut. */
  far = $state.raw<readonly ActorId[]>([]);

  begin(from: Point): void {
    this.line = { from, to: from };
    if (!this.choosing) this.far = [];
  }

  /** The line goes on to `to`. */
  draw(to: Point, ids: readonly ActorId[], boxes: Readonly<Record<ActorId, Box>>): void {
    if (!this.line) return;
    this.line = { ...this.line, to };
    const { from } = this.line;
    this.far = Math.hypot(to.x - from.x, to.y - from.y) < LINE_LEAST ? [] : beyond(from, to, ids, boxes);
  }

  toggle(id: ActorId): void {
    this.far = this.far.includes(id) ? this.far.filter((it) => it !== id) : [...this.far, id];
  }

  /** The groups that the cut makes of those there are; null: it parts no two nodes. */
  parted(groups: Groups): Groups | null {
    const after = cutOff(groups, this.far);
    return after.length > groups.length ? after : null;
  }

  end(): void {
    this.choosing = false;
    this.line = null;
    this.far = [];
  }
}
