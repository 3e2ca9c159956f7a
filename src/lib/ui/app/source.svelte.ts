import { asset } from '$app/paths';
import type { Scenario } from '../../sim/scenario';
import { inTime, missing } from '../kit/missing';
import { siteFile } from '../kit/site-file';
import { toHash, type AddressedRun } from '../../link/address';
import type { Address } from '../../run/address-sync';
import type { ScenarioRun } from '../run/scenario-run';
import { openScenario, readScenario, type Kind } from '../run/toml';
import { packer } from './packer';

const FOLDERS: Readonly<Record<Kind, string>> = { single: 'examples', pair: 'compare' };

/** A file in the folder of examples. It cannot lead out of the folder. */
const EXAMPLE_NAME = /^(?:[\w-]+\/)*[\w-]+\.toml$/;
/** The most characters to repeat of a name that someone else may have written. */
const TOLD_MOST = 60;

export const SOMETHING_ELSE = 'What is shown is something else. The address stays as it is until you act.';
const HAS_ERRORS =
  'The scenario in the address has errors, so what is shown is something else. The address stays as it is until you act: a reload shows the errors again.';

/** The source of a page's run: an example, an address, a link or a text of the person. */
export class Source {
  /** The example of each scenario read from one, also when it comes back with Undo. */
  readonly #examples = new WeakMap<Scenario, string>();
  #named = $state(0);
  /** The text of an address that could not be run, to show with its errors. */
  rejected = $state<string | null>(null);
  #wanted: object = {};

  /**
   * @param example what `session` shows already.
   * @param lesson of a lesson's page: the address behind # of the stop that is shown, null where the run is the student's own; and the
   * page that opens such a run.
   */
  constructor(
    readonly session: ScenarioRun,
    readonly kind: Kind,
    example: string | null,
    readonly lesson: { readonly stop: () => string | null; readonly lab: string } | null = null,
  ) {
    if (example !== null) this.name(example);
  }

  /** The running example, as long as its text is unchanged. */
  get example(): string | null {
    void this.#named;
    return this.#examples.get(this.session.scenario) ?? null;
  }

  /** Records from which example the running scenario was read. */
  name(example: string): void {
    this.#examples.set(this.session.scenario, example);
    this.#named++;
  }

  /**
   * Call it before loading something. The returned function says whether nothing else was asked for since, so that it may
   * be shown.
   */
  want(): () => boolean {
    const wanted = (this.#wanted = {});
    return () => this.#wanted === wanted;
  }

  /** Shows an example; false: it failed, which is reported, and the current run stays. */
  async openExample(file: string): Promise<boolean> {
    const isWanted = this.want();
    const problem = await this.#fetchExample(file, isWanted);
    if (problem !== null && isWanted()) this.session.refusal = `${problem} What runs stays as it is.`;
    return problem === null && isWanted();
  }

  async #fetchExample(file: string, isWanted: () => boolean): Promise<string | null> {
    const name = file.slice(0, TOLD_MOST);
    if (!EXAMPLE_NAME.test(file)) return `There is no example named ${name}.`;
    try {
      const path = `${FOLDERS[this.kind]}/${file}` as const;
      const answer = await inTime(siteFile(path, () => fetch(asset(`/${path}`))));
      if (answer.status === 404) return `There is no example named ${name}.`;
      if (!answer.ok) throw new Error(`${answer.status}`);
      const read = await readScenario(await inTime(answer.text()), this.kind);
      if (!read.ok) return `The example ${name} cannot be read: ${read.errors[0]?.message}.`;
      if (isWanted() && (await this.session.loadInSlices(read))) this.name(file);
      return null;
    } catch {
      return missing(`The example ${name}`);
    }
  }

  /** Shows the run of an address; false: it failed, which is reported, and the current run stays. */
  async comeBack(place: AddressedRun): Promise<boolean> {
    const { toml, example, damaged, packed } = place;
    const { session } = this;
    const isWanted = this.want();
    if (damaged !== undefined) return this.#fail(`${damaged} ${SOMETHING_ELSE}`, isWanted);
    if (packed !== undefined) return this.#openLink(packed, place.step, isWanted);
    if (toml !== null) {
      const read = await readScenario(toml, this.kind);
      if (!isWanted()) return false;
      const loaded = await session.loadInSlices(read);
      if (loaded === null || !isWanted()) return false;
      if (!loaded) {
        this.rejected = toml;
        return this.#fail(HAS_ERRORS, isWanted);
      }
    } else if (example !== null && !(await this.openExample(example))) return false;
    this.goTo(place);
    return true;
  }

  /** Shows the run of a share link. If it differs from the shared run, that is reported. */
  async #openLink(packed: string, asked: number, isWanted: () => boolean): Promise<boolean> {
    const { session, kind } = this;
    const reader = await inTime(import('../../link/link')).catch(() => null);
    if (!reader) return this.#fail(`${missing('the reader of links')} ${SOMETHING_ELSE}`, isWanted);
    const read = await reader.fromPacked(packed, asked, (work) => session.slices.run(work));
    if (!read.ok) return this.#fail(`${read.error} ${SOMETHING_ELSE}`, isWanted);
    const opened = await openScenario(read.scenario, kind);
    if (!isWanted()) return false;
    const loaded = await session.loadInSlices(opened);
    if (loaded === null || !isWanted()) return false;
    if (!loaded) return this.#fail(HAS_ERRORS, isWanted);
    this.goTo({ example: null, toml: null, step: read.step });
    session.failure = read.differs ?? null;
    return true;
  }

  /** Shows the step of an address. If the run has no such step, the nearest one is shown, which is reported. */
  goTo({ step, noStep }: AddressedRun): void {
    const { session } = this;
    session.jump(step);
    const asked = noStep?.slice(0, TOLD_MOST) ?? step;
    if (session.step !== asked)
      session.refusal = `The address asks for step ${asked}, but its run has the steps 0 to ${session.lastStep}: step ${session.step} is shown.`;
  }

  #fail(failure: string, isWanted: () => boolean): false {
    if (isWanted()) this.session.failure = failure;
    return false;
  }

  /** The address of what is shown. `id`: the browser has stored it under this id; null: it has not. */
  address(id: string | null = null): Address {
    const { session, example } = this;
    const { step } = session;
    if (id !== null) return { hash: toHash({ kept: id, step }) };
    if (example !== null && session.untouched) return { hash: toHash({ example, step }) };
    const pack = packer();
    if (!pack) return 'unpacked';
    const packed = pack((naming) => session.toScenario(naming), step);
    return packed === null ? 'too long' : { hash: `#${packed}` };
  }
}
