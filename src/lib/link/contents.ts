/** What a packed link holds: a scenario with its acts, and digests of the run. */
import * as v from 'valibot';
import { formatScenario } from '../scenario/format';
import { MOST_STEPS } from '../scenario/limits';
import { writeTight } from '../scenario/text';
import type { Scenario } from '../sim/scenario';
import { fromColumns, toColumns, type Row } from './columns';

const column = v.object({ key: v.string(), values: v.array(v.unknown()), rows: v.array(v.number()) });
const steps = v.object({
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_STEPS)),
  columns: v.pipe(v.array(column), v.maxLength(100)),
});
/** Old links must stay valid: fields may be added, and never change their meaning. */
const contents = v.object({
  /** The set-up, as a scenario file without steps. */
  setup: v.string(),
  steps,
  /** `[[compare.step]]` of a pair. */
  pair: v.optional(steps),
  /** The number of acts of the run, or of steps of a pair, and digests of its worlds. An address has none. */
  acts: v.optional(v.number()),
  digests: v.optional(v.array(v.string())),
});
export type Contents = Readonly<v.InferOutput<typeof contents>>;
type Packed = Contents['steps'];

/** The contents for a scenario, without digests. */
export function contentsOf(scenario: Scenario): Contents {
  const { pair } = scenario;
  return {
    setup: formatScenario({ ...scenario, steps: [], ...(pair && { pair: { ...pair, steps: [] } }) }),
    steps: packSteps(scenario.steps),
    ...(pair && { pair: packSteps(pair.steps) }),
  };
}

/** Reads the unpacked text of a link; null: it is something else. */
export function readContents(text: string): Contents | null {
  try {
    const read = v.safeParse(contents, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** The scenario file of a link. Steps come before the tables of the set-up, those of a pair after `[compare]`. */
export function fileOf({ setup, steps, pair }: Contents): string {
  return `${listOf(steps)}${setup}${pair ? listOf(pair) : ''}`;
}

const packSteps = (rows: readonly object[]): Packed => ({ count: rows.length, columns: toColumns(rows) });

function listOf({ count, columns }: Packed): string {
  if (count === 0) return '';
  const rows: readonly Row[] = fromColumns(columns, count);
  return `step = [\n${rows.map((row) => `${writeTight(row)},\n`).join('')}]\n`;
}
