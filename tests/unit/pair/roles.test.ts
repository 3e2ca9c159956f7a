import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { leaderOf } from '../../../src/lib/run/pair/roles';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { play } from '../../../src/lib/scenario/run';
import { parsed } from '../scenario/parsed';

test('of two leaders with ballots of one round, the later one is who clients ask', () => {
  const text = readFileSync('static/examples/bugs/multipaxos/accept-below-promise.toml', 'utf8');
  const { worlds } = play(parsed(text));
  const system = systemOf(parsed(text).setup);
  const both = worlds.find(
    (world) => Object.values(world.nodes).filter((node) => system.leads(node)).length === 2,
  );
  expect(both && leaderOf(system, both)).toBe('l2');
});
