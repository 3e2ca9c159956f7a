import { tick } from 'svelte';

/**
 * Where what had the focus is gone with a step, the focus goes to `next`, or else to the button that steps on; the keys of
 * someone who uses no mouse would otherwise start again at the top of the page.
 */
export function holdFocus(next: HTMLElement | null = null): void {
  const { activeElement, body } = document;
  if (activeElement !== null && activeElement !== body) return;
  (next ?? document.querySelector<HTMLElement>('[data-steps-on]'))?.focus();
}

/** Attached to what opens beside other things: when it goes and the focus with it, the focus is given back to what had it before. */
export function giveBackFocus(): () => void {
  const opener = document.activeElement;
  return () => void tick().then(() => holdFocus(opener?.isConnected ? (opener as HTMLElement) : null));
}

/**
 * Attached to a part of the page: where a button goes with its own click, and nothing else has taken the focus, it is held
 * (`holdFocus`).
 */
export function holdFocusAfter(part: HTMLElement): () => void {
  const hold = ({ target }: Event) =>
    setTimeout(() => {
      if (target instanceof Element && !target.isConnected) holdFocus();
    });
  part.addEventListener('click', hold);
  return () => part.removeEventListener('click', hold);
}
