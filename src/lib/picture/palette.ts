import type { Paint } from './svg';

/** The colours of the page's theme as `src/styles/tokens.css` has them, resolved: `light-dark()` means nothing in a file of its own. */
export function paintOf(root: Element): Paint {
  return (name) => {
    const probe = root.ownerDocument.createElement('span');
    probe.style.color = `var(--${name}, currentColor)`;
    root.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color.startsWith('rgb') ? color : 'currentColor';
  };
}
