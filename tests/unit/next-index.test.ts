import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseScenario, play, type Scenario } from '../../src/lib/index';
import { sentence } from '../../src/lib/systems/raft/words';

// How a leader handles late answers (Figure 2, "Leaders"), and whether its sentences about them are true.

function read(name: string): Scenario {
  const toml = readFileSync(new URL(`../cases/${name}.toml`, import.meta.url), 'utf8');
  const result = parseScenario(toml);
  if (!result.ok) throw new Error(result.errors.map(({ message }) => message).join('\n'));
  return result.scenario;
}

/** What n1 knows about n2 after each act, and what it said about their logs. */
function told(scenario: Scenario) {
  const { worlds, events, failure } = play(scenario);
  expect(failure).toBeUndefined();
  const types = ['match-advanced', 'match-unchanged', 'next-stepped-back'];
  return events.map((those, i) => {
    const { nextIndex, matchIndex } = worlds[i]?.nodes['n1'] as unknown as Known;
    const said = those.filter(({ type }) => types.includes(type)).map(sentence);
    return [nextIndex['n2'], matchIndex['n2'], ...said];
  });
}

interface Known {
  readonly nextIndex: Readonly<Record<string, number>>;
  readonly matchIndex: Readonly<Record<string, number>>;
}

describe('an answer that comes late', () => {
  it('an old refusal sends again from below what matches, and the sentence says so', () => {
    const [last, before] = told(read('old-refusal')).reverse();
    expect(before).toEqual([
      3,
      3,
      'n1 sends to n2 again from index 3. It already knows that the logs match up to index 3: this refusal is older, and sending again does no harm.',
    ]);
    expect(last?.slice(0, 2)).toEqual([2, 3]);
  });

  it('an old success leaves matchIndex alone; where nextIndex moves, the sentence says from where to where', () => {
    const answer = (success: boolean, matchIndex: number) => ({
      ...{ type: 'AppendEntriesResponse', from: 'n2', to: 'n1', term: 1, success, matchIndex },
    });
    const log = [1, 1, 1].map((term) => ({ term, op: 'noop' as const }));
    const base = read('begun-single-leader');
    const setup = {
      ...{ ...base.setup, numNodes: 3, nodes: [{ id: 'n1', role: 'leader', term: 1, log }] },
      messages: [answer(true, 3), answer(false, 0), answer(true, 1), answer(true, 1)],
    };
    const steps = [1, 2, 3, 4].map(() => ({
      ...({ action: 'deliver', message: 'AppendEntriesResponse' } as const),
    }));
    expect(told({ setup, steps }).slice(1)).toEqual([
      [4, 3, 'n1 learns that n2’s log matches up to index 3.'],
      [3, 3, expect.stringContaining('It already knows that the logs match up to index 3')],
      [4, 3, 'n1 already knew that n2’s log matches up to index 3; nextIndex goes from 3 to 4.'],
      [4, 3, 'n1 already knew that n2’s log matches up to index 3.'],
    ]);
  });

  it('a success that proves less than nextIndex supposed takes it back, and the sentence says so', () => {
    const log = [1, 1, 1].map((term) => ({ term, op: 'noop' as const }));
    const base = read('begun-single-leader');
    const success = { type: 'AppendEntriesResponse', from: 'n2', to: 'n1', term: 1, success: true };
    const setup = {
      ...{ ...base.setup, numNodes: 3, nodes: [{ id: 'n1', role: 'leader', term: 1, log }] },
      messages: [
        { ...success, matchIndex: 1 },
        { ...success, matchIndex: 0 },
      ],
    };
    expect(told({ setup, steps: [{ action: 'deliver' }] })[1]).toEqual([
      2,
      1,
      'n1 learns that n2’s log matches up to index 1; nextIndex goes from 4 to 2.',
    ]);
  });
});

describe('a single node that begins as leader', () => {
  it('commits at its next heartbeat', () => {
    expect(play(read('begun-single-leader')).failure).toBeUndefined();
  });

  it('but never an entry of an older term by itself', () => {
    const scenario = read('begun-single-leader');
    const [node] = scenario.setup.nodes;
    const setup = { ...scenario.setup, nodes: [{ ...node, id: 'n1', term: 2 }] };
    const { worlds, events } = play({ setup, steps: [{ action: 'heartbeat', node: 'n1' }] });
    expect(worlds.at(-1)?.nodes['n1']).toMatchObject({ commitIndex: 0 });
    expect(events.at(-1)?.map(sentenceOf)).toContain(
      'Index 1 is on 1 of 1 server, but it is from an older term: a leader counts only entries of its own term.',
    );
  });
});

const sentenceOf = (event: Parameters<typeof sentence>[0]) =>
  event.rule === undefined ? '' : sentence(event);
