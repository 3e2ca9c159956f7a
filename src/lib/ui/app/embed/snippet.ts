import { escaped } from '../../../picture/svg';

/**
 * The HTML to show a run in a page: a frame with a title for screen readers.
 *
 * @param link to the run, with the options in its `?…`
 * @param title of the run
 * @param onClick whether to load nothing until the frame is pressed
 */
export function embedSnippet(link: string, title: string, onClick: boolean): string {
  const address = new URL(link);
  address.search = onClick ? '?embed&play=click' : '?embed';
  return `<iframe title="${escaped(`${title}, step by step in Lockstep`)}" src="${escaped(address.href)}" width="640" height="480" loading="lazy" allow="fullscreen" style="border: 0; max-width: 100%"></iframe>`;
}
