import type { Paint } from './svg';

/** The colours of the page's theme as `src/app.css` has them, resolved. */
export function paintOf(root: Element): Paint {
  const style = getComputedStyle(root);
  return (name) => style.getPropertyValue(`--${name}`).trim() || 'currentColor';
}
