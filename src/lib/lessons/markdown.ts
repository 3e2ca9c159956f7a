/**
 * The texts of lessons: a small part of Markdown, parsed to a tree. Paragraphs, lists, `*emphasis*`, `**strong**`, ``
 * `code` `` and links to places in the app or to `https:` addresses. Everything else is plain text.
 */
type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'emphasis' | 'strong'; readonly children: readonly Inline[] }
  /** `to`: an `https:` address, or a path of the app without a leading slash. */
  | { readonly kind: 'link'; readonly to: string; readonly children: readonly Inline[] };

const ITEM = /^(?:[-*]|(\d+)\.) +(.*)$/;

/**
 * Parses a text of several lines. Empty lines separate paragraphs; a line that begins with `- ` or `1. ` begins an item of
 * a list.
 */
export function readMarkdown(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.trim().split(/\n[ \t]*\n/)) {
    let lines: string[] = [];
    let items: string[] = [];
    let ordered = false;
    const flush = () => {
      if (lines.length > 0) blocks.push({ kind: 'paragraph', children: readInline(lines.join(' ')) });
      if (items.length > 0) blocks.push({ kind: 'list', ordered, items: items.map(readInline) });
      [lines, items] = [[], []];
    };
    for (const line of part.split('\n').map((one) => one.trim())) {
      const [, number, item] = ITEM.exec(line) ?? [];
      if (item !== undefined) {
        if (lines.length > 0 || (items.length > 0 && ordered !== (number !== undefined))) flush();
        ordered = number !== undefined;
        items.push(item);
      } else if (items.length > 0) items.push(`${items.pop()} ${line}`);
      else if (line !== '') lines.push(line);
    }
    flush();
  }
  return blocks;
}

/**
 * In the order in which they are tried. A mark that is not closed within 1,000 characters is text, so that the time of
 * parsing grows linearly with the length of the text.
 */
const MARKS: readonly (readonly [RegExp, (found: readonly string[]) => Inline])[] = [
  [/`([^`]{1,1000})`/y, ([, text = '']) => ({ kind: 'code', text })],
  [
    /\*\*(?=\S)(.{1,1000}?)(?<=\S)\*\*/sy,
    ([, text = '']) => ({ kind: 'strong', children: readInline(text) }),
  ],
  [
    /\*(?=[^\s*])(.{1,1000}?)(?<=[^\s*])\*(?!\*)/sy,
    ([, text = '']) => ({ kind: 'emphasis', children: readInline(text) }),
  ],
  [
    /\[([^[\]]{1,1000})\]\(((?:https:\/\/|(?:lab|lessons|challenges|compare|rules)(?=[/#)]))[^()\s]{0,1000})\)/y,
    ([, text = '', to = '']) => ({ kind: 'link', to, children: readInline(text) }),
  ],
];

/** Parses a text of one line: a question, a choice. */
export function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  for (let at = 0; at < text.length;) {
    const mark = markAt(text, at);
    if (mark) {
      if (plain !== '') parts.push({ kind: 'text', text: plain });
      plain = '';
      parts.push(mark.inline);
      at = mark.end;
    } else plain += text[at++];
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return parts;
}

function markAt(text: string, at: number): { readonly inline: Inline; readonly end: number } | null {
  if (!'`*['.includes(text.charAt(at))) return null;
  for (const [pattern, make] of MARKS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return { inline: make(found), end: at + found[0].length };
  }
  return null;
}

/** All pieces of text, code and links, at any depth. */
function leaves(inlines: readonly Inline[]): Inline[] {
  return inlines.flatMap((one) => ('children' in one ? [one, ...leaves(one.children)] : one));
}

/** The same for a whole text. */
export function leavesOf(blocks: readonly Block[]): Inline[] {
  return blocks.flatMap((block) =>
    block.kind === 'list' ? block.items.flatMap(leaves) : leaves(block.children),
  );
}
