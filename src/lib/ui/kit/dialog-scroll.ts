import { isTextField } from './keys';

/** This much of the visible part stays visible. */
const KEPT_PX = 40;

/**
 * In a dialog PageDown and PageUp scroll: the focused element, or the dialog, or a scrolling part of it. At the end, the
 * dialog says how these keys can step again.
 *
 * @returns whether the key was handled
 */
export function scrollDialog(dialog: HTMLElement, { key, target }: KeyboardEvent): boolean {
  if (key !== 'PageDown' && key !== 'PageUp') return false;
  if (!(target instanceof HTMLElement) || isTextField(target)) return false;
  const box = scrollerFor(dialog, target);
  const before = box?.scrollTop;
  box?.scrollBy({ top: (key === 'PageDown' ? 1 : -1) * Math.max(KEPT_PX, box.clientHeight - KEPT_PX) });
  if (box?.scrollTop === before) sayHowToStep(dialog);
  return true;
}

function scrollerFor(dialog: HTMLElement, focused: HTMLElement): HTMLElement | undefined {
  const around: HTMLElement[] = [];
  for (let it: HTMLElement | null = focused; it && it !== dialog; it = it.parentElement) around.push(it);
  const inside = [...dialog.querySelectorAll<HTMLElement>('*')].filter((it) => !isTextField(it));
  return [...around, dialog, ...inside].find(scrolls);
}

function scrolls(it: HTMLElement): boolean {
  return it.scrollHeight > it.clientHeight && /auto|scroll/.test(getComputedStyle(it).overflowY);
}

/** Shown once for each dialog, at its foot. */
function sayHowToStep(dialog: HTMLElement): void {
  if (dialog.querySelector(':scope > .how-to-step')) return;
  const line = document.createElement('p');
  line.className = 'quiet how-to-step';
  line.setAttribute('role', 'status');
  line.textContent = 'Esc closes this; PageDown and PageUp step again then.';
  dialog.append(line);
}
