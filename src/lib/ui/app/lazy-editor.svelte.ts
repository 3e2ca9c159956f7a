import { missing } from '../kit/missing';
import type { Editor } from './editor.svelte';
import type { Source } from './source.svelte';

/** The editor beside a run, loaded after the page. */
export class LazyEditor {
  /** null: not loaded yet. */
  current = $state.raw<Editor | null>(null);
  #fetched: Promise<Editor> | null = null;

  constructor(readonly source: Source) {}

  get isOpen(): boolean {
    return this.current !== null && this.current.text !== null;
  }

  /** Runs `act` with the editor. If it cannot be loaded, that is reported. */
  async use(act: (editor: Editor) => void | Promise<void>): Promise<void> {
    const editor = await this.#fetch();
    if (editor) await act(editor);
    else this.source.session.refusal = missing('The editor');
  }

  /** Opens it, unless the contents of the run are hidden. */
  async open(): Promise<void> {
    const { session } = this.source;
    if (session.sealed === null) await this.use((editor) => editor.open());
    else session.refusal = session.sealed;
  }

  /** See `Editor`. */
  reject(toml: string): void {
    void this.use((editor) => editor.reject(toml));
  }

  /** See `Editor`. Call it once the page is mounted. */
  attend(): () => void {
    let leave: (() => void) | null = null;
    let isHere = true;
    void this.#fetch().then((editor) => {
      if (isHere && editor) leave = editor.attend();
    });
    return () => {
      isHere = false;
      leave?.();
    };
  }

  /** null: it could not be loaded. The next request tries again. */
  async #fetch(): Promise<Editor | null> {
    this.#fetched ??= import('./editor.svelte').then(
      ({ Editor }) => (this.current = new Editor(this.source)),
    );
    try {
      return await this.#fetched;
    } catch {
      this.#fetched = null;
      return null;
    }
  }
}
