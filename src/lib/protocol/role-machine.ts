/**
 * What all role machines share: rules as actions, verdicts as guards, and how inputs are fed in. The machines themselves
 * are in `systems/<system>/machine.ts`.
 */
import { assign, type AnyStateMachine } from 'xstate';
import { ALWAYS, readChart } from './chart-reader';
import type { NodeState } from './protocol';
import type { Verdict } from './verdict';

/** The arguments of a machine's guard. */
export interface GuardArgs<T, Input> {
  readonly context: T;
  readonly event: Input;
}

/** A guard as a verdict, so that it also says what it compared. */
export type Question<T, Input> = (args: GuardArgs<T, Input>) => Verdict;

/** The types for `setup` of a machine whose context is the turn and whose events are `Input`. */
export const typesOf = <T, Input>() => ({}) as { context: T; events: Input; input: T };

/**
 * Types a table of rules or decisions as a machine's entries. Each is written for some types of input; the machine's table
 * uses it only for these.
 */
export function entries<T extends object, Input extends { readonly type: string }>() {
  type Of<K extends Input['type']> = Extract<Input, { readonly type: K }>;
  return {
    does: <K extends Input['type']>(rule: (turn: T, input: Of<K>) => T) =>
      assign<T, Input, undefined, Input, never>(({ context, event }) => rule(context, event as Of<K>)),
    asks:
      <K extends Input['type']>(decide: (turn: T, input: Of<K>) => Verdict): Question<T, Input> =>
      ({ context, event }) =>
        decide(context, event as Of<K>),
  };
}

/** Guards that go by these verdicts. */
export function guardsOf<Name extends string, T, Input>(
  questions: Readonly<Record<Name, Question<T, Input>>>,
) {
  const guards = Object.entries<Question<T, Input>>(questions).map(
    ([name, ask]) => [name, (args: GuardArgs<T, Input>) => ask(args).holds] as const,
  );
  return Object.fromEntries(guards) as Record<Name, (args: GuardArgs<T, Input>) => boolean>;
}

/** One transition, ready to be taken. */
interface Way<T, Input> {
  readonly guard: ((args: GuardArgs<T, Input>) => boolean) | null;
  readonly actions: readonly ((args: GuardArgs<T, Input>) => T)[];
  readonly to: string;
}

/**
 * Feeds inputs to a machine. A node is plain data, and its role is a field of it.
 *
 * The transitions are read once from the machine's own definition, and are taken as XState's `transition()` takes them: the first whose guard
 * holds, and then those that need no input. XState makes a snapshot, a scope and an actor at each call. That is a quarter of the time of a
 * step (docs/performance.md). `tests/properties/role-machines.test.ts` holds this to XState.
 *
 * @param machine has named guards and actions (`entries`), states that are not nested, and neither entry nor exit actions
 */
export function fed<T extends { readonly node: NodeState }, Input extends { readonly type: string }>(
  machine: AnyStateMachine,
): (turn: T, input: Input) => T {
  const ways = waysOf<T, Input>(machine);
  return (turn, input) => {
    let now = turn;
    let { role } = turn.node;
    const take = (event: string): boolean => {
      const way = ways
        .get(role)
        ?.get(event)
        ?.find(({ guard }) => guard === null || guard({ context: now, event: input }));
      if (!way) return false;
      for (const action of way.actions) now = action({ context: now, event: input });
      role = way.to;
      return true;
    };
    take(input.type);
    while (take(ALWAYS)) continue;
    return now.node.role === role ? now : { ...now, node: { ...now.node, role } };
  };
}

/** The transitions of a machine by state and event, each in the order in which they are tried. */
function waysOf<T, Input>(machine: AnyStateMachine): Map<string, Map<string, Way<T, Input>[]>> {
  const { guards, actions } = machine.implementations;
  for (const [name, state] of Object.entries<object>(machine.config.states ?? {})) {
    const unknown = Object.keys(state).find((key) => key !== 'on' && key !== 'always');
    if (unknown !== undefined)
      throw new Error(`${name} has "${unknown}": a role machine has transitions alone`);
  }
  const chart = readChart(machine.config);
  const ways = new Map(chart.states.map((state) => [state, new Map<string, Way<T, Input>[]>()]));
  for (const { from, to, event, guard, actions: names } of chart.transitions) {
    const way = {
      guard: guard === null ? null : (guards[guard] as Way<T, Input>['guard']),
      actions: names.map((name) => ruleIn<T, Input>(actions[name])),
      to,
    };
    const known = ways.get(from)?.get(event) ?? [];
    ways.get(from)?.set(event, [...known, way]);
  }
  return ways;
}

/** The rule inside the result of XState's `assign`. */
function ruleIn<T, Input>(action: object | undefined): (args: GuardArgs<T, Input>) => T {
  if (!action || !('assignment' in action)) throw new Error('an action is not made by `entries`');
  return action.assignment as (args: GuardArgs<T, Input>) => T;
}
