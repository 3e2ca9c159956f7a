/**
 * Reads a role machine's chart from the machine's own definition, and what it did with an input from the guards that it
 * really asked. For every system whose roles are an XState machine: a definition is plain data, so nothing here needs XState,
 * and the systems, which may import nothing but `protocol` and `kv`, can share it.
 */
import { ofAct } from './comparisons';
import type { Asked, Chart, ChartTransition, Passage } from './chart';
import type { Comparison } from './event';

/** As much of a machine's `config` as a chart is read from. */
export interface Definition {
  readonly initial?: unknown;
  readonly states?: Readonly<Record<string, StateDefinition>>;
}

interface StateDefinition {
  readonly always?: unknown;
  readonly on?: Readonly<Record<string, unknown>>;
}

interface Row {
  readonly guard?: string;
  readonly target?: string;
  readonly actions?: string | readonly string[];
}

/** What the chart calls the transitions that wait for nothing but their guard. */
export const ALWAYS = 'always';

/**
 * The chart of a machine whose states are not nested and whose guards and actions have names.
 *
 * @param definition the machine's `config`
 */
export function readChart(definition: Definition): Chart {
  const states = Object.entries(definition.states ?? {});
  return {
    initial: String(definition.initial),
    states: states.map(([name]) => name),
    transitions: states.flatMap(([from, { always, on = {} }]) =>
      [[ALWAYS, always] as const, ...Object.entries(on)].flatMap(([event, rows]) =>
        rowsOf(rows).map((row, i) => toTransition(from, event, row, i)),
      ),
    ),
  };
}

function rowsOf(rows: unknown): readonly Row[] {
  if (rows === undefined) return [];
  return (Array.isArray(rows) ? rows : [rows]) as readonly Row[];
}

function toTransition(from: string, event: string, row: Row, i: number): ChartTransition {
  const { guard = null, target = from, actions = [] } = row;
  const named = typeof actions === 'string' ? [actions] : actions;
  return { id: `${from}/${event}/${i + 1}`, from, to: target, event, guard, actions: named };
}

/** A guard that a machine called, and what it said. */
export interface GuardCall {
  readonly guard: string;
  readonly holds: boolean;
  readonly comparisons: readonly Comparison[];
}

type Guard = (args: { readonly context: unknown; readonly event: unknown }, params: unknown) => boolean;

/**
 * A machine's guards, each doing what it does and telling of every call for `input`.
 *
 * @param guards the machine's `implementations.guards`
 * @param explain the comparisons that a guard makes, with their values
 * @param tell is handed each call as it is made
 */
export function tellingGuards<Context, Input>(
  guards: Readonly<Record<string, unknown>>,
  input: Input,
  explain: (guard: string, context: Context, input: Input) => readonly Comparison[],
  tell: (call: GuardCall) => void,
): Record<string, Guard> {
  const telling = Object.entries(guards).map(([guard, ask]): [string, Guard] => [
    guard,
    (args, params) => {
      const holds = (ask as Guard)(args, params);
      if (args.event === input)
        tell({
          guard,
          holds,
          comparisons: asAnswered(explain(guard, args.context as Context, input), holds),
        });
      return holds;
    },
  ]);
  return Object.fromEntries(telling);
}

/** A guard holds if all that it compares does: where it says otherwise, a deliberate bug overruled what would have decided. */
function asAnswered(comparisons: readonly Comparison[], holds: boolean): readonly Comparison[] {
  if (comparisons.every((one) => one.holds) === holds) return comparisons;
  if (holds) return ofAct(comparisons);
  return comparisons.map((one, i) => (i === comparisons.length - 1 ? { ...one, overruled: true } : one));
}

/**
 * What a machine did: the guards that it called, in order, laid along its table.
 *
 * @param from the state that it was in
 * @param event the type of its input
 * @returns the passage, and the state that it leads to
 * @throws if the calls are not those that the table asks for
 */
export function passageAlong(
  chart: Chart,
  from: string,
  event: string,
  calls: readonly GuardCall[],
): Passage & { readonly to: string } {
  const asked: Asked[] = [];
  const taken: string[] = [];
  let state = from;
  const take = (trigger: string): boolean => {
    const rows = chart.transitions.filter((row) => row.from === state && row.event === trigger);
    for (const { id, to, guard } of rows) {
      if (guard !== null) {
        const call = calls[asked.length];
        if (call?.guard !== guard) throw new Error(`${id} asks ${guard}, not ${call?.guard ?? 'nothing'}`);
        asked.push({ transition: id, ...call });
        if (!call.holds) continue;
      }
      taken.push(id);
      state = to;
      return true;
    }
    return false;
  };
  take(event);
  while (take(ALWAYS));
  if (asked.length !== calls.length)
    throw new Error(`the chart asks ${asked.length} of ${calls.length} guards`);
  return { taken, asked, to: state };
}
