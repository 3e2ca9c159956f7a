/** Attached to a dialog: opens it, and when it goes gives the focus back to what had it, unless something else has taken it. */
export function modal(dialog: HTMLDialogElement): () => void {
  const opener = document.activeElement;
  dialog.showModal();
  return () => {
    const active = document.activeElement;
    const isLost = active === null || active === document.body || dialog.contains(active);
    if (isLost && opener instanceof HTMLElement) opener.focus();
  };
}
