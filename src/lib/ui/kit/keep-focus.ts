const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';

/**
 * Keeps the focus near its position: if the focused element disappears, the element now at its position gets the focus, or
 * else the next one that can.
 *
 * @param root the element to watch, with all it contains
 * @returns stops watching
 */
export function keepFocus(root: HTMLElement): () => void {
  let held: Element | null;
  let place = 0;
  const all = () => [...root.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const note = () => {
    held = document.activeElement;
    place = all().findIndex((it) => it === held);
  };
  const hold = () => {
    if (held?.isConnected || document.activeElement !== document.body) return;
    const candidates = all();
    for (const it of [...candidates.slice(Math.max(0, place)), ...candidates.reverse()]) {
      it.focus();
      if (document.activeElement === it) return;
    }
  };
  note();
  root.addEventListener('focusin', note);
  const observer = new MutationObserver(hold);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', note);
  };
}
