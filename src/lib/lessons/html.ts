/** Texts of lessons as markup, for pages that are made once. What stands in a text is escaped: it is never HTML itself. */
import { escaped } from '../picture/svg';
import type { World } from '../sim/world';
import { readHandle, valueOf } from './handles';
import { readInline, readMarkdown, type Inline } from './markdown';

/** How a place of the app is reached from the page. */
export type LinkTo = (place: string) => string;

/** A text of several lines, its values as they are in this world. */
export function textHtml(text: string, world: World, link: LinkTo): string {
  return readMarkdown(text)
    .map((block) => {
      if (block.kind === 'paragraph') return `<p>${inlinesHtml(block.children, world, link)}</p>`;
      const items = block.items.map((item) => `<li>${inlinesHtml(item, world, link)}</li>`).join('');
      return block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
    })
    .join('');
}

/** A text of one line. */
export const lineHtml = (text: string, world: World, link: LinkTo): string =>
  inlinesHtml(readInline(text), world, link);

function inlinesHtml(inlines: readonly Inline[], world: World, link: LinkTo): string {
  return inlines.map((inline) => inlineHtml(inline, world, link)).join('');
}

function inlineHtml(inline: Inline, world: World, link: LinkTo): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text);
    case 'code': {
      const handle = readHandle(inline.text);
      const value = handle && valueOf(world, handle);
      return value === null ? `<code>${escaped(inline.text)}</code>` : `<b>${escaped(value)}</b>`;
    }
    case 'emphasis':
      return `<em>${inlinesHtml(inline.children, world, link)}</em>`;
    case 'strong':
      return `<strong>${inlinesHtml(inline.children, world, link)}</strong>`;
    case 'link':
      return `<a href="${escaped(link(inline.to))}">${inlinesHtml(inline.children, world, link)}</a>`;
  }
}
