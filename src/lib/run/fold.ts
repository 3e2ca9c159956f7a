/** Plays a scenario: a pure fold of its actions over its set-up, act by act. */
import { unmetViolation } from '../checks/expect-violation';
import { observe } from '../checks/safety';
import type { CheckState, Violation } from '../checks/violation';
import { actionOf, type Action } from '../sim/action';
import { begin } from '../sim/begin';
import type { Scenario } from '../sim/scenario';
import { unrolling, type Done } from '../sim/step';
import type { System } from './system';
import type { Made, Reached, StepPart } from './tree';

/** Why a run stopped early. `step`: the number of the `[[step]]` table, from 1. */
export interface Failure {
  readonly step: number;
  readonly message: string;
}

/** The start of a run, or the result of one of its acts. */
type Played =
  | ({ readonly act: null } & Reached<CheckState> & Pick<Made, 'after'>)
  | (Made<CheckState> & { readonly of: StepPart });

type Pending = Played & { readonly after: readonly StepPart[] };

/** Options for playing a scenario. */
interface FoldOptions {
  /** Whether the checks run; without them no `expect violation` can be met. Default: true. */
  readonly watch?: boolean;
  /** What is wrong with a step, before it is done; null: nothing. */
  readonly wrong?: (step: unknown) => string | null;
}

/** The state of checks that do not run. */
const UNWATCHED: CheckState = { violations: [], accused: {} };

/**
 * Plays a scenario act by act, beginning with the start. An act is yielded once it is known what else happens at it:
 * whether it is the last of its step, and which of the following steps do no act of their own.
 *
 * @returns why the run stopped early, if it did; what was yielded before is valid
 */
export function* fold(
  system: System,
  scenario: Scenario,
  { watch = true, wrong = () => null }: FoldOptions = {},
): Generator<Played, Failure | null> {
  const started = begin(system, scenario.setup);
  const seen = watch ? system.checks.begin(started.world) : UNWATCHED;
  let pending: Pending = { ...started, act: null, seen, after: [] };
  for (const [i, step] of scenario.steps.entries()) {
    const part: StepPart = { number: i + 1, step, last: true };
    const stopped = (message: string): Failure => ({ step: part.number, message });
    const malformed = wrong(step);
    if (malformed !== null) return yield* last(pending, stopped(malformed));
    const action = actionOf(step);
    const acts = unrolling(system, pending.world, action);
    let count = 0;
    let next = acts.next();
    for (; !next.done; next = acts.next()) {
      yield pending;
      pending = follow(watch ? system : null, pending, next.value, { ...part, last: false });
      count++;
    }
    const failure = next.value ?? unmetViolations(pending.seen.violations, violationsOf(action));
    if (failure !== null) return yield* last(pending, stopped(failure));
    pending =
      count > 0 && pending.act !== null
        ? { ...pending, of: part }
        : { ...pending, after: [...pending.after, part] };
  }
  return yield* last(pending, null);
}

function* last(pending: Pending, failure: Failure | null): Generator<Played, Failure | null> {
  yield pending;
  return failure;
}

/** @param watching null: no checks run */
function follow(watching: System | null, before: Pending, done: Done, of: StepPart): Pending {
  const { act, world, events } = done;
  const seen = watching ? observe(watching.checks, before.seen, before.world, world) : before.seen;
  return { act, world, events, of, after: [], seen };
}

/** The violations that an `expect` or a task asks for, including `none`. */
export function violationsOf(action: Action): string[] {
  const wanted = action.action === 'expect' ? [action] : action.action === 'task' ? action.until : [];
  return wanted.flatMap((one) => ('violation' in one ? (one.violation ?? []) : []));
}

/** The difference that the first unmet one finds; null: all are met. */
export function unmetViolations(found: readonly Violation[], expected: readonly string[]): string | null {
  for (const one of expected) {
    const failure = unmetViolation(found, one);
    if (failure !== null) return failure;
  }
  return null;
}
