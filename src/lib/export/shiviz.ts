import type { ActorId } from '../protocol/message';

/** One event at one actor, with its vector clock: for each actor, how many of its events are known, this one included. */
interface LogEvent {
  readonly actor: ActorId;
  readonly clock: Readonly<Record<ActorId, number>>;
  readonly text: string;
}

/** The pattern by which ShiViz parses the lines below: a line of host and clock, then a line of text. */
const PATTERN = String.raw`(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`;

/**
 * A run as a log for ShiViz (Beschastnikh, Wang, Brun, Ernst, "Debugging Distributed Systems", 2016), in three parts: the
 * pattern, an empty line (there is one execution), then each event with its host, its vector clock and one line of text.
 *
 * @param events in order; `explain/causality.ts` gives their clocks
 */
export function shivizLog(events: readonly LogEvent[]): string {
  const lines = events.flatMap(({ actor, clock, text }) => [
    `${actor} ${JSON.stringify(clock)}`,
    oneLine(text),
  ]);
  return [PATTERN, '', ...lines, ''].join('\n');
}

/** Keys and values are user text and may hold line breaks. A line ends where JavaScript's `.` stops. */
const oneLine = (text: string) => text.replace(/[\n\r\u2028\u2029]+/g, ' ');
