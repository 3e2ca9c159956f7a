/**
 * Reads a role machine's chart from the machine's own definition, and a passage through it from the guards that the
 * machine called. Works for every system whose roles are XState machines. A definition is plain data, so this file does
 * not need XState, and the systems, which may import only `protocol` and `kv`, can share it.
 */
import type { Asked, Chart, ChartTransition, Passage } from './chart';
import type { GuardArgs, Question } from './role-machine';
import type { Comparison } from './verdict';

/** The part of a machine's `config` from which a chart is read. */
interface Definition {
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

/** The chart's name for the event of a transition that waits only for its guard. */
export const ALWAYS = 'always';

/**
 * Reads the chart of a machine whose states are not nested and whose guards and actions are named.
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

/** A call of a guard by the machine, and the guard's verdict. */
export interface GuardCall {
  readonly guard: string;
  readonly holds: boolean;
  readonly comparisons: readonly Comparison[];
}

/**
 * A machine's guards, wrapped so that each call with `input` is reported.
 *
 * @param questions the verdicts that the machine's guards go by
 * @param tell is given each call as the machine makes it
 */
export function tellingGuards<T, Input>(
  questions: Readonly<Record<string, Question<T, Input>>>,
  input: Input,
  tell: (call: GuardCall) => void,
): Record<string, (args: GuardArgs<T, Input>) => boolean> {
  const telling = Object.entries(questions).map(
    ([guard, ask]) =>
      [
        guard,
        (args: GuardArgs<T, Input>) => {
          const verdict = ask(args);
          if (args.event === input) tell({ guard, ...verdict });
          return verdict.holds;
        },
      ] as const,
  );
  return Object.fromEntries(telling);
}

/**
 * Finds the rows that a machine took from the guards that it called, in order.
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
