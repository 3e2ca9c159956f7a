import { asset } from '$app/paths';
import { toHash, type Place } from './address';
import type { ScenarioRun } from './scenario-run';
import { readScenario, writer, type Kind } from './toml';

const FOLDERS: Readonly<Record<Kind, string>> = { single: 'examples', pair: 'compare' };

/** What a page runs, as its address says it: an example, or a text of the person's own, and the step. */
export class Visit {
  /** The example that runs, while it is the example's own text. */
  example = $state<string | null>(null);
  /** The example asked for last: one that arrives after a later one was asked for is not shown. */
  #wanted = '';

  /** @param example what `session` shows already. */
  constructor(
    readonly session: ScenarioRun,
    readonly kind: Kind,
    example: string | null,
  ) {
    this.example = example;
  }

  /** Shows an example; false: it could not be, and what runs stays. */
  async openExample(file: string): Promise<boolean> {
    this.#wanted = file;
    const { session, kind } = this;
    try {
      const answer = await fetch(asset(`/${FOLDERS[kind]}/${file}`));
      if (!answer.ok) throw new Error(`${answer.status}`);
      const read = await readScenario(await answer.text(), kind);
      if (this.#wanted !== file || !session.load(read)) return false;
      this.example = file;
      return true;
    } catch {
      session.refusal = `The example ${file} could not be fetched. What runs stays as it is.`;
      return false;
    }
  }

  /** Shows a place that an address holds. */
  async comeBack({ toml, example, step }: Place): Promise<void> {
    const { session, kind } = this;
    if (toml !== null && session.load(await readScenario(toml, kind))) this.example = null;
    const found = toml !== null || example === null || (await this.openExample(example));
    if (found) session.jump(step);
  }

  /** The place as an address holds it; null: the writer of texts has yet to be fetched. */
  hash(kept = false): string | null {
    const { session, example } = this;
    const { step } = session;
    if (kept || (example !== null && session.untouched)) return toHash({ example, toml: null, step, kept });
    const write = writer();
    return write && toHash({ example, toml: write(session.toScenario()), step, kept });
  }
}
