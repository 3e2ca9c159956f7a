import type { ActorId } from '../protocol/message';

/** One thing that happened at one actor, and how many things it knew of then, of each actor: from 1, itself counted. */
export interface LogEvent {
  readonly actor: ActorId;
  readonly clock: Readonly<Record<ActorId, number>>;
  readonly text: string;
}

/** How ShiViz is to read the lines below: a line of host and clock, then a line of what happened. */
const PATTERN = String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;

/**
 * A run as a log that ShiViz draws (Beschastnikh, Wang, Brun, Ernst, "Debugging Distributed Systems", 2016), in its three parts:
 * the pattern, a blank line (there is one execution), then each event with its host, its vector clock and one line of text.
 *
 * @param events in the order in which they happened; `explain/causality.ts` has their clocks.
 */
export function shivizLog(events: readonly LogEvent[]): string {
  const lines = events.flatMap(({ actor, clock, text }) => [
    `${actor} ${JSON.stringify(clock)}`,
    oneLine(text),
  ]);
  return [PATTERN, '', ...lines, ''].join('\n');
}

/** Keys and values are the person's own and may hold anything; a line ends where JavaScript's `.` stops. */
const oneLine = (text: string) => text.replace(/[\n\r\u2028\u2029]+/g, ' ');
