import { describe, expect, it } from 'vitest';
import { passageAlong, readChart, tellingGuards, type GuardCall } from '../../src/lib/protocol/chart-reader';
import type { GuardArgs } from '../../src/lib/protocol/role-machine';
import { compareNumbers } from '../../src/lib/protocol/verdict';
import { raftMachine } from '../../src/lib/systems/raft/machine';
import { CHART } from '../../src/lib/systems/raft/chart';

const DOOR = readChart({
  initial: 'shut',
  states: {
    shut: {
      always: { guard: 'isBroken', target: 'open' },
      on: {
        push: [
          { guard: 'isLocked', actions: 'rattle' },
          { target: 'open', actions: ['turn', 'swing'] },
        ],
      },
    },
    open: { on: { push: { target: 'shut' } } },
  },
});

const said = (guard: string, holds: boolean): GuardCall => ({ guard, holds, comparisons: [] });

describe('a chart', () => {
  it('has a row for every transition of the definition, in its order', () => {
    expect(DOOR).toEqual({
      initial: 'shut',
      states: ['shut', 'open'],
      transitions: [
        { id: 'shut/always/1', from: 'shut', to: 'open', event: 'always', guard: 'isBroken', actions: [] },
        {
          id: 'shut/push/1',
          from: 'shut',
          to: 'shut',
          event: 'push',
          guard: 'isLocked',
          actions: ['rattle'],
        },
        {
          id: 'shut/push/2',
          from: 'shut',
          to: 'open',
          event: 'push',
          guard: null,
          actions: ['turn', 'swing'],
        },
        { id: 'open/push/1', from: 'open', to: 'shut', event: 'push', guard: null, actions: [] },
      ],
    });
  });

  it("of raft has as many rows as XState makes of raft's machine, each under an id of its own", () => {
    const made = Object.values(raftMachine.states).flatMap(({ transitions, always = [] }) => [
      ...[...transitions.values()].flat(),
      ...always,
    ]);
    expect(CHART.transitions).toHaveLength(made.length);
    expect(new Set(CHART.transitions.map(({ id }) => id)).size).toBe(made.length);
    expect(CHART.states).toEqual(['follower', 'candidate', 'leader']);
    expect(CHART.initial).toBe('follower');
  });
});

describe('a passage', () => {
  it('takes the first row whose guard holds', () => {
    const passed = passageAlong(DOOR, 'shut', 'push', [said('isLocked', true), said('isBroken', false)]);
    expect(passed.taken).toEqual(['shut/push/1']);
    expect(passed.asked.map(({ transition, holds }) => [transition, holds])).toEqual([
      ['shut/push/1', true],
      ['shut/always/1', false],
    ]);
    expect(passed.to).toBe('shut');
  });

  it('takes further rows that wait only for a guard', () => {
    const passed = passageAlong(DOOR, 'open', 'push', [said('isBroken', true)]);
    expect(passed.taken).toEqual(['open/push/1', 'shut/always/1']);
    expect(passed.to).toBe('open');
  });

  it('takes nothing if no row is for the input', () => {
    expect(passageAlong(DOOR, 'open', 'pull', [])).toEqual({ taken: [], asked: [], to: 'open' });
  });

  it.each([
    ['too few', [], /asks isLocked, not nothing/],
    ['another', [said('isBroken', false)], /asks isLocked, not isBroken/],
    ['too many', [said('isLocked', false), said('isBroken', false)], /asks 1 of 2 guards/],
  ])('throws where %s was asked than the table says', (_what, calls, error) => {
    expect(() => passageAlong(DOOR, 'shut', 'push', calls)).toThrow(error);
  });
});

describe('telling guards', () => {
  it('return their verdicts, and report them for their own input only', () => {
    const input = { type: 'push' };
    const told: GuardCall[] = [];
    const { isHigh } = tellingGuards(
      {
        isHigh: ({ context }: GuardArgs<number, { readonly type: string }>) =>
          compareNumbers('high', { name: 'height', value: context }, '>', { name: '', value: 3 }),
      },
      input,
      (call) => told.push(call),
    );
    expect(isHigh?.({ context: 4, event: input })).toBe(true);
    expect(isHigh?.({ context: 2, event: { type: 'other' } })).toBe(false);
    expect(told).toMatchObject([{ guard: 'isHigh', holds: true, comparisons: [{ left: { value: 4 } }] }]);
  });
});
