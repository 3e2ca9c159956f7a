import type { ParseResult } from '../scenario/parse';

const UNREAD = 'the reader of scenarios could not be fetched: with the network back, try again';

/** Reads a scenario. The reader is fetched when the first text is read: the lab begins without one. */
export async function readScenario(toml: string): Promise<ParseResult> {
  try {
    const { parseScenario } = await import('../scenario/parse');
    return parseScenario(toml);
  } catch {
    return { ok: false, errors: [{ message: UNREAD, line: 1, column: 1 }] };
  }
}
