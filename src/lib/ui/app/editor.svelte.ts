import { missing } from '../kit/missing';
import { keepDraft, readDraft } from './draft';
import { fetchWriter, readScenario } from '../run/toml';
import type { Visit } from './visit.svelte';

/** The editor that stands beside a run: the text in it, and what becomes of a draft. */
export class Editor {
  /** The text that it was given; null: it is closed. */
  text = $state<string | null>(null);
  /** The text was left in the editor before, and never ran. */
  isDraft = $state(false);
  /** What is to be known of it once it is closed. */
  remark = $state<string | null>(null);

  /** What was typed and not run; null: nothing. */
  typed: string | null = null;

  constructor(readonly visit: Visit) {}

  show(toml: string, isDraft = false): void {
    [this.text, this.isDraft, this.remark] = [toml, isDraft, null];
  }

  /** Opens it with what was left in it, or, `anew` or where nothing was, with what runs. */
  async open(anew = false): Promise<void> {
    const { session, kind } = this.visit;
    const draft = anew ? null : readDraft(kind);
    session.errors = [];
    if (draft !== null) return this.show(draft, true);
    keepDraft(kind, null);
    try {
      const write = await fetchWriter();
      this.show(write((naming) => session.toScenario(naming)).text);
    } catch {
      session.refusal = missing('The writer of scenarios');
    }
  }

  /** @param draft what was typed and not run; null: nothing. */
  close(draft: string | null): void {
    this.text = null;
    if (draft === null) return void keepDraft(this.visit.kind, null);
    this.remark = keepDraft(this.visit.kind, draft)
      ? 'Your draft is kept in this tab: File, Edit TOML opens it again.'
      : 'This browser forbids storage here: your draft is not kept.';
  }

  /**
   * Runs a text; one with errors is shown beside its errors, and what runs stays as it is.
   *
   * @param stays whether the editor stays open beside what it has run.
   */
  async load(toml: string, stays: boolean): Promise<void> {
    const { session, kind } = this.visit;
    const ran = session.load(await readScenario(toml, kind));
    if (!ran) return this.show(toml);
    if (this.text === null) return;
    if (!stays) return this.close(this.typed === toml ? null : this.typed);
    keepDraft(kind, null);
    [this.text, this.isDraft] = [toml, false];
  }
}
