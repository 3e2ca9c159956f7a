/**
 * The result of a decision, as data. A decision returns a verdict: whether it holds, and what it compared. The guard of
 * the role machine, the event, the sentence, the deliberate bug that overrules it and "why not?" all read that one
 * verdict.
 */
import type { ActorId } from './message';

/** One side of a comparison: a value and its name. */
export interface Operand {
  /** The name for people: `currentTerm`, `own last index`. */
  readonly name: string;
  readonly value: string | number | boolean | null;
  /**
   * The node whose value it is, or the sender of the message that carries it. Absent: it belongs to nobody, such as the
   * size of a majority.
   */
  readonly of?: ActorId;
  /** The index or slot that it is about, if there is one. */
  readonly at?: number;
  /** The total of which the value is a part, such as all servers for a majority. */
  readonly outOf?: number;
  /** How the value is written, if not as itself. */
  readonly text?: string;
}

const RELATIONS = {
  '=': (order: number) => order === 0,
  '≠': (order: number) => order !== 0,
  '<': (order: number) => order < 0,
  '≤': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '≥': (order: number) => order >= 0,
} as const;

const OPPOSITE = { '=': '≠', '≠': '=', '<': '≥', '≤': '>', '>': '≤', '≥': '<' } as const;

type Order = keyof typeof RELATIONS;

/** One comparison that a rule made: both sides, the relation that the rule asks for, and whether it held. */
export interface Comparison<What extends string = string> {
  /** The name of the comparison within its system; sentences are found by it. */
  readonly what: What;
  readonly left: Operand;
  readonly relation: Order | 'in' | 'is';
  readonly right: Operand;
  readonly holds: boolean;
  /** The rule would have decided otherwise: a deliberate bug decided instead. */
  readonly overruled?: true;
}

/** Whether a decision holds, and what it compared, in order. The last comparison decided. */
export interface Verdict<What extends string = string> {
  readonly holds: boolean;
  readonly comparisons: readonly Comparison<What>[];
}

/** A verdict that needed no comparison. */
export const HOLDS: Verdict<never> = { holds: true, comparisons: [] };

/** Compares two values that have an order. @param order below 0: the left one is lower; 0: they are equal. */
export function compareBy<What extends string>(
  order: number,
  what: What,
  left: Operand,
  relation: Order,
  right: Operand,
): Verdict<What> {
  return compared({ what, left, relation, right, holds: RELATIONS[relation](order) });
}

/** Compares two numbers. */
export function compareNumbers<What extends string>(
  what: What,
  left: Operand & { readonly value: number },
  relation: Order,
  right: Operand & { readonly value: number },
): Verdict<What> {
  return compareBy(left.value - right.value, what, left, relation, right);
}

/** Asks whether a value is true, or equals the given one. */
export function compareIs<What extends string>(
  what: What,
  left: Operand,
  wanted: string | boolean = true,
): Verdict<What> {
  const right = { name: '', value: wanted };
  return compared({ what, left, relation: 'is', right, holds: left.value === wanted });
}

/** The verdict of a single comparison. */
export function compared<What extends string>(comparison: Comparison<What>): Verdict<What> {
  return { holds: comparison.holds, comparisons: [comparison] };
}

/**
 * All verdicts must hold, asked in order up to the first that does not. A comparison that a bug overruled is left out of a
 * refusal, because it did not decide; if all hold, the first overruled one decided.
 */
export function all<What extends string>(...verdicts: readonly Verdict<What>[]): Verdict<What> {
  const made: Comparison<What>[] = [];
  for (const { holds, comparisons } of verdicts) {
    made.push(...comparisons);
    if (!holds) return { holds, comparisons: made.filter(({ overruled }) => !overruled) };
  }
  const overruled = made.findIndex((one) => one.overruled);
  return { holds: true, comparisons: overruled < 0 ? made : made.slice(0, overruled + 1) };
}

/** The opposite question: every comparison is inverted. */
export function not<What extends string>({ holds, comparisons }: Verdict<What>): Verdict<What> {
  return { holds: !holds, comparisons: comparisons.map(opposite) };
}

function opposite<What extends string>(one: Comparison<What>): Comparison<What> {
  const { relation, holds } = one;
  if (relation === 'in' || relation === 'is') throw new Error(`${one.what} has no opposite relation`);
  return { ...one, relation: OPPOSITE[relation], holds: !holds };
}

/**
 * Lets a deliberate bug decide in place of the rule. Where both agree, the rule's comparisons stand. Where the bug allows
 * what the rule refuses, the failed comparisons are marked as overruled.
 *
 * @param own the bug's own comparison, shown where it refuses what the rule allows
 */
export function overrule<What extends string>(
  rule: Verdict<What>,
  holds: boolean,
  own?: Verdict<What>,
): Verdict<What> {
  if (rule.holds === holds) return rule;
  if (own && !holds) return own;
  const { comparisons } = rule;
  const overruled = (one: Comparison<What>, i: number) => (holds ? !one.holds : i === comparisons.length - 1);
  return {
    holds,
    comparisons: comparisons.map((one, i) => (overruled(one, i) ? { ...one, overruled: true } : one)),
  };
}

/** The verdict on something that was done: if the rule forbids it, a deliberate bug did it. */
export function done<What extends string>(rule: Verdict<What>): Verdict<What> {
  return overrule(rule, true);
}

/** The verdict with its comparisons only if it does not hold. */
export function tacit<What extends string>({ holds, comparisons }: Verdict<What>): Verdict<What> {
  return { holds, comparisons: comparisons.filter((one) => !one.holds || one.overruled) };
}

/** The part of a verdict or event that says what was compared. */
interface Compared<What extends string> {
  readonly comparisons?: readonly Comparison<What>[];
}

/** The comparison that decided, which is the last one; null: nothing was compared. */
export function deciding<What extends string>({ comparisons }: Compared<What>): Comparison<What> | null {
  return comparisons?.at(-1) ?? null;
}

/** The comparison that a deliberate bug overruled; null: the rules allow what happened. */
export function overruledIn<What extends string>({ comparisons }: Compared<What>): Comparison<What> | null {
  return comparisons?.find(({ overruled }) => overruled) ?? null;
}

/** An operand's value as text. */
export function valueText({ value, text }: Operand): string {
  return text ?? String(value);
}
