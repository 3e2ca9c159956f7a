import { tick } from 'svelte';
import { scrollDialog } from './dialog-scroll';
import { holdFocus } from './focus';
import { keepPlace } from './keep-place';

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
  const onkeydown = (event: KeyboardEvent) => {
    if (scrollDialog(dialog, event)) event.preventDefault();
  };
  dialog.addEventListener('keydown', onkeydown);
  return () => {
    dialog.removeEventListener('keydown', onkeydown);
    leave();
    const active = document.activeElement;
    const isLost = active === null || active === document.body || dialog.contains(active);
    if (isLost && opener instanceof HTMLElement) opener.focus();
    // What opened it may go with the step that was done in it.
    void tick().then(() => holdFocus());
  };
}

/** Closes all dialogs that are open, as Escape would, one after the other. */
export async function closeDialogs(): Promise<void> {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) {
    const closed = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    dialog.close();
    await closed;
  }
}
