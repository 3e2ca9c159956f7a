import type { Handle } from '@sveltejs/kit';

/** Every page preloads its typeface. If it is not there before the first paint, the page does without it. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, { preload: ({ type }) => type === 'js' || type === 'css' || type === 'font' });
