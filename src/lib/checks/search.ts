import { required } from '../protocol/known';
import type { Operation } from '../kv/client';
import { fingerprinter } from './fingerprint';
import type { Model } from './model';
import { Placement, type Outlook, type Task } from './placement';

/** What a search may use before it pauses. Counted down. */
export interface Budget {
  /** How many calls of the model and looks at a candidate operation are left. */
  steps: number;
  /** How many characters the memory of visited configurations may still take. */
  characters: number;
}

export type Found =
  | { readonly ok: true; readonly order: readonly Operation[] }
  | { readonly ok: false; readonly order: readonly Operation[]; readonly blocked: Operation };

/** A configuration being tried, and the operations that may come next. */
interface Frame {
  /** The length of the order before this configuration. */
  readonly length: number;
  readonly choices: readonly Choice[];
  tried: number;
}

interface Choice {
  readonly task: Task;
  readonly state: unknown;
}

/**
 * Searches for an order of the operations that the model explains and that respects real time: an operation that returned
 * before another's call comes before it.
 *
 * Wing and Gong (1993) try every operation that can come next. Lowe (2017) remembers configurations (the placed operations
 * and the state), so that none is searched twice. A configuration that only used more operations of unknown outcome is no
 * better. In addition, a read that fits is placed at once and for good, because placing it later gains nothing; and an
 * operation of unknown outcome is left out where it would change nothing.
 *
 * The search yields each time that the budget is used up. The caller refills the budget before it resumes.
 *
 * @returns on failure the order that places the most answered operations, and `blocked`, the first of the others to return
 */
export function* search(
  operations: readonly Operation[],
  model: Model,
  budget: Budget,
): Generator<void, Found> {
  const placement = new Placement(operations, model);
  const print = fingerprinter();
  /** By configuration: the sets of operations of unknown outcome that it had used when it was searched. */
  const seen = new Map<string, (readonly number[])[]>();

  /** The state after the operation; null: it does not fit. */
  const after = (state: unknown, task: Task): { state: unknown } | null => {
    budget.steps--;
    const { ok, state: next } = model.step(state, task.shown);
    return ok ? { state: next } : null;
  };

  const placeReads = (state: unknown): Outlook => {
    for (;;) {
      const outlook = placement.outlook();
      const free = outlook.next.filter((task) => task.reads && after(state, task) !== null);
      if (free.length === 0) return outlook;
      for (const task of free) placement.place(task);
    }
  };

  const choicesIn = (state: unknown, here: string, { next, deadline }: Outlook): Choice[] => {
    const open = placement.may.filter(({ placed, call, reads }) => !placed && !reads && call <= deadline);
    const tasks = [...next.sort((a, b) => a.return - b.return), ...firstOfEach(open)];
    const choices = tasks.flatMap((task) => {
      const then = after(state, task);
      if (then === null) return [];
      const changes = !Object.is(then.state, state) && print(then.state) !== here;
      return changes || task.return < Infinity ? [{ task, state: then.state, changes }] : [];
    });
    return [...choices.filter(({ changes }) => !changes), ...choices.filter(({ changes }) => changes)];
  };

  /** The operations to try next in a configuration; none if an equally good configuration has been searched. */
  const choose = (state: unknown, here: string, outlook: Outlook): Choice[] => {
    const configuration = `${outlook.placed};${here}`;
    const used = placement.may.flatMap(({ placed }, i) => (placed ? [i] : []));
    const known = seen.get(configuration) ?? [];
    if (known.some((other) => isWithin(other, used))) return [];
    seen.set(configuration, [...known.filter((other) => !isWithin(used, other)), used]);
    budget.characters -= (known.length === 0 ? configuration.length : 0) + used.length + 1;
    budget.steps -= known.length;
    return choicesIn(state, here, outlook);
  };

  const stack: Frame[] = [];
  let best: Found | null = null;
  let mostAnswered = -1;
  let [state, length]: [unknown, number] = [model.init, 0];
  for (;;) {
    const here = print(state);
    const outlook = placeReads(state);
    budget.steps -= outlook.next.length;
    if (outlook.urgent === null) return { ok: true, order: placement.operations() };
    const choices = choose(state, here, outlook);
    if (choices.length === 0 && placement.answered > mostAnswered) {
      mostAnswered = placement.answered;
      best = { ok: false, order: placement.operations(), blocked: outlook.urgent.original };
    }
    if (budget.steps < 0 || budget.characters < 0) yield;
    stack.push({ length, choices, tried: 0 });
    const choice = nextChoice(stack, placement);
    if (!choice) return required(best, 'the failure');
    length = placement.order.length;
    placement.place(choice.task);
    state = choice.state;
  }
}

/** Whether `a` is a subset of `b`; both are sorted. A configuration that has used less can do all that the other can. */
function isWithin(a: readonly number[], b: readonly number[]): boolean {
  let i = 0;
  for (const item of b) if (item === a[i]) i++;
  return i === a.length;
}

/** The next untried choice of the innermost configuration that has one. Inner configurations are undone. */
function nextChoice(stack: Frame[], placement: Placement): Choice | null {
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const choice = top.choices[top.tried++];
    if (choice) return choice;
    placement.takeBackTo(top.length);
    stack.pop();
  }
  return null;
}

/** Operations with the same effect are interchangeable: the one called first represents them all. */
function firstOfEach(tasks: readonly Task[]): Task[] {
  const effects = new Set<string>();
  return tasks.filter(({ effect }) => {
    if (effect === null) return true;
    if (effects.has(effect)) return false;
    effects.add(effect);
    return true;
  });
}
