import { escaped } from '../../../picture/svg';

/**
 * What is to be put into a page to show a run in it: a frame with a title for who cannot see it.
 *
 * @param link to the run; what it shows beside the run stands in its `?…`.
 * @param title of what runs.
 * @param onClick nothing is fetched until the frame is pressed.
 */
export function embedSnippet(link: string, title: string, onClick: boolean): string {
  const address = new URL(link);
  address.search = onClick ? '?embed&play=click' : '?embed';
  return `<iframe title="${escaped(`${title}, step by step in Lockstep`)}" src="${escaped(address.href)}" width="640" height="480" loading="lazy" allow="fullscreen" style="border: 0; max-width: 100%"></iframe>`;
}
