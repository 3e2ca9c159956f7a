import { isTextField } from './keys';

/** So much of what is in view stays in view. */
const KEPT_PX = 40;

/**
 * In a dialog PageDown and PageUp scroll: what has the focus, or else the dialog, or else what scrolls in it. Where nothing can go
 * further that way, the dialog says how the key comes to step again.
 *
 * @returns whether the key was taken.
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

/** Said once a dialog: it stands at its foot from then on. */
function sayHowToStep(dialog: HTMLElement): void {
  if (dialog.querySelector(':scope > .how-to-step')) return;
  const line = document.createElement('p');
  line.className = 'quiet how-to-step';
  line.setAttribute('role', 'status');
  line.textContent = 'Esc closes this; PageDown and PageUp step again then.';
  dialog.append(line);
}
