/**
 * What all role machines share: rules as actions, verdicts as guards, and how inputs are fed in. The machines themselves
 * are in `systems/<system>/machine.ts`.
 */
import { assign, transition, type AnyActorLogic, type AnyStateMachine } from 'xstate';
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

/**
 * Feeds inputs to a machine. A node is plain data: the snapshot is rebuilt from its role, and the new role is read from
 * the next snapshot. Snapshots are made once, because `transition()` on the machine itself works out the initial snapshot
 * at every call.
 */
export function fed<T extends { readonly node: NodeState }, Input extends { readonly type: string }>(
  machine: AnyStateMachine,
): (turn: T, input: Input) => T {
  const snapshotOf = (role: string) => machine.resolveState({ value: role, context: {} });
  const snapshots = new Map(Object.keys(machine.states).map((role) => [role, snapshotOf(role)]));
  const [initial] = snapshots.values();
  const logic: AnyActorLogic = {
    transition: (snapshot, input, scope) => machine.transition(snapshot, input, scope),
    getInitialSnapshot: () => initial,
    getPersistedSnapshot: (snapshot) => snapshot,
  };
  return (turn, input) => {
    const [{ context, value }] = transition(
      logic,
      { ...snapshots.get(turn.node.role), context: turn },
      input,
    );
    const { node } = context;
    return node.role === value ? context : { ...context, node: { ...node, role: value } };
  };
}
