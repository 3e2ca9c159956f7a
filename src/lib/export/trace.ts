import type { ProtocolEvent } from '../protocol/event';
import type { Run } from './run';

/**
 * The trace of a run as text, one line an event, in the emulation's manner.
 *
 * @param line the line of an event; null: the event is not traced
 * @returns the lines, each ended by a line break; empty if nothing was traced
 */
export function traceText(run: Run, line: (event: ProtocolEvent) => string | null): string {
  return run
    .flatMap(({ events }) => events.flatMap((event) => line(event) ?? []))
    .map((text) => `${text.replace(/[\n\r]+/g, ' ')}\n`)
    .join('');
}
