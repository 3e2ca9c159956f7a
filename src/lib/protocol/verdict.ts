/**
 * What a decision of a protocol says, as data. A decision returns a verdict: whether it holds, and what it compared. The guard of the
 * role machine, the event, the sentence, the deliberate bug that overrules it and "why not?" all read that one verdict.
 */
import type { ActorId } from './message';

/** One side of a comparison: a value, and what it is. */
export interface Operand {
  /** As it is shown: `currentTerm`, `own last index`. */
  readonly name: string;
  readonly value: string | number | boolean | null;
  /** The node, or the sender of the message, whose value it is; absent: nobody's, as the size of a majority. */
  readonly of?: ActorId;
  /** The index or slot that it is about, where the name says one. */
  readonly at?: number;
  /** Of how many in all the value is a part: the servers of which a majority is wanted. */
  readonly outOf?: number;
  /** How the value is written, where that is not the value itself. */
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

export type Order = keyof typeof RELATIONS;

/** One comparison that a rule made: what stood on both sides, the relation that the rule wants, and whether it held. */
export interface Comparison<What extends string = string> {
  /** Which comparison of its system this is; texts are found by it. */
  readonly what: What;
  readonly left: Operand;
  readonly relation: Order | 'in' | 'is';
  readonly right: Operand;
  readonly holds: boolean;
  /** The rule would have done otherwise: a deliberate bug decided, and not this. */
  readonly overruled?: true;
}

/** Whether a decision holds, and what it compared, in order; the last comparison decided. */
export interface Verdict<What extends string = string> {
  readonly holds: boolean;
  readonly comparisons: readonly Comparison<What>[];
}

/** A verdict that is reached without comparing anything. */
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
export function compare<What extends string>(
  what: What,
  left: Operand & { readonly value: number },
  relation: Order,
  right: Operand & { readonly value: number },
): Verdict<What> {
  return compareBy(left.value - right.value, what, left, relation, right);
}

/** Asks that a value is true, or is this one. */
export function compareIs<What extends string>(
  what: What,
  left: Operand,
  wanted: string | boolean = true,
): Verdict<What> {
  const right = { name: '', value: wanted };
  return compared({ what, left, relation: 'is', right, holds: left.value === wanted });
}

/** The verdict of one comparison. */
export function compared<What extends string>(comparison: Comparison<What>): Verdict<What> {
  return { holds: comparison.holds, comparisons: [comparison] };
}

/**
 * All of these must hold, asked in this order up to the first that does not. What a bug overruled on the way to a refusal is left out,
 * for it did not decide; where all hold, the first that was overruled decided.
 */
export function all<What extends string>(...verdicts: readonly Verdict<What>[]): Verdict<What> {
  const failed = verdicts.findIndex(({ holds }) => !holds);
  const asked = failed < 0 ? verdicts : verdicts.slice(0, failed + 1);
  const made = asked.flatMap(({ comparisons }) => comparisons);
  if (failed >= 0) return { holds: false, comparisons: made.filter(({ overruled }) => !overruled) };
  const overruled = made.findIndex((one) => one.overruled);
  return { holds: true, comparisons: overruled < 0 ? made : made.slice(0, overruled + 1) };
}

/** The opposite question: what was wanted is not, and the other way round. */
export function not<What extends string>({ holds, comparisons }: Verdict<What>): Verdict<What> {
  return { holds: !holds, comparisons: comparisons.map(opposite) };
}

function opposite<What extends string>(one: Comparison<What>): Comparison<What> {
  const { relation, holds } = one;
  if (relation === 'in' || relation === 'is') throw new Error(`${one.what} has no opposite relation`);
  return { ...one, relation: OPPOSITE[relation], holds: !holds };
}

/**
 * A deliberate bug decides in place of the rule. Where both say the same, the rule's comparisons stand. Where the bug lets pass what the
 * rule refuses, what failed is marked as overruled.
 *
 * @param own what the bug compares itself, shown where it refuses what the rule lets pass
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

/** The verdict on what was done all the same: where the rule forbids it, a deliberate bug did it. */
export function done<What extends string>(rule: Verdict<What>): Verdict<What> {
  return overrule(rule, true);
}

/** The verdict without a word of what holds: for what is only worth showing where it does not. */
export function tacit<What extends string>({ holds, comparisons }: Verdict<What>): Verdict<What> {
  return { holds, comparisons: comparisons.filter((one) => !one.holds || one.overruled) };
}

/** What of a verdict or an event tells what was compared. */
interface Compared<What extends string> {
  readonly comparisons?: readonly Comparison<What>[];
}

/** What decided: the last comparison made; null: nothing was compared. */
export function deciding<What extends string>({ comparisons }: Compared<What>): Comparison<What> | null {
  return comparisons?.at(-1) ?? null;
}

/** The comparison that a deliberate bug overruled; null: what happened is as the rules have it. */
export function overruledIn<What extends string>({ comparisons }: Compared<What>): Comparison<What> | null {
  return comparisons?.find(({ overruled }) => overruled) ?? null;
}

/** An operand's value as it is shown. */
export function valueText({ value, text }: Operand): string {
  return text ?? String(value);
}
