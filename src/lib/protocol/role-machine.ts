/**
 * What every role machine has in common: its rules as actions, its questions as guards, and how it is fed. The machines themselves are
 * in `systems/<system>/machine.ts`.
 */
import { assign, transition, type AnyActorLogic, type AnyStateMachine } from 'xstate';
import type { NodeState } from './protocol';
import type { Verdict } from './verdict';

/** What a machine's guard is handed. */
export interface GuardArgs<T, Input> {
  readonly context: T;
  readonly event: Input;
}

/** A question of a machine: the verdict that a guard goes by. */
export type Question<T, Input> = (args: GuardArgs<T, Input>) => Verdict;

/** The types of a machine whose context is the turn and which is fed `Input`, as `setup` asks for them. */
export const typesOf = <T, Input>() => ({}) as { context: T; events: Input; input: T };

/** Makes rules and decisions, each written for some types of input, into entries of a machine's table, which uses them only there. */
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

/** The guards that go by these questions. */
export function guardsOf<Name extends string, T, Input>(
  questions: Readonly<Record<Name, Question<T, Input>>>,
) {
  const guards = Object.entries<Question<T, Input>>(questions).map(
    ([name, ask]) => [name, (args: GuardArgs<T, Input>) => ask(args).holds] as const,
  );
  return Object.fromEntries(guards) as Record<Name, (args: GuardArgs<T, Input>) => boolean>;
}

/**
 * A machine that is fed inputs. A node is plain data: the snapshot is rebuilt from its role, and the role read back from the snapshot.
 * The snapshots are made once: `transition()` on the machine itself would work out its initial snapshot at every call.
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
