import type { Operation } from '../kv/client';
import { cut } from '../protocol/quote';
import { shown, STORE_MODEL, type Model } from './model';
import { searchAll } from './round-robin';
import type { Budget } from './search';

/**
 * The result of a check for linearizability.
 *
 * `order`: an order of operations that explains all answers. If there is none: the longest order that fits, with
 * `blocked`, the operation that would have to come next and cannot. Operations of unknown outcome are in the order only if
 * they are needed. If one key is refuted, the operations of keys that were not decided yet are not in it.
 */
export type Verdict =
  | { readonly ok: true; readonly order: readonly Operation[] }
  | {
      readonly ok: false;
      readonly order: readonly Operation[];
      readonly blocked: Operation;
      readonly message: string;
    }
  | { readonly ok: 'unknown'; readonly reason: string };

/** At worst, this takes some seconds and some tens of megabytes. */
const BUDGET: Budget = { steps: 4_000_000, characters: 20_000_000 };

/**
 * Whether a history is linearizable (Herlihy and Wing 1990): whether each operation can be given one moment between its
 * call and its return so that, in the order of these moments, the model explains every answer.
 *
 * An operation without `return`, or answered `consensus failed` or `not leader`, may have happened at any time after its
 * call or not at all. Two operations overlap if one's return equals the other's call.
 *
 * @param model absent: the store's. If a model names parts, each part is checked alone, a share of the budget at a time,
 * so that the verdict does not depend on the order of the parts.
 * @param budget for all parts together; beyond it the verdict is `unknown`
 */
export function checkLinearizable(
  operations: readonly Operation[],
  model: Model = STORE_MODEL,
  budget: Partial<Budget> = {},
): Verdict {
  const parts = partsOf(operations, model);
  const { found, spent } = searchAll(parts, model, { ...BUDGET, ...budget });
  const placed = merge(found.map((part) => part?.order ?? []));
  const [failed] = found
    .filter((part) => part?.ok === false)
    .sort((a, b) => endOf(a.blocked) - endOf(b.blocked));
  if (failed) {
    const { blocked } = failed;
    const order = placed.filter(({ moment }) => moment <= endOf(blocked)).map(({ operation }) => operation);
    return { ok: false, order, blocked, message: sentence(failed, model) };
  }
  if (spent !== null) return { ok: 'unknown', reason: REASONS[spent] };
  return { ok: true, order: placed.map(({ operation }) => operation) };
}

const REASONS: Record<keyof Budget, string> = {
  steps: 'the search for an order took too long and was given up: too many operations overlap',
  characters: 'the search for an order took too much memory and was given up: too many operations overlap',
};

const endOf = ({ call, return: at }: Operation): number => Math.max(call, at ?? Infinity);

/** The operations, grouped by the part of the object that they touch. */
function partsOf(operations: readonly Operation[], model: Model): readonly (readonly Operation[])[] {
  const parts = new Map<string, Operation[]>();
  for (const operation of operations) {
    const name = model.part?.(operation) ?? '';
    const part = parts.get(name);
    if (part) part.push(operation);
    else parts.set(name, [operation]);
  }
  return [...parts.values()];
}

/**
 * Merges the orders of the parts into one. Each operation happens at the latest call so far in its part's order, which is
 * not after its return, so these moments respect both the parts' orders and real time.
 */
function merge(orders: readonly (readonly Operation[])[]): { operation: Operation; moment: number }[] {
  const moments = orders.flatMap((order) => {
    let moment = -Infinity;
    return order.map((operation) => ({ operation, moment: (moment = Math.max(moment, operation.call)) }));
  });
  return moments.sort((a, b) => a.moment - b.moment);
}

function sentence(
  { order, blocked }: { order: readonly Operation[]; blocked: Operation },
  model: Model,
): string {
  const last = order.at(-1);
  const behind = last ? `The longest order that fits ends with ${describe(last)}` : 'Nothing fits before it';
  const state = order.reduce((so, operation) => model.step(so, shown(operation)).state, model.init);
  const there = cut(JSON.stringify(state) ?? String(state), 200);
  return `No order of the operations explains ${describe(blocked)}. ${behind}; the state is then ${there}.`;
}

/** An operation in words: `c1: put a = 1 → ok (from 3 to 7)`. */
function describe({ client, op, key, value, call, return: at, result }: Operation): string {
  const asked = value === undefined ? `${op} ${cut(key)}` : `${op} ${cut(key)} = ${cut(value)}`;
  const times = at === undefined ? `from ${call}, never answered` : `from ${call} to ${at}`;
  return `${client}: ${asked}${result === undefined ? '' : ` → ${cut(result)}`} (${times})`;
}
