import { describe, expect, it } from 'vitest';
import { inputOf } from '../../src/lib/explain/input';
import type { ProtocolEvent } from '../../src/lib/index';
import { CHART } from '../../src/lib/systems/raft/chart';
import type { RaftState } from '../../src/lib/systems/raft/state';
import { runSchedule } from './schedules';
import { detailsOf } from '../systems';

type Said = { readonly type: string; readonly rule?: string | undefined };

/** The events by which each action shows in a step: their type, or type and rule. */
const SHOWN_BY: Readonly<Record<string, readonly string[]>> = {
  adoptTerm: ['term-adopted'],
  startElection: ['election-started'],
  grantVote: ['vote-granted'],
  refuseVote: ['vote-refused'],
  countVote: ['vote-counted'],
  becomeLeader: ['election-won'],
  acceptAppend: ['append-accepted', 'entry-appended append-new', 'entries-truncated'],
  refuseStaleAppend: ['append-refused append-stale'],
  refuseUnmatchedAppend: ['append-refused append-prev'],
  yieldToLeader: ['stepped-down candidate-yield'],
  heartbeat: ['heartbeat-sent'],
  advanceMatch: ['match-advanced', 'match-unchanged'],
  stepNextBack: ['next-stepped-back'],
  ignoreNotification: ['notification-ignored'],
  queueRequest: ['request-queued'],
};

const shows = (events: readonly Said[], action: string) =>
  events.some(({ type, rule }) => SHOWN_BY[action]?.some((by) => by === type || by === `${type} ${rule}`));

describe('a passage', () => {
  it.each([
    ['the paper', []],
    ['a bug', ['no-step-down', 'vote-twice', 'no-prev-check']],
  ])('is what the machine did, in runs of %s', (_name, bugs) => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 12; seed++) {
      for (const { before, after, events } of runSchedule(seed, 100, bugs).moves) {
        const input = inputOf(events as readonly ProtocolEvent[]);
        const node = input && (before.nodes[input.actor] as RaftState | undefined);
        if (!node) continue;
        const { taken, asked } = detailsOf(before.setup).passage!(node, input.what, before.setup);
        const rows = taken.map((id) => CHART.transitions.find((row) => row.id === id)!);
        expect(rows.at(-1)?.to ?? node.role).toBe((after.nodes[node.id] as RaftState).role);
        const done = new Set(rows.flatMap(({ actions }) => actions));
        for (const action of Object.keys(SHOWN_BY)) {
          expect(shows(events, action), `${action} in ${taken.join(', ')}`).toBe(done.has(action));
        }
        for (const { transition, holds } of asked) expect(taken.includes(transition)).toBe(holds);
        taken.forEach((id) => seen.add(id));
      }
    }
    expect(seen.size).toBeGreaterThan(30);
  });
});
