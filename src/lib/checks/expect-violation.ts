import { cut } from '../protocol/quote';
import type { Violation } from './violation';

/**
 * The difference between the violations of a run and what an `expect` asks for, as a sentence; null: there is none.
 *
 * @param expected the name of a promise that must be broken by now, or `none`
 */
export function unmetViolation(violations: readonly Violation[], expected: string): string | null {
  const [first] = violations;
  if (expected === 'none' && first) {
    const others = violations.length === 1 ? '' : ` (and ${violations.length - 1} more)`;
    return `expected no violation, found ${first.invariant} at world ${first.step}: ${first.message}${others}`;
  }
  if (expected === 'none' || violations.some(({ invariant }) => invariant === expected)) return null;
  const names = [...new Set(violations.map(({ invariant }) => invariant))];
  const found =
    names.length === 0 ? 'no promise has been broken' : `what has been broken is ${names.join(', ')}`;
  return `expected a violation of ${cut(expected)}, but ${found}`;
}
