/** The runs stored in a browser by name. Each has its own key, so that two tabs that save at once lose nothing. */
import { outlineOf, type Stretch } from './outline';
import type { TextStore, Refusal } from './port';
import type { SavedRun, SavedTree } from './saved-tree';

const PREFIX = 'lockstep.run.';

/** The key of the one run that the first version could save. It is listed and opened like the others. */
const FIRST_ID = 'first';
const FIRST_KEY = 'lockstep.tree';
const FIRST_NAME = 'Kept earlier';

/** An entry in the list of saved runs. */
export interface RunEntry {
  readonly id: string;
  readonly name: string;
  /** The time of saving, in milliseconds since 1970; 0: unknown, from before it was stored. */
  readonly savedAt: number;
  /** The number of acts on all branches. */
  readonly acts: number;
  /** Its shape. */
  readonly outline: readonly Stretch[];
}

/** A saved or opened run, with its revision. */
export interface Saved {
  readonly id: string;
  /** A new one after each save, so that nobody overwrites a revision that they have not seen. */
  readonly revision: string;
}

type SaveResult =
  | ({
      readonly ok: true;
      /**
       * Another tab has saved this run in the meantime. That one stays, and this one is saved beside it, under this name.
       */
      readonly beside?: string;
    } & Saved)
  | { readonly ok: false; readonly refusal: Refusal };

type ReadResult =
  | { readonly ok: true; readonly run: SavedRun; readonly saved: Saved }
  | { readonly ok: false; readonly error: string };

interface Stored extends SavedRun {
  readonly version: 2;
  readonly name: string;
  readonly savedAt: number;
  readonly revision: string;
}

export const UNREADABLE = 'What this browser kept cannot be read.';
const NONE = 'No run is kept in this browser.';
const GONE =
  'The run that the address names is not kept in this browser: it was deleted, or kept in another one.';

const keyOf = (id: string) => (id === FIRST_ID ? FIRST_KEY : PREFIX + id);

export class SavedRuns {
  /**
   * @param store where they are stored
   * @param newId gives a unique text of letters, digits, `-` and `_`
   */
  constructor(
    readonly store: TextStore,
    readonly newId: () => string,
  ) {}

  /** All runs, the newest first. An unreadable one is listed too, and its name says so. */
  list(): readonly RunEntry[] {
    const ids = this.store.keys(PREFIX).map((key) => key.slice(PREFIX.length));
    if (this.store.read(FIRST_KEY) !== null) ids.push(FIRST_ID);
    return ids.map((id) => this.#entry(id)).sort((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? -1 : 1));
  }

  /** @param id null: the only one that the first version could save, or else the newest */
  read(id: string | null): ReadResult {
    const wanted = id ?? (this.store.read(FIRST_KEY) === null ? this.list()[0]?.id : FIRST_ID);
    const text = wanted === undefined ? null : this.store.read(keyOf(wanted));
    if (wanted === undefined || text === null) return { ok: false, error: id === null ? NONE : GONE };
    const stored = storedIn(text);
    if (stored === null) return { ok: false, error: UNREADABLE };
    const { toml, tree, revision } = stored;
    return { ok: true, run: { toml, tree }, saved: { id: wanted, revision } };
  }

  /**
   * Saves a run over the revision that it came from, or else as a new one.
   *
   * @param name the name of a new one
   * @param at the time, in milliseconds since 1970
   */
  save(run: SavedRun, name: string, at: number, over: Saved | null = null): SaveResult {
    const found = over === null ? null : this.#stored(over.id);
    const isOver =
      over !== null && (found?.revision === over.revision || this.store.read(keyOf(over.id)) === null);
    const id = isOver ? over.id : this.newId();
    const called = found && isOver ? found.name : this.#free(found?.name ?? name);
    const revision = this.newId();
    const stored: Stored = { version: 2, name: called, savedAt: at, revision, ...run };
    const refusal = this.store.write(keyOf(id), JSON.stringify(stored));
    if (refusal !== null) return { ok: false, refusal };
    return { ok: true, id, revision, ...(found && !isOver ? { beside: called } : {}) };
  }

  rename(id: string, name: string): Refusal | null {
    const stored = this.#stored(id);
    return stored && this.store.write(keyOf(id), JSON.stringify({ ...stored, name }));
  }

  /** Deletes a run. @returns restores it, or says why it cannot */
  remove(id: string): () => Refusal | null {
    const text = this.store.read(keyOf(id));
    this.store.write(keyOf(id), null);
    return () => (text === null ? null : this.store.write(keyOf(id), text));
  }

  /** All runs that can be read, as one text, and how many cannot. */
  exported(): { readonly text: string; readonly unread: number } {
    const stored = this.list().map(({ id }) => this.#stored(id));
    const runs = stored.filter((one) => one !== null);
    const text = `${JSON.stringify({ lockstep: 'runs', version: 1, runs })}\n`;
    return { text, unread: stored.length - runs.length };
  }

  /**
   * Saves the runs of an exported text beside those that are there. One that is there already, of the same name and content, is not doubled.
   *
   * @returns how many were added and how many were left out because they cannot be read, or why the storage refused one: those before it
   * stay; null: it is no such text.
   */
  imported(
    text: string,
  ): { readonly added: number; readonly unread: number; readonly refusal: Refusal | null } | null {
    const file = jsonIn(text);
    if (!isTable(file) || file['lockstep'] !== 'runs' || !Array.isArray(file['runs'])) return null;
    const given: readonly unknown[] = file['runs'];
    const read = given.map((one) => storedIn(JSON.stringify(one))).filter((one) => one !== null);
    const known = new Set(this.list().map(({ id }) => contentOf(this.#stored(id))));
    let added = 0;
    for (const stored of read) {
      if (known.has(contentOf(stored))) continue;
      const entry: Stored = { ...stored, name: this.#free(stored.name), revision: this.newId() };
      const refusal = this.store.write(keyOf(this.newId()), JSON.stringify(entry));
      if (refusal !== null) return { added, unread: given.length - read.length, refusal };
      added++;
    }
    return { added, unread: given.length - read.length, refusal: null };
  }

  /** Whether the stored run with this id still has this revision. */
  isCurrent({ id, revision }: Saved): boolean {
    return this.#stored(id)?.revision === revision;
  }

  #stored(id: string): Stored | null {
    const text = this.store.read(keyOf(id));
    return text === null ? null : storedIn(text);
  }

  #entry(id: string): RunEntry {
    const stored = this.#stored(id);
    if (stored === null) return { id, name: 'Cannot be read', savedAt: 0, acts: 0, outline: [] };
    const { name, savedAt, tree } = stored;
    return { id, name, savedAt, acts: tree.moments.length, outline: outlineOf(tree) };
  }

  /** The name; if another run has it, `Name (2)` and so on. */
  #free(name: string): string {
    const names = new Set(this.list().map((entry) => entry.name));
    let free = name;
    for (let number = 2; names.has(free); number++) free = `${name} (${number})`;
    return free;
  }
}

/** What tells two stored runs apart, whenever they were saved. */
const contentOf = (stored: Stored | null): string =>
  stored === null ? '' : JSON.stringify([stored.name, stored.toml, stored.tree]);

/** The contents of a text of this version or of the first one; null: it is neither. */
function storedIn(text: string): Stored | null {
  const read = jsonIn(text);
  if (!isTable(read)) return null;
  const { version, toml, name, savedAt, revision } = read;
  const tree = version === 1 ? read : version === 2 ? read['tree'] : null;
  if (typeof toml !== 'string' || !isTree(tree)) return null;
  return {
    version: 2,
    name: typeof name === 'string' ? name : FIRST_NAME,
    savedAt: typeof savedAt === 'number' ? savedAt : 0,
    revision: typeof revision === 'string' ? revision : '',
    toml,
    tree,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether it has the form of a tree. `regrow.ts` checks its acts and branches. */
const isTree = (value: unknown): value is SavedTree => isTable(value) && Array.isArray(value['moments']);
