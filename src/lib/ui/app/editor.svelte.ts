import { Drafts } from '../../run/drafts';
import { missing } from '../kit/missing';
import { pageHere } from '../kit/place';
import { tab } from '../kit/text-stores';
import { fetchWriter, readScenario } from '../run/toml';
import type { Source } from './source.svelte';

/** The pause in typing after which the tab stores the draft. */
const PAUSE_MS = 300;

const HELD = 'Your draft is kept in this tab: File, Edit TOML opens it again.';
const NOT_HELD =
  'This browser’s storage is full or forbidden: your draft is not kept. A reload or closing loses it; save it as a file.';

/** The editor beside a run: its text, and its draft. */
export class Editor {
  /** The text that it was given; null: it is closed. */
  text = $state<string | null>(null);
  /** Whether the text is an earlier draft that never ran. */
  isDraft = $state(false);
  /** A remark after it is closed. */
  remark = $state<string | null>(null);

  /** The text that was typed and not run; null: there is none. */
  #typed: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #drafts: Drafts;

  constructor(readonly source: Source) {
    this.#drafts = new Drafts(tab, source.kind);
  }

  show(toml: string, isDraft = false): void {
    [this.text, this.isDraft, this.remark] = [toml, isDraft, null];
  }

  /** Opens the editor with its draft. If there is none, or if `anew`, it has the text of the current run. */
  async open(anew = false): Promise<void> {
    const { session } = this.source;
    const draft = anew ? null : this.#drafts.read();
    session.errors = [];
    if (draft !== null) return this.show(draft.text, true);
    this.#drafts.forget();
    try {
      const write = await fetchWriter();
      this.show(write((naming) => session.toScenario(naming)).text);
    } catch {
      session.refusal = missing('The writer of scenarios');
    }
  }

  /** Called with the text that was typed and not run; null: there is none. */
  type(draft: string | null): void {
    this.#typed = draft;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hold(pageHere()), PAUSE_MS);
  }

  /** Reopens it if the page was reloaded with it open, and stores drafts from now on. Call it once the page is mounted. */
  attend(): () => void {
    const draft = this.#drafts.read();
    if (draft !== null && draft.openOn === pageHere()) this.show(draft.text, true);
    const hold = () => this.#hold(pageHere());
    addEventListener('pagehide', hold);
    document.addEventListener('visibilitychange', hold);
    return () => {
      removeEventListener('pagehide', hold);
      document.removeEventListener('visibilitychange', hold);
      this.#hold(null);
    };
  }

  /** @param openOn the path on which a reload reopens it; null: none */
  #hold(openOn: string | null): void {
    clearTimeout(this.#timer);
    if (this.text === null) return;
    if (this.#typed === null) this.#drafts.forget();
    else if (this.#drafts.hold({ text: this.#typed, openOn }) !== null) this.remark = NOT_HELD;
  }

  /** @param draft the text that was typed and not run; null: there is none */
  close(draft: string | null): void {
    clearTimeout(this.#timer);
    [this.text, this.#typed] = [null, null];
    if (draft === null) return this.#drafts.forget();
    this.remark = this.#drafts.hold({ text: draft, openOn: null }) === null ? HELD : NOT_HELD;
  }

  /** Shows a text from an address that cannot be run, with its errors. An existing draft stays. */
  reject(toml: string): void {
    if (this.#hasOther(toml)) this.source.session.errors = [];
    else this.show(toml);
  }

  /**
   * Runs a text. One with errors is shown with them, and the current run stays.
   *
   * @param stays whether the editor stays open after it has run a text
   */
  async load(toml: string, stays: boolean): Promise<void> {
    const { session, kind } = this.source;
    const ran = await session.loadInSlices(await readScenario(toml, kind));
    if (ran === null) return;
    if (!ran && this.#hasOther(toml)) {
      const [first] = session.errors;
      session.refusal = `The file cannot be run: line ${first?.line}: ${first?.message}. The editor shows your draft: close it, and open the file again to see it beside its errors.`;
      session.errors = [];
      return;
    }
    if (!ran) return this.show(toml);
    if (this.text === null) return;
    if (!stays) return this.close(this.#typed === toml ? null : this.#typed);
    clearTimeout(this.#timer);
    this.#drafts.forget();
    [this.text, this.isDraft] = [toml, false];
  }

  /** Whether it holds a draft of another text, which would be lost. */
  #hasOther(toml: string): boolean {
    return this.text !== null && this.#typed !== null && this.#typed !== toml;
  }
}
