import type { System } from '../../../run/system';
import type { Scenario } from '../../../sim/scenario';
import { Session } from '../../run/session.svelte';
import type { Opened } from '../../run/toml';

/** A session in the place of another, which opened it: what is opened next, and what is undone before all that was done here, is the other's. */
export class HostedSession extends Session {
  /** @param host null: it stands alone. */
  constructor(
    scenario: Scenario,
    system: System,
    readonly host: Session | null,
  ) {
    super(scenario, system);
  }

  override load(read: Opened): boolean {
    return this.host && read.ok ? this.host.load(read) : super.load(read);
  }

  override get undoable(): string | null {
    return super.undoable ?? this.host?.undoable ?? null;
  }

  override undo(): void {
    if (super.undoable === null && this.host) this.host.undo();
    else super.undo();
  }

  override dismiss(): void {
    super.dismiss();
    this.host?.dismiss();
  }
}
