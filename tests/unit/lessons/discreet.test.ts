import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sentence, tell } from '../../../src/lib/explain/explain';
import { discreet, withoutBugs } from '../../../src/lib/lessons/discreet';
import { handoutOf } from '../../../src/lib/lessons/handout';
import { wayOf } from '../../../src/lib/lessons/stops';
import { bugsOf } from '../../../src/lib/protocol/bug';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { BUG_EXAMPLES } from '../../../src/lib/scenario/bug-examples';
import { parsed } from '../scenario/parsed';

const EXAMPLES = BUG_EXAMPLES.map(({ file }) => file);
const read = (file: string) => parsed(readFileSync(`static/examples/${file}`, 'utf8'));

/** All that a system says of a run: its sentences, and as data its events. */
function said(file: string, hidden: boolean): string {
  const scenario = read(file);
  const system = systemOf(scenario.setup);
  const told = hidden ? discreet(system) : system;
  const { moments, failure } = wayOf(scenario, told);
  expect(failure).toBeNull();
  return moments
    .flatMap(({ events }) => [
      tell(told, events) ?? '',
      ...events.map((event) => sentence(told, event)),
      JSON.stringify(events),
    ])
    .join('\n');
}

describe.each(EXAMPLES)('%s', (file) => {
  test('run by a system that keeps its bugs to itself, goes the same way', () => {
    const scenario = read(file);
    const worlds = (system: Parameters<typeof wayOf>[1]) =>
      wayOf(scenario, system).moments.map(({ world }) => world);
    expect(worlds(discreet(systemOf(scenario.setup)))).toEqual(worlds(systemOf(scenario.setup)));
  });

  test('is told without a word of what was overruled', () => {
    expect(said(file, true)).not.toMatch(/although|overruled|undefined/);
  });
});

test('most of them would be given away by the system itself', () => {
  expect(EXAMPLES.filter((file) => /although/.test(said(file, false))).length).toBeGreaterThan(15);
});

test('the machine of a node, the bugs that there are and what a crash leaves are as with all rules on', async () => {
  const { setup } = read('bugs/log-not-persisted.toml');
  expect(bugsOf(setup)).toEqual(['log-not-persisted']);
  expect(bugsOf(withoutBugs(setup))).toEqual([]);
  const system = systemOf(setup);
  const hidden = discreet(system);
  const [node] = system.begin(setup).nodes;
  if (!node) throw new Error('There is no node.');
  expect(system.persistent?.(node, setup)).not.toContain('log');
  expect(hidden.persistent?.(node, setup)).toEqual(system.persistent?.(node, withoutBugs(setup)));
  expect((await system.details()).bugs.length).toBeGreaterThan(20);
  expect((await hidden.details()).bugs).toEqual([]);
});

test.each(['find-it-votes', 'find-it-crash', 'find-it-follower'])(
  'the page of the challenge %s that is only read keeps its rule to itself, too',
  (slug) => {
    const scenario = parsed(readFileSync(`src/lib/lessons/challenges/${slug}.toml`, 'utf8'));
    const page = handoutOf(scenario, systemOf(scenario.setup), (to) => to);
    expect(page).toContain('Your turn');
    expect(page).not.toMatch(/although|overruled/);
  },
);

test('which guards were asked on the way is told without those that a bug overruled', async () => {
  const scenario = read('bugs/count-old-votes.toml');
  const system = systemOf(scenario.setup);
  const passages = async (of: typeof system) => {
    const { passage } = await of.details();
    const { moments } = wayOf(scenario, of);
    return moments.flatMap(({ world }) =>
      world.network.inFlight.flatMap((message) => {
        const node = world.nodes[message.to];
        return node?.alive && passage ? JSON.stringify(passage(node, message, scenario.setup)) : [];
      }),
    );
  };
  expect((await passages(system)).some((one) => one.includes('overruled'))).toBe(true);
  expect((await passages(discreet(system))).some((one) => one.includes('overruled'))).toBe(false);
});
