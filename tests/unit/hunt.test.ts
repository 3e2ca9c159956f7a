// A search by several workers: each draws other runs, the first find ends all, and their figures are added up.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Hunt } from '../../src/lib/ui/panels/search/hunt.svelte';
import type { Ending, Order, Progress, Report, Story } from '../../src/lib/ui/panels/search/report';
import { setupOf } from '../paper/bench';

/** Stands in for a worker: keeps its orders, and says what a test wants. */
class Stub {
  constructor() {
    team.push(this);
  }
  orders: Order[] = [];
  ended = false;
  onmessage: (event: { data: Report }) => void = () => {};
  onerror: () => void = () => {};
  postMessage = (order: Order) => this.orders.push(order);
  terminate = () => (this.ended = true);
  says = (report: Report) => this.onmessage({ data: report });
}

const team: Stub[] = [];
beforeEach(() => void vi.stubGlobal('Worker', Stub));
afterEach(() => vi.unstubAllGlobals());

const scenario = { setup: setupOf({}), steps: [] };
const options = { goal: { violation: 'any' } };
const figures: Progress = { states: 5, generated: 100, depth: 80, bytes: 7, seconds: 2, walks: 3 };
const story = (acts: number): Story => ({
  scenario,
  sentences: Array<string>(acts).fill('so'),
  violations: [],
});
const ended = (more: Partial<Ending>): Report => ({
  kind: 'ended',
  ending: {
    ...figures,
    ...{ way: 'walks', story: null, stoppedBy: 'stopped', complete: false, collision: 0 },
    ...{ done: { deliver: 2 }, idle: ['a rule'] },
    ...more,
  },
});
const kinds = ({ orders }: Stub) => orders.map(({ kind }) => kind);

beforeEach(() => {
  team.length = 0;
});

describe('random runs', () => {
  it('are drawn by all cores but one, each with runs of its own', () => {
    new Hunt().start('walks', scenario, options, 4);
    expect(team.map(({ orders }) => orders)).toEqual(
      [0, 1, 2].map((lot) => [{ kind: 'search', way: 'walks', lot, scenario, options }]),
    );
  });

  it.each([1, 2])('are drawn by one worker on %i cores', (cores) => {
    new Hunt().start('walks', scenario, options, cores);
    expect(team).toHaveLength(1);
  });

  it('are counted together while they run', () => {
    const hunt = new Hunt();
    hunt.start('walks', scenario, options, 4);
    team[2]?.says({ kind: 'progress', progress: figures });
    team[0]?.says({ kind: 'progress', progress: { ...figures, walks: 4, seconds: 3 } });
    expect(hunt.progress).toEqual({ states: 10, generated: 200, depth: 80, bytes: 14, seconds: 3, walks: 7 });
    expect(hunt.ending).toBe(null);
  });

  it('end with the first find; the shortest is shown, and what all did', () => {
    const hunt = new Hunt();
    hunt.start('walks', scenario, options, 4);
    team[1]?.says(ended({ story: story(9), stoppedBy: 'found', idle: ['a rule', 'another'] }));
    expect(hunt.running).toBe(true);
    expect(team.map(kinds)).toEqual([
      ['search', 'stop'],
      ['search', 'stop'],
      ['search', 'stop'],
    ]);
    team[0]?.says(ended({ done: { deliver: 1, crash: 4 } }));
    team[2]?.says(ended({ story: story(7), stoppedBy: 'found', idle: ['a rule', 'a third'] }));
    expect(hunt.running).toBe(false);
    expect(hunt.ending).toMatchObject({
      story: story(7),
      stoppedBy: 'found',
      walks: 9,
      generated: 300,
      done: { deliver: 5, crash: 4 },
      idle: ['a rule'],
    });
  });

  it('that find nothing end when the last worker ends', () => {
    const hunt = new Hunt();
    hunt.start('walks', scenario, options, 3);
    team[0]?.says(ended({ stoppedBy: 'seconds' }));
    expect(team.map(kinds)).toEqual([['search'], ['search']]);
    expect(hunt.running).toBe(true);
    team[1]?.says(ended({ stoppedBy: 'seconds' }));
    expect(hunt.ending).toMatchObject({ story: null, stoppedBy: 'seconds', walks: 6 });
  });

  it('end when one worker fails, and it is told', () => {
    const hunt = new Hunt();
    hunt.start('walks', scenario, options, 3);
    team[1]?.onerror();
    expect(hunt.running).toBe(false);
    expect(hunt.failure).toMatch(/could not be fetched/);
    expect(team.every((one) => one.ended)).toBe(true);
  });
});

it('a search of all runs stays in one worker, also deeper', () => {
  const hunt = new Hunt();
  hunt.start('all', scenario, options, 8);
  const { walks: _walks, ...counted } = figures;
  team[0]?.says({
    kind: 'ended',
    ending: { ...counted, way: 'all', story: null, stoppedBy: 'depth', complete: false, collision: 0 },
  });
  expect(hunt.ending).toMatchObject({ ...counted, stoppedBy: 'depth' });
  hunt.deeper(2);
  expect(team.map(kinds)).toEqual([['search', 'deeper']]);
  expect(hunt.ending).toBe(null);
});
