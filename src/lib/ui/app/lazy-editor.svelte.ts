import { missing } from '../kit/missing';
import type { Editor } from './editor.svelte';
import type { Source } from './source.svelte';

/** The editor that stands beside a run, fetched once the page is there. */
export class LazyEditor {
  /** null: it has not come. */
  current = $state.raw<Editor | null>(null);
  #fetched: Promise<Editor> | null = null;

  constructor(readonly source: Source) {}

  get isOpen(): boolean {
    return this.current !== null && this.current.text !== null;
  }

  /** Does something with it; where it cannot be fetched, that is said. */
  async use(act: (editor: Editor) => void | Promise<void>): Promise<void> {
    const editor = await this.#fetch();
    if (editor) await act(editor);
    else this.source.session.refusal = missing('The editor');
  }

  /** Opens it, unless what runs is not to be read. */
  async open(): Promise<void> {
    const { session } = this.source;
    if (session.sealed === null) await this.use((editor) => editor.open());
    else session.refusal = session.sealed;
  }

  /** As of the editor. */
  reject(toml: string): void {
    void this.use((editor) => editor.reject(toml));
  }

  /** As of the editor. To be called once the page is there. */
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

  /** null: it could not be fetched. It is tried again when it is next asked for. */
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
