import type { System } from '../../../run/system';
import type { Scenario } from '../../../sim/scenario';
import { Session } from '../../run/session.svelte';
import type { Opened } from '../../run/toml';

/** A session opened by another one, its host. What is opened next, and undoing the opening, are up to the host. */
export class HostedSession extends Session {
  /** @param host null: there is none */
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

  override loadInSlices(read: Opened): Promise<boolean | null> {
    return this.host && read.ok ? this.host.loadInSlices(read) : super.loadInSlices(read);
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
