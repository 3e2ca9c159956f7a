import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/lib/export/run';
import { shivizLog } from '../../src/lib/export/shiviz';
import type { CommonEvent } from '../../src/lib/protocol/event';
import { raft } from '../../src/lib/scenario/systems/raft';
import { runAsShiviz } from '../../src/lib/ui/panels/export/texts';
import { happenedIn } from './happened';
import { choices, setups } from './schedule';

const runs = fc.tuple(setups, choices(60)).map(([setup, chosen]) => happenedIn(setup, chosen));

/** An event of the log as ShiViz parses it. */
interface Line {
  readonly host: string;
  readonly clock: Readonly<Record<string, number>>;
  readonly event: string;
}

/** ShiViz's input: the pattern, an empty line for one execution, and the log, matched from end to end. */
function readLog(text: string): Line[] {
  const [pattern = '', delimiter, ...rest] = text.split('\n');
  expect(delimiter).toBe('');
  const log = rest.join('\n');
  const found = [...log.matchAll(new RegExp(pattern, 'gm'))];
  expect(found.map(([whole]) => `${whole}\n`).join('')).toBe(log);
  return found.map(({ groups }) => {
    const { host = '', clock = '', event = '' } = groups ?? {};
    return { host, clock: JSON.parse(clock) as Line['clock'], event };
  });
}

const logOf = (run: Run) => readLog(runAsShiviz(raft, run));

/**
 * Happens-before as a relation between all pairs, closed by Warshall's algorithm: the steps of one actor are in order, a
 * message is sent before it is delivered, a copy comes after its original was sent.
 */
function happensBefore(run: Run): { keys: string[]; precedes: boolean[][] } {
  const keys: string[] = [];
  const edges: [string, string][] = [];
  const sentBy = new Map<number, string>();
  for (const { world, events } of run) {
    for (const event of events as readonly CommonEvent[]) {
      if (event.type === 'message-duplicated')
        sentBy.set(event.copy.id, sentBy.get(event.message.id) as string);
      if (/^(message-(dropped|duplicated|lost)|network-)/.test(event.type)) continue;
      const key = `${event.actor}@${world.step}`;
      if (!keys.includes(key)) {
        const before = keys.findLast((other) => other.startsWith(`${event.actor}@`));
        if (before) edges.push([before, key]);
        keys.push(key);
      }
      if (event.type === 'message-sent' || event.type === 'client-requested')
        sentBy.set(event.message.id, key);
      if (event.type === 'message-delivered') edges.push([sentBy.get(event.message.id) as string, key]);
    }
  }
  return { keys, precedes: closure(keys, edges) };
}

function closure(keys: readonly string[], edges: readonly (readonly [string, string])[]): boolean[][] {
  const precedes = keys.map(() => keys.map(() => false));
  const row = (i: number) => precedes[i] as boolean[];
  for (const [a, b] of edges) row(keys.indexOf(a))[keys.indexOf(b)] = true;
  for (const k of keys.keys())
    for (const i of keys.keys()) if (row(i)[k]) for (const j of keys.keys()) if (row(k)[j]) row(i)[j] = true;
  return precedes;
}

/** Whether one clock is less than another: then ShiViz draws its event above the other. */
const isLess = (a: Line, b: Line) =>
  Object.entries(a.clock).every(([host, count]) => (b.clock[host] ?? 0) >= count);

describe('a ShiViz log', () => {
  it('counts each host from 1 without a gap, and refers to no later event', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const counts: Record<string, number> = {};
        for (const { host, clock, event } of logOf(run)) {
          counts[host] = (counts[host] ?? 0) + 1;
          expect(clock[host]).toBe(counts[host]);
          expect(event).toMatch(/^step \d+: ./);
          for (const [other, count] of Object.entries(clock)) {
            expect(count).toBeGreaterThan(0);
            expect(count).toBeLessThanOrEqual(counts[other] ?? 0);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('orders clocks exactly by happens-before', () => {
    fc.assert(
      fc.property(runs, (run) => {
        const lines = logOf(run);
        const { keys, precedes } = happensBefore(run);
        expect(lines.map(({ host, event }) => `${host}@${/\d+/.exec(event)?.[0]}`)).toEqual(keys);
        const less = lines.map((a, i) => lines.map((b, j) => i !== j && isLess(a, b)));
        expect(less).toEqual(precedes);
      }),
      { numRuns: 30 },
    );
  });

  it('has one line for each event, whatever keys and values contain', () => {
    const log = shivizLog([{ actor: 'c1', clock: { c1: 1 }, text: 'put a\n}=\r\u2028{"n1": 9}' }]);
    expect(readLog(log)).toEqual([{ host: 'c1', clock: { c1: 1 }, event: 'put a }= {"n1": 9}' }]);
  });
});
