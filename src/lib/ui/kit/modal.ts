import { tick } from 'svelte';
import { holdFocus } from './focus';
import { keepPlace } from '../app/keep-place';

/**
 * Attached to a dialog: opens it, keeps the focus in it whatever is done there, and when it goes gives the focus back to what had
 * it, unless something else has taken it.
 */
export function modal(dialog: HTMLDialogElement): () => void {
  const opener = document.activeElement;
  dialog.showModal();
  const leave = keepPlace(dialog);
  // A browser tells late that it closed one: by then another may be open in its place, which is to stay.
  const ignoreGone = (event: Event) => {
    if (!dialog.isConnected) event.stopImmediatePropagation();
  };
  dialog.addEventListener('close', ignoreGone, { capture: true });
  return () => {
    leave();
    const active = document.activeElement;
    const isLost = active === null || active === document.body || dialog.contains(active);
    if (isLost && opener instanceof HTMLElement) opener.focus();
    // What opened it may go with the step that was done in it.
    void tick().then(() => holdFocus());
  };
}
