import { parse } from 'smol-toml';

/** The way to a value in a document: table keys and list indexes (from 0). */
export type Path = readonly (string | number)[];

/** Where a key and its value begin, as offsets into the text. In a list the two are the same. */
export interface Place {
  /** -1, as `valueAt`: not met. */
  keyAt: number;
  valueAt: number;
  /** By table key or list index: those that are looked for. null: none. */
  children: Map<string | number, Place> | null;
  /** The tables that `[[…]]` headers have begun here so far, so that a later header means the last. */
  tables: number;
  /** Its own line has been met, not only a key that it is a part of; or nobody waits for it. */
  settled: boolean;
}

interface KeyPart {
  readonly name: string;
  readonly at: number;
}

const BARE_KEY = /[A-Za-z0-9_-]*/y;
const SCALAR = /[^,\]}#\r\n]*/y;

/**
 * Finds where keys and values of a TOML document stand, for the parser tells it of syntax errors only. It reads no further than
 * needed and keeps nothing of the rest, so that a large file with many mistakes is told in a blink.
 *
 * @param text TOML that has been parsed already: this scanner does not look for errors, and recurses as deep as lists nest.
 * @param paths those to look for.
 * @returns the place of the document; its children are the top-level keys.
 */
export function scanPlaces(text: string, paths: Iterable<Path>): Place {
  const root = newPlace();
  Object.assign(root, { keyAt: 0, valueAt: 0 });
  let wanted = 0;
  for (const path of paths) {
    let place = root;
    for (const step of path) {
      const children = (place.children ??= new Map<string | number, Place>());
      place = children.get(step) ?? newPlace();
      children.set(step, place);
    }
    // What lies on the way need not be met by itself: a list of tables has no line of its own.
    if (place.settled && place !== root) wanted++;
    place.settled = false;
  }
  new Scanner(text, wanted).document(root);
  return root;
}

/** The place of a path, or of the nearest table around it that the text has. */
export function placeOf(root: Place, path: Path): Place {
  let place = root;
  for (const step of path) {
    const child = place.children?.get(step);
    if (!child || child.keyAt < 0) break;
    place = child;
  }
  return place;
}

/** Reads the (dotted) key that begins at an offset; for messages about a key that the parser refused. */
export function keyAt(text: string, offset: number): string[] {
  return new Scanner(text, 1, offset).key().map(({ name }) => name);
}

function newPlace(): Place {
  return { keyAt: -1, valueAt: -1, children: null, tables: 0, settled: true };
}

/** The place of whatever is not looked for. */
const NOWHERE = newPlace();

class Scanner {
  constructor(
    private readonly text: string,
    /** How many places that are looked for are not settled. */
    private wanted: number,
    private at = 0,
  ) {}

  document(root: Place): void {
    let table = root;
    for (this.skipVoid(); this.wanted > 0 && this.at < this.text.length; this.skipVoid()) {
      if (this.peek() === '[') table = this.header(root);
      else this.pair(table);
    }
  }

  key(): KeyPart[] {
    const parts: KeyPart[] = [];
    do {
      if (parts.length > 0) this.at++;
      this.skipSpaces();
      parts.push({ at: this.at, name: this.keyPart() });
      this.skipSpaces();
    } while (this.peek() === '.');
    return parts;
  }

  private header(root: Place): Place {
    const headerAt = this.at;
    const tables = this.text.startsWith('[[', this.at);
    this.at += tables ? 2 : 1;
    const parts = this.key();
    this.at += tables ? 2 : 1;
    const last = parts.at(-1) as KeyPart;
    const place = child(this.descend(root, parts), last);
    if (!tables) return this.settle(place, last.at, headerAt);
    return this.settle(item(place, place.tables++), last.at, headerAt);
  }

  private pair(table: Place): void {
    const parts = this.key();
    const last = parts.at(-1) as KeyPart;
    const parent = this.descend(table, parts);
    this.at++;
    this.skipSpaces();
    this.value(this.settle(child(parent, last), last.at, this.at));
  }

  private value(place: Place): void {
    const first = this.peek();
    if (first === '[') this.list(place);
    else if (first === '{') this.inlineTable(place);
    else if (first === '"' || first === "'") this.string(first);
    else this.skip(SCALAR);
  }

  private list(place: Place): void {
    this.at++;
    let index = 0;
    for (this.skipVoid(); !this.closes(']'); this.skipVoid()) {
      this.value(this.settle(item(place, index++), this.at, this.at));
      this.afterItem();
    }
    this.at++;
  }

  private inlineTable(place: Place): void {
    this.at++;
    for (this.skipVoid(); !this.closes('}'); this.skipVoid()) {
      this.pair(place);
      this.afterItem();
    }
    this.at++;
  }

  private afterItem(): void {
    this.skipVoid();
    if (this.peek() === ',') this.at++;
  }

  private keyPart(): string {
    const quote = this.peek();
    const start = this.at;
    if (quote !== '"' && quote !== "'") {
      this.skip(BARE_KEY);
      return this.text.slice(start, this.at);
    }
    this.shortString(quote);
    const raw = this.text.slice(start, this.at);
    if (!raw.includes('\\') || quote === "'") return raw.slice(1, -1);
    return parse(`key = ${raw}`)['key'] as string;
  }

  private string(quote: string): void {
    if (this.text.startsWith(quote.repeat(3), this.at)) this.longString(quote);
    else this.shortString(quote);
  }

  /** Up to the same quotation mark; in basic strings a backslash takes the next character with it. */
  private shortString(quote: string): void {
    for (this.at++; this.at < this.text.length; this.at++) {
      const character = this.peek();
      if (character === quote) break;
      if (character === '\\' && quote === '"') this.at++;
    }
    this.at++;
  }

  /** Up to three of the same quotation mark; one or two more belong to the string. */
  private longString(quote: string): void {
    const end = quote.repeat(3);
    for (this.at += 3; this.at < this.text.length && !this.text.startsWith(end, this.at); this.at++) {
      if (this.peek() === '\\' && quote === '"') this.at++;
    }
    this.at += 3;
    for (let more = 0; more < 2 && this.peek() === quote; more++) this.at++;
  }

  private descend(from: Place, parts: readonly KeyPart[]): Place {
    let place = from;
    for (let i = 0; i < parts.length - 1; i++) {
      place = child(place, parts[i] as KeyPart);
      if (place.tables > 0) place = place.children?.get(place.tables - 1) ?? NOWHERE;
    }
    return place;
  }

  private settle(place: Place, keyAt: number, valueAt: number): Place {
    if (place === NOWHERE) return place;
    if (!place.settled) this.wanted--;
    return Object.assign(place, { keyAt, valueAt, settled: true });
  }

  private closes(bracket: string): boolean {
    return this.wanted === 0 || this.at >= this.text.length || this.peek() === bracket;
  }

  private peek(): string {
    return this.text.charAt(this.at);
  }

  private skip(pattern: RegExp): void {
    pattern.lastIndex = this.at;
    if (pattern.test(this.text)) this.at = pattern.lastIndex;
  }

  private skipSpaces(): void {
    while (isSpace(this.text.charCodeAt(this.at))) this.at++;
  }

  /** Spaces, line ends and comments. */
  private skipVoid(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x23) {
        const end = this.text.indexOf('\n', this.at);
        this.at = end < 0 ? this.text.length : end;
      } else if (isSpace(code) || code === 0x0a || code === 0x0d) this.at++;
      else return;
    }
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** The child of that name, if it is looked for; a table that is met as part of a key is there from then on. */
function child(place: Place, { name, at }: KeyPart): Place {
  const found = place.children?.get(name);
  if (!found) return NOWHERE;
  if (found.keyAt < 0) Object.assign(found, { keyAt: at, valueAt: at });
  return found;
}

function item(place: Place, index: number): Place {
  return place.children?.get(index) ?? NOWHERE;
}
