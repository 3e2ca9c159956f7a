import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { BUG_EXAMPLES } from '../../src/lib/scenario/bug-examples';
import { EXAMPLES } from '../../src/lib/scenario/examples';
import type { World } from '../../src/lib/sim/world';
import { sessionOn } from './samples';

// Checks notes against the world at which they are shown: everything that a note names must be there.

/** Everything visible in a world: its nodes, clients and messages, without its set-up. */
function shown({ nodes, clients, network }: World): string {
  return JSON.stringify([nodes, clients, network]);
}

/** The numbers after a word: "terms 2 and 4" names 2 and 4. */
function numbersAfter(word: string, note: string): string[] {
  const lists = note.matchAll(RegExp(`\\b${word}s? (\\d+(?:(?:, | and | or )\\d+)*)`, 'g'));
  return [...lists].flatMap(([, list = '']) => list.match(/\d+/g) ?? []);
}

/** Fields whose numbers are terms, or rounds of ballots. */
const TERMS = /"(?:term|currentTerm|lastLogTerm|prevLogTerm|commitTerm|round)":(\d+)/g;
const INDICES =
  /"(?:index|commitIndex|lastApplied|prevLogIndex|lastLogIndex|matchIndex|leaderCommit)":(\d+)/g;

function named(pattern: RegExp, world: string): Set<string> {
  return new Set([...world.matchAll(pattern)].map(([, number = '']) => number));
}

/**
 * What a note names that is neither in the world nor in the one before it. (Things that a step removes are still drawn at
 * it.)
 */
function untrue(note: string, world: World, before: World = world): string[] {
  const text = shown(world) + shown(before);
  const actors = new Set([...Object.keys(world.nodes), ...Object.keys(world.clients)]);
  const terms = named(TERMS, text);
  const indices = named(INDICES, text);
  const longest = Math.max(
    0,
    ...[...text.matchAll(/"log":(\[[^\]]*\])/g)].map(([, log = '[]']) => JSON.parse(log).length),
  );
  for (let index = 1; index <= longest; index++) indices.add(String(index));
  const strangers = (note.match(/\b[nalrsgc]\d+\b/g) ?? []).filter((id) => !actors.has(id));
  const wrongTerms = numbersAfter('term', note).filter((term) => !terms.has(term));
  const wrongIndices = numbersAfter('index', note).filter((index) => !indices.has(index));
  const wrongValues = [...note.matchAll(/\b([a-z]) = (\w+)/g)]
    .filter(
      ([, key, value]) =>
        !text.includes(`"key":"${key}","value":"${value}"`) && !text.includes(`"${key}":"${value}"`),
    )
    .map(([all]) => all);
  return [
    ...strangers,
    ...wrongTerms.map((term) => `term ${term}`),
    ...wrongIndices.map((index) => `index ${index}`),
    ...wrongValues,
  ];
}

const opened = (file: string) => sessionOn(readFileSync(`static/examples/${file}`, 'utf8'));

const WITH_STEPS = [...EXAMPLES, ...BUG_EXAMPLES].filter(
  ({ file }) => file !== 'config.toml' && file !== 'three.toml',
);

describe.each(WITH_STEPS)('$file', ({ file }) => {
  test('its notes are true at their steps', () => {
    const path = [...opened(file).path];
    const wrong = path.flatMap(({ note, world }, i) =>
      note === null
        ? []
        : untrue(note, world, path[i - 1]?.world).map((what) => `step ${world.step}: ${what} in “${note}”`),
    );
    expect(wrong).toEqual([]);
  });

  test('every note of the file is shown, and the last step has one', () => {
    const session = opened(file);
    const notes = session.scenario.steps.flatMap(({ note }) => note ?? []);
    expect([...session.path].flatMap(({ note }) => note?.split('\n\n') ?? [])).toEqual(notes);
    expect(session.path.at(-1)?.note).not.toBeNull();
  });

  test('to the next note: as many presses as there are notes', () => {
    const session = opened(file);
    const noted = [...session.path].filter(({ note }) => note !== null).length;
    let presses = 0;
    for (; session.noteAhead; presses++) session.toNote();
    expect(presses).toBe(noted);
    expect(session.step).toBe(session.lastStep);
  });
});

test.each([
  ['a node that is not there', 'n9 leads.'],
  ['a term that nobody knows', 'n1 leads term 7.'],
  ['an index that no log has', 'Index 4 stands at index 4.'],
  ['a value that nobody has asked for', 'a = 9 is stored.'],
])('a note that names %s is found', (_what, note) => {
  expect(untrue(note, opened('election.toml').world)).toHaveLength(1);
});
