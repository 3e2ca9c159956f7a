/** Texts of lessons as markup, for prerendered pages. All text is escaped, so it is never HTML itself. */
import { escaped } from '../picture/svg';
import type { System } from '../run/system';
import type { World } from '../sim/world';
import { readHandle, valueOf } from './handles';
import { readInline, readMarkdown, type Inline } from './markdown';

/** The place of a text. */
export interface Where {
  readonly system: System;
  /** The world whose values it shows. */
  readonly world: World;
  /** Makes a link to a place in the app. */
  readonly link: (place: string) => string;
}

/** A text of several lines, with values from this world. */
export function textHtml(text: string, where: Where): string {
  return readMarkdown(text)
    .map((block) => {
      if (block.kind === 'paragraph') return `<p>${inlinesHtml(block.children, where)}</p>`;
      const items = block.items.map((item) => `<li>${inlinesHtml(item, where)}</li>`).join('');
      return block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
    })
    .join('');
}

/** A text of one line. */
export const lineHtml = (text: string, where: Where): string => inlinesHtml(readInline(text), where);

function inlinesHtml(inlines: readonly Inline[], where: Where): string {
  return inlines.map((inline) => inlineHtml(inline, where)).join('');
}

function inlineHtml(inline: Inline, where: Where): string {
  switch (inline.kind) {
    case 'text':
      return escaped(inline.text);
    case 'code': {
      const handle = readHandle(inline.text);
      const value = handle && valueOf(where.system, where.world, handle);
      return value === null ? `<code>${escaped(inline.text)}</code>` : `<b>${escaped(value)}</b>`;
    }
    case 'emphasis':
      return `<em>${inlinesHtml(inline.children, where)}</em>`;
    case 'strong':
      return `<strong>${inlinesHtml(inline.children, where)}</strong>`;
    case 'link':
      return `<a href="${escaped(where.link(inline.to))}">${inlinesHtml(inline.children, where)}</a>`;
  }
}
