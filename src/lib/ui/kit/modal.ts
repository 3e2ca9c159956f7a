import { tick } from 'svelte';
import { scrollDialog } from './dialog-scroll';
import { holdFocus } from './focus';
import { keepFocus } from './keep-focus';

/**
 * Attached to a dialog: opens it, keeps the focus in it, and gives the focus back when it closes, unless something else
 * has taken it.
 */
export function modal(dialog: HTMLDialogElement): () => void {
  const opener = document.activeElement;
  dialog.showModal();
  const leave = keepFocus(dialog);
  // A browser may report the closing late, when another dialog is open in its place. That one must stay open.
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
    // The step done in the dialog may have removed its opener.
    void tick().then(() => holdFocus());
  };
}

/** Closes all open dialogs one after the other, as Escape would. */
export async function closeDialogs(): Promise<void> {
  for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) {
    const closed = new Promise((resolve) => dialog.addEventListener('close', resolve, { once: true }));
    dialog.close();
    await closed;
  }
}
