/** A run as a link: the scenario with its acts, the step shown, and digests that tell whether a replay is the same run. */
import { inOne, type Doer } from '../run/opening';
import { parseScenario } from '../scenario/parse';
import type { Scenario } from '../sim/scenario';
import type { World } from '../sim/world';
import { textOfBase64Url } from './base64';
import { pack, unpack } from './deflate';
import { contentsOf, fileOf, readContents, type Contents } from './contents';
import { digestsOf } from './digest';
import { CHANGED, packedFragment, readFragment } from './fragment';
import { agreesUntil, cutAfter, replayed, replaying, type Replay } from './replay';

export type LinkResult =
  | {
      readonly ok: true;
      readonly scenario: Scenario;
      readonly step: number;
      /** The replay differs from the shared run: a sentence that says so. The scenario ends before the difference. */
      readonly differs?: string;
    }
  | { readonly ok: false; readonly error: string };

const TOO_LARGE = 'The link holds more than 1 MiB: expected a run of at most 10,000 steps.';

/**
 * Makes a link: the address's fragment, without `#`.
 *
 * @param scenario the set-up and the acts
 * @param step the step at which the link opens, in acts from 0
 * @param worlds the worlds of the run of one system, if they are known; otherwise the run is played
 * @returns about one character an act. Rejects if the scenario exceeds the limits of a scenario file.
 */
export async function toLink(scenario: Scenario, step: number, worlds?: readonly World[]): Promise<string> {
  const snapshots = worlds?.map((world) => [world]) ?? replayed(scenario).snapshots;
  const inside: Contents = {
    ...contentsOf(scenario),
    ...(snapshots.length > 0 && { acts: snapshots.length - 1, digests: digestsOf(snapshots) }),
  };
  const read = parseScenario(fileOf(inside));
  if (!read.ok) throw new RangeError(`no link can hold this run: ${read.errors[0]?.message}`);
  return packedFragment(step, pack(JSON.stringify(inside)));
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
  const inside = unpacked === 'damaged' ? null : readContents(unpacked.text);
  if (inside === null) return refused(CHANGED);
  const read = fromToml(fileOf(inside), step);
  if (!read.ok || !inside.digests || inside.acts === undefined) return read;
  const played = await doing(replaying(read.scenario));
  if (played === null) return refused('Stopped: the run in the link is not shown.');
  return compared(read.scenario, step, played, inside.acts, inside.digests);
}

/** The scenario, as far as its replay is the run that the link was made of. */
function compared(
  scenario: Scenario,
  step: number,
  replay: Replay,
  acts: number,
  digests: readonly string[],
): LinkResult {
  const until = agreesUntil(replay, acts, digests);
  if (until === null) return { ok: true, scenario, step };
  const reason = replay.failure === null ? '' : `: ${replay.failure}`;
  const differs = `This version of Lockstep runs the link otherwise than the one that made it, from step ${until + 1} on${reason}. What is shown ends before that.`;
  return { ok: true, scenario: cutAfter(scenario, until), step: Math.min(step, until), differs };
}
