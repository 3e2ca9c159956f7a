/**
 * The page's path and its fragment. On the site these are those of the address. In the single file
 * (scripts/build-single.js, which sets VITE_SINGLE) the fragment holds both: `#/lab/#example=…`.
 */
const BOTH = /^#(\/[^#]*)(#.*)?$/s;

/** Whether this is the single file. */
export const IS_SINGLE = import.meta.env.VITE_SINGLE === '1';

/** The path of this page. */
export const pageHere = (): string =>
  IS_SINGLE ? (BOTH.exec(location.hash)?.[1] ?? '/') : location.pathname;

/** The fragment of this page, with its #; '' if there is none. */
export const hashHere = (): string => (IS_SINGLE ? (BOTH.exec(location.hash)?.[2] ?? '') : location.hash);

/** The address of this page with another fragment, for `replaceState`. */
export const withHash = (hash: string): string =>
  IS_SINGLE ? `#${pageHere()}${hash}` : `${location.pathname}${location.search}${hash}`;
