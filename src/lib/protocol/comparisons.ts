import type { Comparison, ProtocolEvent } from './event';

/** What a rule compares, in order, as it does it: it stops at the first that does not hold. */
export function upToFirstFailure(comparisons: readonly Comparison[]): readonly Comparison[] {
  const failed = comparisons.findIndex(({ holds }) => !holds);
  return failed < 0 ? comparisons : comparisons.slice(0, failed + 1);
}

/** What was compared for an act that was done: where one does not hold, a deliberate bug let the act pass all the same. */
export function ofAct(comparisons: readonly Comparison[]): readonly Comparison[] {
  return upToFirstFailure(comparisons).map((one) => (one.holds ? one : { ...one, overruled: true }));
}

/** The comparison that a deliberate bug overruled; null: the act is as the rule has it. */
export function overruledIn({ comparisons = [] }: ProtocolEvent): Comparison | null {
  return comparisons.find(({ overruled }) => overruled) ?? null;
}
