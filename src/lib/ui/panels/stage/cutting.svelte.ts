import type { ActorId } from '../../../protocol/message';
import { cutOff, type Groups } from '../../../picture/stage/cut';

/** A cut of the network in preparation: the person chooses the nodes beyond it. */
export class Cutting {
  choosing = $state(false);
  /** The nodes beyond the cut. */
  far = $state.raw<readonly ActorId[]>([]);

  begin(): void {
    this.choosing = true;
    this.far = [];
  }

  toggle(id: ActorId): void {
    this.far = this.far.includes(id) ? this.far.filter((it) => it !== id) : [...this.far, id];
  }

  /** The groups after the cut; null: it divides no group of nodes. */
  parted(groups: Groups): Groups | null {
    const after = cutOff(groups, this.far);
    return after.length > groups.length ? after : null;
  }

  end(): void {
    this.choosing = false;
    this.far = [];
  }
}
