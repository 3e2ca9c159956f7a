/** Writes a run as a file, in a form that can be read again if possible. */
import type { Scenario } from '../sim/scenario';
import type { Naming } from '../sim/select';
import { formatScenario } from './format';
import { isTooLarge, MOST_STEPS } from './limits';

export interface Written {
  readonly text: string;
  /** Whether `parseScenario` accepts a file of this length. */
  readonly fits: boolean;
}

/**
 * Writes a run for people, or, if that exceeds the limits of a file, in as few characters as possible.
 *
 * @param run gives the run with its messages named in either way
 */
export function writeRun(run: (naming: Naming) => Scenario): Written {
  const whole = run('whole');
  const text = formatScenario(whole);
  if (fits(whole, text)) return { text, fits: true };
  const short = run('short');
  const shorter = formatScenario(short, 'list');
  return { text: shorter, fits: fits(short, shorter) };
}

function fits({ steps, pair }: Scenario, text: string): boolean {
  return Math.max(steps.length, pair?.steps.length ?? 0) <= MOST_STEPS && !isTooLarge(text);
}
