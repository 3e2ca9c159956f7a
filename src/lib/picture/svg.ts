import { required } from '../protocol/known';
import { textWidth } from './text-width';

/** The colour of a name in the person's theme: `ink`, `tint-1`. A file needs resolved colours. */
export type Paint = (name: string) => string;

/** Undefined attributes are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element with its contents, which are markup already. */
export function element(name: string, attributes: Attributes, ...content: readonly string[]): string {
  const given = Object.entries(attributes).map(([key, value]) =>
    value === undefined ? '' : ` ${key}="${escaped(String(value))}"`,
  );
  const start = `<${name}${given.join('')}`;
  return content.length === 0 ? `${start}/>` : `${start}>${content.join('')}</${name}>`;
}

/** The font weight from which text is noticeably wider. */
const BOLD = 600;
const BOLDER = 1.05;

/**
 * A line of text, cut with an ellipsis if it is too long.
 *
 * @param room in pixels
 */
export function textLine(text: string, attributes: Attributes, fontSize = 13, room = Infinity): string {
  const size = fontSize * (Number(attributes['font-weight'] ?? 400) >= BOLD ? BOLDER : 1);
  const characters = Array.from(text);
  const fits = (count: number) => textWidth(`${characters.slice(0, count).join('')}…`, size) <= room;
  let count = characters.length;
  if (textWidth(text, size) > room) while (count > 0 && !fits(count)) count--;
  const shown = count === characters.length ? text : `${characters.slice(0, count).join('')}…`;
  return element('text', { 'font-size': fontSize, ...attributes }, escaped(shown));
}

interface SvgFrame {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly paint: Paint;
}

/** A whole SVG file. It is self-contained: it uses fonts that every machine has, and fetches nothing. */
export function svgDocument(
  { title, width, height, paint }: SvgFrame,
  ...content: readonly string[]
): string {
  const attributes = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'font-family': 'system-ui, sans-serif',
    fill: paint('ink'),
  };
  const ground = element('rect', { width, height, fill: paint('panel') });
  return `${element('svg', attributes, element('title', {}, escaped(title)), ground, ...content)}\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for XML. Characters that XML 1.0 forbids become U+FFFD. */
export function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => required(ENTITIES[character], 'the entity'));
}
