/**
 * Where the page stands: which page it is, and what it keeps behind its #. On the site these are the path and the fragment. In the single
 * file (scripts/build-single.js, which sets VITE_SINGLE) the fragment holds both: `#/lab/#example=…`.
 */
const BOTH = /^#(\/[^#]*)(#.*)?$/s;

/** Whether this is the single file. */
export const IS_SINGLE = import.meta.env.VITE_SINGLE === '1';

/** Which page this is. */
export const pageHere = (): string =>
  IS_SINGLE ? (BOTH.exec(location.hash)?.[1] ?? '/') : location.pathname;

/** What the page keeps in the address, with its #; '' where it keeps nothing. */
export const hashHere = (): string => (IS_SINGLE ? (BOTH.exec(location.hash)?.[2] ?? '') : location.hash);

/** The address of this page with something else behind its #, as `replaceState` takes it. */
export const withHash = (hash: string): string =>
  IS_SINGLE ? `#${pageHere()}${hash}` : `${location.pathname}${location.search}${hash}`;
