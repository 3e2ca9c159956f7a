import { readFileSync } from 'node:fs';
import type { Paint } from '../../src/lib/picture/svg';

const LIGHT = /:root \{([^}]*)\}/.exec(readFileSync('src/styles/tokens.css', 'utf8'))?.[1] ?? '';

/** The colours of the light theme, read from their style sheet. */
export const light: Paint = (name) => {
  const match = new RegExp(`--${name}: (?:light-dark\\(([^,]*)|([^;]*);)`).exec(LIGHT);
  const found = match?.[1] ?? match?.[2];
  if (found === undefined) throw new Error(`tokens.css has no colour ${name}`);
  return found;
};

/** Parses an SVG file as XML. Throws if it is not well-formed or not self-contained. */
export function readSvg(markup: string): Element {
  const { documentElement: root } = new DOMParser().parseFromString(markup, 'image/svg+xml');
  const error =
    root.getElementsByTagName('parsererror')[0] ?? (root.nodeName === 'parsererror' ? root : null);
  if (error) throw new Error(error.textContent ?? 'not well-formed');
  const fetched = /\b(?:href|src)=|url\(|var\(|currentColor|class=|@import/.exec(
    markup.replace(/ (?:fill|stroke)="currentColor"/g, ''),
  );
  if (fetched) throw new Error(`not self-contained: ${fetched[0]}`);
  return root;
}

/** Where a picture is drawn outside itself: elements by number that are not in the frame. */
export const textsOf = (root: Element): string[] =>
  [...root.querySelectorAll('text')].map(({ textContent }) => textContent ?? '');
