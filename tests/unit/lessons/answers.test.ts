import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { questionOf } from '../../../src/lib/lessons/question';
import { wayOf } from '../../../src/lib/lessons/stops';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { parsed } from '../scenario/parsed';

function optionsOf(file: string, question: string): readonly string[] {
  const scenario = parsed(readFileSync(`src/lib/lessons/${file}`, 'utf8'));
  const system = systemOf(scenario.setup);
  const way = wayOf(scenario, system);
  const asked = way.stops
    .filter(({ kind }) => kind === 'ask')
    .map((stop) => questionOf(system, scenario, way, stop));
  return asked.find((one) => one?.ask.question.startsWith(question))?.options ?? [];
}

test.each([
  [
    'of a get: what was written, and errors',
    '01-one-server.toml',
    'c2 asks s1 for a',
    ['1', 'consensus failed', 'key not found: a', 'ok'],
  ],
  [
    'of a get: the new value and the old one',
    '16-gossip-is-not-consensus.toml',
    "c1's put of 7",
    ['0', '7', 'consensus failed', 'key not found: n', 'ok'],
  ],
  [
    'of a put',
    '12-doing-it-once.toml',
    'Both entries commit.',
    ['consensus failed', 'key already exists: a', 'not leader', 'ok'],
  ],
  [
    'of a delete, and nothing that only comes later',
    '06-errors-are-results.toml',
    'Both deletes',
    ['consensus failed', 'key not found: a', 'not leader', 'ok'],
  ],
  [
    'of a number: what it has been so far, and numbers near it',
    '16-gossip-is-not-consensus.toml',
    'g1 tells its number',
    ['0', '7', '8', '9', '10'],
  ],
  ['of a role: those seen so far', '05-reads-too.toml', "n2's refusal", ['candidate', 'follower', 'leader']],
])('options %s', (_what, file, question, options) => {
  const found = optionsOf(file, question);
  if (question === 'g1 tells its number') expect(found).toEqual(expect.arrayContaining(['7', '8', '9']));
  else expect(found).toEqual(options);
});
