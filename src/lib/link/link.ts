/** A run as a link: the scenario with its acts, the step shown, and digests that tell whether a replay is the same run. */
import * as v from 'valibot';
import { formatScenario } from '../scenario/format';
import { MOST_STEPS } from '../scenario/limits';
import { parseScenario } from '../scenario/parse';
import { play, playing, type Run } from '../scenario/run';
import { inOne, type Doer } from '../run/opening';
import { writeTight } from '../scenario/text';
import type { Scenario } from '../sim/scenario';
import type { World } from '../sim/world';
import { pack, textOfBase64Url, unpack } from './bytes';
import { fromColumns, toColumns, type Row } from './columns';
import { digestsOf, strideOf } from './digest';
import { CHANGED, packedFragment, readFragment } from './fragment';

export type LinkResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly step: number;
      /** The replay differs from the shared run: a sentence that says so. The scenario ends before the difference. */
      readonly differs?: string;
    }
  | { readonly ok: false; readonly error: string };

const column = v.object({ key: v.string(), values: v.array(v.unknown()), rows: v.array(v.number()) });
const steps = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_STEPS)),
  columns: v.pipe(v.array(column), v.maxLength(100)),
});
/** The packed contents of a link. Old links must stay valid: fields may be added, and never change their meaning. */
const contents = v.object({
  /** The set-up, as a scenario file without steps. */
  setup: v.string(),
  steps,
  /** `[[compare.step]]` of a pair. */
  pair: v.optional(steps),
  /** The number of acts of the run, and digests of its worlds. */
  acts: v.optional(v.number()),
  digests: v.optional(v.array(v.string())),
});
type Contents = Readonly<v.InferOutput<typeof contents>>;
type Packed = Contents['steps'];

const TOO_LARGE = 'The link holds more than 1 MiB: expected a run of at most 10,000 steps.';

/**
 * Makes a link: the address's fragment, without `#`.
 *
 * @param scenario the set-up and the acts
 * @param step the step at which the link opens, in acts from 0
 * @param worlds the worlds of the run, if they are known; otherwise the run is played
 * @returns about one character an act. Rejects if the scenario exceeds the limits of a scenario file.
 */
export async function toLink(
  scenario: Scenario,
  step: number,
  worlds: readonly World[] = scenario.pair ? [] : play(scenario).worlds,
): Promise<string> {
  const { pair } = scenario;
  const inside: Contents = {
    setup: formatScenario({ ...scenario, steps: [], ...(pair && { pair: { ...pair, steps: [] } }) }),
    steps: packSteps(scenario.steps),
    ...(pair && { pair: packSteps(pair.steps) }),
    ...(worlds.length > 0 && { acts: worlds.length - 1, digests: digestsOf(worlds) }),
  };
  const read = parseScenario(textOf(inside));
  if (!read.ok) throw new RangeError(`no link can hold this run: ${read.errors[0]?.message}`);
  return packedFragment(step, await pack(JSON.stringify(inside)));
}

/**
 * Reads a link of this or any earlier version: the fragment with or without `#`, or the whole address. Damage by mail
 * and chat is undone if possible; otherwise the error describes it.
 *
 * @param example gives the text of an example, for links that name one
 */
export async function fromLink(
  fragment: string,
  example?: (name: string) => Promise<string | null>,
): Promise<LinkResult> {
  const read = readFragment(fragment);
  switch (read.kind) {
    case 'packed':
      return fromPacked(read.packed, read.step);
    case 'toml':
      return fromToml(textOfBase64Url(read.encoded), read.step);
    case 'example': {
      const text = await example?.(read.name);
      if (typeof text === 'string') return fromToml(text, read.step);
      return refused('The link names an example, which only the page that has it can open.');
    }
    case 'kept':
      return refused('The run is kept in the browser that made the link, and only there.');
    case 'none':
      return refused('The link holds no run.');
    case 'unknown':
      return refused(CHANGED);
    case 'wrong':
      return refused(read.error);
  }
}

const refused = (error: string): LinkResult => ({ ok: false, error });

function fromToml(text: string | null, step: number): LinkResult {
  if (text === null) return refused(CHANGED);
  const read = parseScenario(text);
  if (read.ok) return { ok: true, scenario: read.scenario, step };
  const [first] = read.errors;
  return refused(`The scenario in the link has an error at line ${first?.line}: ${first?.message}.`);
}

/**
 * The run that is packed in a link of the present form, opened at a step.
 *
 * @param doing plays a long run in slices.
 */
export async function fromPacked(packed: string, step: number, doing: Doer = inOne): Promise<LinkResult> {
  const unpacked = await unpack(packed);
  if (unpacked === 'too large') return refused(TOO_LARGE);
  const inside = unpacked === 'damaged' ? null : contentsOf(unpacked.text);
  if (inside === null) return refused(CHANGED);
  const read = fromToml(textOf(inside), step);
  if (!read.ok || !inside.digests || inside.acts === undefined) return read;
  const played = await doing(playedWhole(read.scenario));
  if (played === null) return refused('Stopped: the run in the link is not shown.');
  return compared(read.scenario, step, played, inside.acts, inside.digests);
}

function contentsOf(text: string): Contents | null {
  try {
    const read = v.safeParse(contents, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** Plays a scenario act by act, and gives how many are done. null: it was stopped. */
function* playedWhole(scenario: Scenario): Generator<number, Run | null, boolean | undefined> {
  const worlds: World[] = [];
  const events: Run['events'][number][] = [];
  const acts = playing(scenario);
  for (let next = acts.next(); ; next = acts.next()) {
    if (next.done) return { worlds, events, ...(next.value && { failure: next.value }) };
    worlds.push(next.value.world);
    events.push(next.value.events);
    if (yield worlds.length - 1) return null;
  }
}

/** The scenario, as far as its replay is the run that the link was made of. */
function compared(
  scenario: Scenario,
  step: number,
  { worlds, failure }: Run,
  acts: number,
  digests: readonly string[],
): LinkResult {
  const found = digestsOf(worlds);
  const same = digests.findIndex((digest, i) => digest !== found[i]);
  if (same < 0 && worlds.length - 1 === acts) return { ok: true, scenario, step };
  const good = Math.min((same < 0 ? digests.length : same) * strideOf(acts), worlds.length - 1);
  const kept = { ...scenario, steps: scenario.steps.slice(0, tablesWithin(scenario, good)) };
  const reason = failure ? `: ${failure.message}` : '';
  const differs = `This version of Lockstep runs the link otherwise than the one that made it, from step ${good + 1} on${reason}. What is shown ends before that.`;
  return { ok: true, scenario: kept, step: Math.min(step, good), differs };
}

/** How many of the step tables are done within this many acts. */
function tablesWithin(scenario: Scenario, acts: number): number {
  const actsOf = (tables: number) =>
    play({ ...scenario, steps: scenario.steps.slice(0, tables) }).worlds.length - 1;
  let least = 0;
  let most = scenario.steps.length;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (actsOf(middle) <= acts) least = middle;
    else most = middle - 1;
  }
  return least;
}

const packSteps = (rows: readonly object[]): Packed => ({ count: rows.length, columns: toColumns(rows) });

/** The scenario file of a link. Steps come before the tables of the set-up, those of a pair after `[compare]`. */
function textOf({ setup, steps, pair }: Contents): string {
  return `${listOf(steps)}${setup}${pair ? listOf(pair) : ''}`;
}

function listOf({ count, columns }: Packed): string {
  if (count === 0) return '';
  const rows: readonly Row[] = fromColumns(columns, count);
  return `step = [\n${rows.map((row) => `${writeTight(row)},\n`).join('')}]\n`;
}
