import type { Handle } from '@sveltejs/kit';

/** Every page asks for its typeface at once: it is there before the first paint, or that page does without. */
export const handle: Handle = ({ event, resolve }) =>
  resolve(event, { preload: ({ type }) => type === 'js' || type === 'css' || type === 'font' });
