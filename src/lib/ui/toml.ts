import type { ParseResult } from '../scenario/parse';
import type { Scenario } from '../sim/scenario';
import { fetchEngine } from './engine-fetch';

const UNREAD = 'the reader of scenarios could not be fetched: with the network back, try again';

/** Reads a scenario. The reader is fetched when the first text is read, and what runs it: the lab begins without. */
export async function readScenario(toml: string): Promise<ParseResult> {
  try {
    const [{ parseScenario }] = await Promise.all([import('../scenario/parse'), fetchEngine()]);
    return parseScenario(toml);
  } catch {
    return { ok: false, errors: [{ message: UNREAD, line: 1, column: 1 }] };
  }
}

type Write = (scenario: Scenario) => string;
let fetched: Write | null = null;

/** The writer of scenarios, once it has been fetched: then it writes at once. */
export const writer = (): Write | null => fetched;

/** Fetches the writer of scenarios. Rejects where the network is down and it was never fetched. */
export async function fetchWriter(): Promise<Write> {
  fetched = (await import('../scenario/format')).formatScenario;
  return fetched;
}
