import type { Paint } from './svg';

/**
 * The resolved colours of the page's theme (`src/styles/tokens.css`). In a file of its own, `light-dark()` has no effect.
 */
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
