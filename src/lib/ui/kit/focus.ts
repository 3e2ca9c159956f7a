import { tick } from 'svelte';

/**
 * Restores the focus if a step removed the focused element: to `next`, or else to the button that steps. Otherwise
 * keyboard users would start again at the top of the page.
 */
export function holdFocus(next: HTMLElement | null = null): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  (next ?? document.querySelector<HTMLElement>('[data-steps-on]'))?.focus();
}

/**
 * Attached to an element that opens: when it closes with the focus in it, the focus returns to the element that had it
 * before.
 */
export function giveBackFocus(): () => void {
  const opener = document.activeElement;
  return () =>
    void tick().then(() => holdFocus(opener instanceof HTMLElement && opener.isConnected ? opener : null));
}

/**
 * Attached to a part of the page: if a button disappears with its own click and nothing else has the focus, the focus is
 * restored (`holdFocus`).
 */
export function holdFocusAfter(part: HTMLElement): () => void {
  const hold = ({ target }: Event) =>
    setTimeout(() => {
      if (target instanceof Element && !target.isConnected) holdFocus();
    });
  part.addEventListener('click', hold);
  return () => part.removeEventListener('click', hold);
}
