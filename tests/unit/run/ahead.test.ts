import { describe, expect, it, test } from 'vitest';
import { actWords } from '../../../src/lib/explain/act-words';
import { leftAt, nextAct, sharedLength } from '../../../src/lib/run/ahead';
import { DEFAULT_SCENARIO } from '../../../src/lib/scenario/defaults';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { start } from '../../../src/lib/scenario/run';

const world = start(DEFAULT_SCENARIO);
const system = systemOf(DEFAULT_SCENARIO.setup);

describe('what Next will do', () => {
  it('is the oldest message where nothing is recorded', () => {
    const next = nextAct(system, world, null);
    expect(next?.act).toEqual({ action: 'deliver', id: 1 });
    expect(next?.message?.type).toBe('StartElection');
  });

  it('is the act that is recorded, a timer too', () => {
    const act = { action: 'timeout', node: 'n3' } as const;
    expect(nextAct(system, world, act)).toEqual({ act, message: null });
  });

  it('names the message of a recorded act on a message', () => {
    expect(nextAct(system, world, { action: 'drop', to: 'n1' })?.message?.type).toBe('StartElection');
  });

  it('is nothing where nothing is in flight', () => {
    const still = { ...world, network: { ...world.network, inFlight: [] } };
    expect(nextAct(system, still, null)).toBeNull();
  });
});

test.each([
  [{ action: 'deliver', id: 1 }, 'deliver StartElection from main to n1'],
  [{ action: 'drop' }, 'drop StartElection from main to n1'],
  [{ action: 'duplicate' }, 'duplicate StartElection from main to n1'],
  [{ action: 'timeout', node: 'n2' }, 'n2: election timeout'],
  [{ action: 'heartbeat', node: 'n2' }, 'n2: heartbeat'],
  [{ action: 'crash', node: 'n2' }, 'crash n2'],
  [{ action: 'restart', node: 'n2' }, 'restart n2'],
  [{ action: 'partition', groups: [['n1'], ['n2', 'n3']] }, 'cut the network: n1 | n2 n3'],
  [{ action: 'heal' }, 'heal the network'],
  [{ action: 'request', client: 'c1', op: 'put', key: 'a', value: '1', to: 'n2' }, 'c1 asks n2: put a=1'],
  [{ action: 'request', client: 'c1', op: 'get', key: 'a' }, 'c1 asks: get a'],
  [{ action: 'retry', client: 'c1' }, 'c1 asks again'],
] as const)('%o is told as "%s"', (act, words) => {
  const message = 'node' in act || 'client' in act ? null : (world.network.inFlight[0] ?? null);
  expect(actWords(system, act, message)).toBe(words);
});

// The scenario made the moments 0 to 4; the person's own have higher ids.
test.each([
  ['at its start', [0, 1, 2, 3, 4], 0, null],
  ['within it', [0, 1, 2, 3, 4], 3, null],
  ['beyond its last step', [0, 1, 2, 3, 4, 5, 6], 6, null],
  ['one step after they acted otherwise', [0, 1, 2, 7, 8], 3, 2],
  ['two steps after', [0, 1, 2, 7, 8], 4, 2],
  ['back at the fork, on the branch of their own', [0, 1, 2, 7, 8], 2, null],
  ['where they acted first of all', [0, 5], 1, 0],
] as const)('left the scenario: %s', (_where, ids, step, left) => {
  const path = ids.map((id) => ({ id }));
  expect(leftAt(sharedLength(path, 5), step, 5)).toBe(left);
});
