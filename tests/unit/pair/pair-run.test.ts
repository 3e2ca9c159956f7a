// The run of a pair as it is stepped: where a step goes, and what it replaces.
import { describe, expect, it } from 'vitest';
import { beginPair } from '../../systems';
import { counterpart } from '../../../src/lib/run/pair/counterpart';
import { stepPair, type PairMoment } from '../../../src/lib/run/pair/pair';
import { doStep, openingPair, type PairRun } from '../../../src/lib/run/pair/pair-run';
import { DEFAULT_PAIR } from '../../../src/lib/scenario/pair-examples';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import type { PairStep } from '../../../src/lib/sim/scenario';

const PHASE: PairStep = { action: 'phase' };
const names = ['raft', 'multipaxos'] as const;
const setup = (system: string) => ({ ...DEFAULT_PAIR.setup, system });
const systems = [systemOf(setup('raft')), systemOf(setup('multipaxos'))] as const;
const pair = (steps: readonly PairStep[]) => ({ ...DEFAULT_PAIR, pair: { systems: names, steps } });

/** Opens a pair, and stops after so many steps. */
function opened(steps: readonly PairStep[], stopAt = Infinity) {
  const work = openingPair(pair(steps), systems);
  let next = work.next();
  while (!next.done) next = work.next(next.value >= stopAt);
  return next.value;
}

function after(run: PairRun, step: PairStep) {
  const done = doStep(run, step);
  if (!done.ok) throw new Error(done.error);
  return done;
}

describe('a pair is opened', () => {
  it('with all its steps, and shown at its start', () => {
    const { run, failure, stopped } = opened([PHASE, PHASE]);
    expect([run.moments.length, run.at, failure, stopped]).toEqual([3, 0, null, false]);
  });

  it('up to where it is stopped', () => {
    const { run, stopped } = opened([PHASE, PHASE, PHASE], 1);
    expect([run.moments.length, stopped]).toEqual([2, true]);
  });
});

describe('a step', () => {
  it('that was done there before is shown again', () => {
    const { run } = opened([PHASE, PHASE]);
    const { run: next, gaveWay } = after(run, PHASE);
    expect([next.at, next.moments === run.moments, gaveWay]).toEqual([1, true, false]);
  });

  it('goes after the moment shown, and what came later gives way', () => {
    const { run } = opened([PHASE, PHASE, PHASE]);
    const { run: next, gaveWay } = after({ ...run, at: 1 }, { action: 'next', side: 'left' });
    expect([next.at, gaveWay]).toEqual([2, true]);
    expect(next.moments.slice(0, 2)).toEqual(run.moments.slice(0, 2));
    expect(next.moments).toHaveLength(3);
  });

  it('at the end replaces nothing', () => {
    const { run } = opened([]);
    const { run: next, gaveWay } = after(run, PHASE);
    expect([next.at, next.moments.length, next.moments[0] === run.moments[0], gaveWay]).toEqual([
      1,
      2,
      true,
      false,
    ]);
  });
});

it('what tells of a commit on one side has a counterpart on the other', () => {
  let moment: PairMoment = beginPair(pair([]));
  const learns = ({ left }: PairMoment) =>
    left.world.network.inFlight.filter(({ type }) => type === 'CommitNotification');
  for (let i = 0; i < 6 && learns(moment).length === 0; i++) {
    const next = stepPair(moment, PHASE);
    if (!next.ok) throw new Error(next.error);
    ({ moment } = next);
  }
  const same = learns(moment).map((message) => counterpart(moment.left, message, moment.right)?.type);
  expect(same[0]).toBe('Commit');
});

it('a message that a partition holds can be dropped on both sides, but not delivered', () => {
  const steps: readonly PairStep[] = [PHASE, PHASE, { action: 'partition' }];
  const cut = steps.reduce<PairMoment>(
    (so, one) => {
      const next = stepPair(so, one);
      if (!next.ok) throw new Error(next.error);
      return next.moment;
    },
    beginPair(pair([])),
  );
  const acted = (action: 'drop' | 'deliver') =>
    stepPair(cut, { action, side: 'left', both: true, message: 'AppendEntries' });
  const dropped = acted('drop');
  expect(dropped.ok && [dropped.moment.left.done.length, dropped.moment.right.done.length]).toEqual([1, 1]);
  const delivered = acted('deliver');
  expect(delivered.ok && delivered.moment.right.done.length).not.toBe(1);
});
