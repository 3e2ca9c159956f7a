import { tick } from 'svelte';
import { holdFocus } from './focus';

/** Attached to a dialog: opens it, and when it goes gives the focus back to what had it, unless something else has taken it. */
export function modal(dialog: HTMLDialogElement): () => void {
  const opener = document.activeElement;
  dialog.showModal();
  return () => {
    const active = document.activeElement;
    const isLost = active === null || active === document.body || dialog.contains(active);
    if (isLost && opener instanceof HTMLElement) opener.focus();
    // What opened it may go with the step that was done in it.
    void tick().then(() => holdFocus());
  };
}
