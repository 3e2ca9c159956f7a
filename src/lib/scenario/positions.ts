import { itemAt } from '../protocol/known';
import { parse } from 'smol-toml';

/** The path of a value in a document: table keys and list indexes (from 0). */
export type Path = readonly (string | number)[];

/** Where a key and its value begin, as offsets into the text. For an item of a list both are the same. */
export interface Location {
  /** -1, for `valueAt` too: not found yet. */
  keyAt: number;
  valueAt: number;
  /** The wanted children, by table key or list index. null: none is wanted. */
  children: Map<string | number, Location> | null;
  /** How many `[[…]]` headers of it have been found, so that a later header refers to the last table. */
  tables: number;
  /**
   * Whether the search for it is over: its own line has been found (not only a dotted key that contains it), or it is not
   * wanted.
   */
  settled: boolean;
}

interface KeyPart {
  readonly name: string;
  readonly at: number;
}

const BARE_KEY = /[A-Za-z0-9_-]*/y;
const SCALAR = /[^,\]}#\r\n]*/y;

/**
 * Finds the positions of keys and values in a TOML document, because the parser reports positions only for syntax errors.
 * Stops as soon as all wanted positions are found and stores no others, so that a large file with many mistakes is
 * reported at once.
 *
 * @param text TOML that has been parsed before: this scanner does not look for errors, and recurses as deep as lists nest
 * @param paths the wanted positions
 * @returns the position of the document; its children are the top-level keys
 */
export function scanLocations(text: string, paths: Iterable<Path>): Location {
  const root = newLocation();
  Object.assign(root, { keyAt: 0, valueAt: 0 });
  let wanted = 0;
  for (const path of paths) {
    let location = root;
    for (const step of path) {
      const children = (location.children ??= new Map<string | number, Location>());
      location = children.get(step) ?? newLocation();
      children.set(step, location);
    }
    // Intermediate values are not wanted themselves: a list of tables has no line of its own.
    if (location.settled && location !== root) wanted++;
    location.settled = false;
  }
  new Scanner(text, wanted).document(root);
  return root;
}

/** The position of a path, or of the closest table around it that the text has. */
export function locationOf(root: Location, path: Path): Location {
  let location = root;
  for (const step of path) {
    const child = location.children?.get(step);
    if (!child || child.keyAt < 0) break;
    location = child;
  }
  return location;
}

/** Reads the (dotted) key at an offset, for messages about a key that the parser refused. */
export function keyAt(text: string, offset: number): string[] {
  return new Scanner(text, 1, offset).key().map(({ name }) => name);
}

function newLocation(): Location {
  return { keyAt: -1, valueAt: -1, children: null, tables: 0, settled: true };
}

/** Stands for every value that is not wanted. */
const NOWHERE = newLocation();

class Scanner {
  constructor(
    private readonly text: string,
    /** How many wanted positions are not settled yet. */
    private wanted: number,
    private at = 0,
  ) {}

  document(root: Location): void {
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

  private header(root: Location): Location {
    const headerAt = this.at;
    const tables = this.text.startsWith('[[', this.at);
    this.at += tables ? 2 : 1;
    const parts = this.key();
    this.at += tables ? 2 : 1;
    const last = itemAt(parts, -1);
    const location = child(this.descend(root, parts), last);
    if (!tables) return this.settle(location, last.at, headerAt);
    return this.settle(item(location, location.tables++), last.at, headerAt);
  }

  private pair(table: Location): void {
    const parts = this.key();
    const last = itemAt(parts, -1);
    const parent = this.descend(table, parts);
    this.at++;
    this.skipSpaces();
    this.value(this.settle(child(parent, last), last.at, this.at));
  }

  private value(location: Location): void {
    const first = this.peek();
    if (first === '[') this.list(location);
    else if (first === '{') this.inlineTable(location);
    else if (first === '"' || first === "'") this.string(first);
    else this.skip(SCALAR);
  }

  private list(location: Location): void {
    this.at++;
    let index = 0;
    for (this.skipVoid(); !this.closes(']'); this.skipVoid()) {
      this.value(this.settle(item(location, index++), this.at, this.at));
      this.afterItem();
    }
    this.at++;
  }

  private inlineTable(location: Location): void {
    this.at++;
    for (this.skipVoid(); !this.closes('}'); this.skipVoid()) {
      this.pair(location);
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
    return String(parse(`key = ${raw}`)['key']);
  }

  private string(quote: string): void {
    if (this.text.startsWith(quote.repeat(3), this.at)) this.longString(quote);
    else this.shortString(quote);
  }

  /** Skips to the closing quotation mark. In basic strings a backslash escapes the next character. */
  private shortString(quote: string): void {
    for (this.at++; this.at < this.text.length; this.at++) {
      const character = this.peek();
      if (character === quote) break;
      if (character === '\\' && quote === '"') this.at++;
    }
    this.at++;
  }

  /** Skips to three quotation marks of the same kind; one or two more belong to the string. */
  private longString(quote: string): void {
    const end = quote.repeat(3);
    for (this.at += 3; this.at < this.text.length && !this.text.startsWith(end, this.at); this.at++) {
      if (this.peek() === '\\' && quote === '"') this.at++;
    }
    this.at += 3;
    for (let more = 0; more < 2 && this.peek() === quote; more++) this.at++;
  }

  private descend(from: Location, parts: readonly KeyPart[]): Location {
    let location = from;
    for (let i = 0; i < parts.length - 1; i++) {
      location = child(location, itemAt(parts, i));
      if (location.tables > 0) location = location.children?.get(location.tables - 1) ?? NOWHERE;
    }
    return location;
  }

  private settle(location: Location, keyAt: number, valueAt: number): Location {
    if (location === NOWHERE) return location;
    if (!location.settled) this.wanted--;
    return Object.assign(location, { keyAt, valueAt, settled: true });
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

  /** Skips spaces, line ends and comments. */
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

/** The child of that name, if it is wanted. A table that only appears as part of a dotted key begins there. */
function child(location: Location, { name, at }: KeyPart): Location {
  const found = location.children?.get(name);
  if (!found) return NOWHERE;
  if (found.keyAt < 0) Object.assign(found, { keyAt: at, valueAt: at });
  return found;
}

function item(location: Location, index: number): Location {
  return location.children?.get(index) ?? NOWHERE;
}
