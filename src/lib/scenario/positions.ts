import { parse } from 'smol-toml';

/** The way to a value in a document: table keys and list indexes (from 0). */
export type Path = readonly (string | number)[];

/** Where a key and its value begin, as offsets into the text. In a list the two are the same. */
export interface Place {
  keyAt: number;
  valueAt: number;
  /** By table key or list index; null: none. */
  children: Map<string | number, Place> | null;
  /** Made of `[[…]]` tables, so that a later header means its last item. */
  tables: boolean;
}

interface KeyPart {
  readonly name: string;
  readonly at: number;
}

const BARE_KEY = /[A-Za-z0-9_-]*/y;
const SPACES = /[ \t]*/y;
const SPACES_LINES_COMMENTS = /(?:[ \t\r\n]|#[^\n]*)*/y;
const SCALAR = /[^,\]}#\r\n]*/y;
const BASIC_STRING = /"(?:[^"\\]|\\.)*"?/y;
const LITERAL_STRING = /'[^']*'?/y;
const LONG_BASIC_STRING = /"""(?:[^"\\]|\\[^]|"(?!""))*(?:"{3,5})?/y;
const LONG_LITERAL_STRING = /'''(?:[^']|'(?!''))*(?:'{3,5})?/y;

/**
 * Finds where every key and value of a TOML document stands, for the parser tells it of syntax errors only.
 *
 * @param text TOML that has been parsed already: this scanner does not look for errors, and recurses as deep as lists nest.
 * @returns the place of the document; its children are the top-level keys.
 */
export function scanPlaces(text: string): Place {
  return new Scanner(text).document();
}

/** The place of a path, or of the nearest table around it that the text has. */
export function placeOf(root: Place, path: Path): Place {
  let place = root;
  for (const step of path) {
    const child = place.children?.get(step);
    if (!child) break;
    place = child;
  }
  return place;
}

/** Reads the (dotted) key that begins at an offset; for messages about a key that the parser refused. */
export function keyAt(text: string, offset: number): string[] {
  return new Scanner(text, offset).key().map(({ name }) => name);
}

function newPlace(keyAt: number, valueAt: number): Place {
  return { keyAt, valueAt, children: null, tables: false };
}

class Scanner {
  constructor(
    private readonly text: string,
    private at = 0,
  ) {}

  document(): Place {
    const root = newPlace(0, 0);
    let table = root;
    for (this.skip(SPACES_LINES_COMMENTS); this.at < this.text.length; this.skip(SPACES_LINES_COMMENTS)) {
      if (this.peek() === '[') table = this.header(root);
      else this.pair(table);
    }
    return root;
  }

  key(): KeyPart[] {
    const parts: KeyPart[] = [];
    do {
      if (parts.length > 0) this.at++;
      this.skip(SPACES);
      parts.push({ at: this.at, name: this.keyPart() });
      this.skip(SPACES);
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
    const parent = this.descend(root, parts.slice(0, -1));
    const place = child(parent, last);
    if (tables) {
      place.tables = true;
      const item = newPlace(last.at, headerAt);
      append(place, item);
      return item;
    }
    Object.assign(place, { keyAt: last.at, valueAt: headerAt });
    return place;
  }

  private pair(table: Place): void {
    const parts = this.key();
    const place = child(this.descend(table, parts.slice(0, -1)), parts.at(-1) as KeyPart);
    this.at++;
    this.skip(SPACES);
    place.valueAt = this.at;
    this.value(place);
  }

  private value(place: Place): void {
    const first = this.peek();
    if (first === '[') this.list(place);
    else if (first === '{') this.inlineTable(place);
    else if (first === '"' || first === "'") this.string();
    else this.skip(SCALAR);
  }

  private list(place: Place): void {
    this.at++;
    for (this.skip(SPACES_LINES_COMMENTS); !this.closes(']'); this.skip(SPACES_LINES_COMMENTS)) {
      const item = newPlace(this.at, this.at);
      append(place, item);
      this.value(item);
      this.afterItem();
    }
    this.at++;
  }

  private inlineTable(place: Place): void {
    this.at++;
    for (this.skip(SPACES_LINES_COMMENTS); !this.closes('}'); this.skip(SPACES_LINES_COMMENTS)) {
      this.pair(place);
      this.afterItem();
    }
    this.at++;
  }

  private afterItem(): void {
    this.skip(SPACES_LINES_COMMENTS);
    if (this.peek() === ',') this.at++;
  }

  private keyPart(): string {
    const quote = this.peek();
    const start = this.at;
    if (quote !== '"' && quote !== "'") return this.skip(BARE_KEY);
    const raw = this.skip(quote === '"' ? BASIC_STRING : LITERAL_STRING);
    if (!raw.includes('\\') || quote === "'") return raw.slice(1, -1);
    return parse(`key = ${this.text.slice(start, this.at)}`)['key'] as string;
  }

  private string(): void {
    if (this.text.startsWith('"""', this.at)) this.skip(LONG_BASIC_STRING);
    else if (this.text.startsWith("'''", this.at)) this.skip(LONG_LITERAL_STRING);
    else this.skip(this.peek() === '"' ? BASIC_STRING : LITERAL_STRING);
  }

  private descend(from: Place, parts: readonly KeyPart[]): Place {
    return parts.reduce((place, part) => lastItem(child(place, part)), from);
  }

  private closes(bracket: string): boolean {
    return this.at >= this.text.length || this.peek() === bracket;
  }

  private peek(): string {
    return this.text.charAt(this.at);
  }

  private skip(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

/** The child of that name, made where it is first met. */
function child(place: Place, { name, at }: KeyPart): Place {
  const known = place.children?.get(name);
  if (known) return known;
  const made = newPlace(at, at);
  (place.children ??= new Map()).set(name, made);
  return made;
}

function append(place: Place, item: Place): void {
  const children = (place.children ??= new Map());
  children.set(children.size, item);
}

function lastItem(place: Place): Place {
  return (place.tables && place.children?.get(place.children.size - 1)) || place;
}
