import { Drafts } from '../../run/drafts';
import { missing } from '../kit/missing';
import { pageHere } from '../kit/place';
import { tab } from '../kit/places';
import { fetchWriter, readScenario } from '../run/toml';
import type { Source } from './source.svelte';

/** How long the person pauses before what they typed is held by the tab. */
const PAUSE_MS = 300;

const HELD = 'Your draft is kept in this tab: File, Edit TOML opens it again.';
const NOT_HELD =
  'This browser’s storage is full or forbidden: your draft is not kept. A reload or closing loses it; save it as a file.';

/** The editor that stands beside a run: the text in it, and what becomes of a draft. */
export class Editor {
  /** The text that it was given; null: it is closed. */
  text = $state<string | null>(null);
  /** The text was left in the editor before, and never ran. */
  isDraft = $state(false);
  /** What is to be known of it once it is closed. */
  remark = $state<string | null>(null);

  /** What was typed and not run; null: nothing. */
  #typed: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #drafts: Drafts;

  constructor(readonly source: Source) {
    this.#drafts = new Drafts(tab, source.kind);
  }

  show(toml: string, isDraft = false): void {
    [this.text, this.isDraft, this.remark] = [toml, isDraft, null];
  }

  /** Opens it with what was left in it, or, `anew` or where nothing was, with what runs. */
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

  /** Told what was typed and not run; null: nothing. */
  type(draft: string | null): void {
    this.#typed = draft;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#hold(pageHere()), PAUSE_MS);
  }

  /** Opens it again where the page was reloaded while it was open, and holds what is typed from now on. To be called once the page is there. */
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

  /** @param openOn the path on which a reload opens it again; null: nowhere. */
  #hold(openOn: string | null): void {
    clearTimeout(this.#timer);
    if (this.text === null) return;
    if (this.#typed === null) this.#drafts.forget();
    else if (this.#drafts.hold({ text: this.#typed, openOn }) !== null) this.remark = NOT_HELD;
  }

  /** @param draft what was typed and not run; null: nothing. */
  close(draft: string | null): void {
    clearTimeout(this.#timer);
    [this.text, this.#typed] = [null, null];
    if (draft === null) return this.#drafts.forget();
    this.remark = this.#drafts.hold({ text: draft, openOn: null }) === null ? HELD : NOT_HELD;
  }

  /** Shows a text from an address that cannot be run beside its errors. A draft that stands there stays. */
  reject(toml: string): void {
    if (this.#hasOther(toml)) this.source.session.errors = [];
    else this.show(toml);
  }

  /**
   * Runs a text; one with errors is shown beside its errors, and what runs stays as it is.
   *
   * @param stays whether the editor stays open beside what it has run.
   */
  async load(toml: string, stays: boolean): Promise<void> {
    const { session, kind } = this.source;
    const ran = session.load(await readScenario(toml, kind));
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

  /** Whether a draft of another text stands in it, which would be lost. */
  #hasOther(toml: string): boolean {
    return this.text !== null && this.#typed !== null && this.#typed !== toml;
  }
}
