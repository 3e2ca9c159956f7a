import type { Expectation } from '../../sim/action';
import type { Subject } from '../../protocol/lack';
import type { RuleCard } from '../../protocol/rule';
import type { Message } from '../../protocol/message';

interface Over {
  /** The dialog from which it was opened: closing comes back to it. Absent or null: the lab. */
  readonly over?: Dialog | null;
}

/** What is open after a dialog is closed; null: none. */
export const closed = (dialog: Dialog | null): Dialog | null =>
  dialog !== null && 'over' in dialog ? (dialog.over ?? null) : null;

/** The dialogs of the lab. */
export type Dialog =
  | { readonly kind: 'message'; readonly message: Message }
  | { readonly kind: 'node'; readonly id: string }
  | ({ readonly kind: 'rule'; readonly rule: RuleCard } & Over)
  | ({ readonly kind: 'why'; readonly about: Subject } & Over)
  | { readonly kind: 'steps'; /** The branch to compare with the shown one. */ readonly other: number | null }
  | {
      readonly kind: 'search';
      /** The search's initial goal. */
      readonly goal?: { readonly violation: string } | { readonly reach: readonly Expectation[] };
      /** Absent: from the step shown. */
      readonly from?: 'start';
    }
  | { readonly kind: 'reasons' | 'break' | 'promises' | 'branches' | 'saved' | 'export' };
