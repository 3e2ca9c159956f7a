import { toLink } from '../../../link/link';
import type { Session } from '../../run/session.svelte';

/**
 * Copies a link to the run up to the step shown, which replays it in the lab.
 *
 * @param lab the lab's address
 * @returns the outcome, as a sentence
 */
export async function linkToRun(session: Session, lab: string): Promise<string> {
  try {
    const link = new URL(`${lab}#${await toLink(session.toScenario(), session.step)}`, location.href).href;
    await navigator.clipboard.writeText(link);
    return 'The link is copied: it opens your run in the lab.';
  } catch {
    return 'The link could not be copied: the browser does not allow it here.';
  }
}
