import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatScenario } from '../../src/lib/scenario/format';
import { parseScenario } from '../../src/lib/scenario/parse';
import type { Act } from '../../src/lib/sim/act';
import type { Step } from '../../src/lib/sim/action';
import type { Ask, Lesson } from '../../src/lib/sim/lesson';
import type { Scenario } from '../../src/lib/sim/scenario';
import { parsed } from '../unit/scenario/parsed';

const BASE = parsed('num_nodes = 3\nnum_clients = 1\n[raft]\nauto_start = false\n');
const node = fc.constantFrom('n1', 'n2', 'n3');
/** Marks, quotes and breaks, as texts have them. */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'n2',
      ' ',
      '\n',
      '"',
      "'",
      '"""',
      '\\',
      '*',
      '`n1.term`',
      '[x](lab)',
      '<b>',
      'é😀',
      '-',
      '#',
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ action: fc.constant('timeout' as const), node }),
  fc.record({ action: fc.constant('crash' as const), node }),
  fc.record({ action: fc.constant('deliver' as const), message: fc.constant('RequestVote'), to: node }),
  fc.constant({ action: 'heal' as const }),
);

const choice = (right: boolean) =>
  fc
    .record(
      { text, why: text, shows: fc.array(act, { minLength: 1, maxLength: 3 }) },
      { requiredKeys: ['text', 'why'] },
    )
    .map((one) => (right ? { ...one, right: true as const } : one));

const ask: fc.Arbitrary<Ask> = fc.oneof(
  fc.record({
    question: text,
    choices: fc
      .tuple(choice(true), fc.array(fc.boolean().chain(choice), { minLength: 1, maxLength: 5 }))
      .map(([first, others]) => [first, ...others]),
  }),
  fc.record({
    question: text,
    point: fc.constant('node' as const),
    right: fc.uniqueArray(node, { minLength: 1 }),
    why: text,
  }),
  fc.record({
    question: text,
    point: fc.constant('message' as const),
    right: fc.array(fc.record({ message: fc.constant('VoteResponse'), from: node }), {
      minLength: 1,
      maxLength: 3,
    }),
    why: text,
  }),
  fc.record({
    question: text,
    value: fc.record({ node, field: fc.constantFrom('role', 'term', 'voted_for', 'commit_index') }),
    why: text,
  }),
  fc.record({ question: text, value: fc.constant({ client: 'c1', field: 'reply' as const }), why: text }),
);

const task = fc.record(
  {
    action: fc.constant('task' as const),
    do: text,
    until: fc.array(fc.record({ node, role: fc.constantFrom('leader', 'follower') }), {
      minLength: 1,
      maxLength: 3,
    }),
    solution: fc.array(act, { minLength: 1, maxLength: 4 }),
    hint: text,
  },
  { requiredKeys: ['action', 'do', 'until', 'solution'] },
);

const step: fc.Arbitrary<Step> = fc
  .tuple(fc.oneof(act, task), fc.record({ note: text, speaker: text, ask }, { requiredKeys: [] }))
  .map(([action, telling]) => ({ ...action, ...telling }));

const lesson: fc.Arbitrary<Lesson> = fc.record(
  {
    number: fc.integer({ min: 1, max: 99 }),
    summary: text,
    minutes: fc.integer({ min: 1, max: 600 }),
    intro: text,
    outro: text,
    kind: fc.constantFrom('lesson' as const, 'challenge' as const),
    hide_bugs: fc.boolean(),
  },
  { requiredKeys: [] },
);

const anyLesson: fc.Arbitrary<Scenario> = fc
  .record({ lesson, steps: fc.array(step, { maxLength: 6 }) })
  .map((given) => ({ ...BASE, ...given }));

test.each(['tables', 'list'] as const)(
  'a lesson that is written is read as it was, its steps as %s',
  (layout) => {
    fc.assert(
      fc.property(anyLesson, (scenario) => {
        expect(parseScenario(formatScenario(scenario, layout))).toEqual({ ok: true, scenario });
      }),
      { numRuns: 400 },
    );
  },
);

test('a damaged lesson is parsed, or its errors are reported with their places; nothing throws', () => {
  let refused = 0;
  const spoils = fc.array(
    fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(12),
      fc.constantFrom(
        '',
        '"',
        '[[step]]',
        '[step.ask]',
        'right = true',
        '= ',
        '{',
        ']',
        'point = "node"',
        'shows = [',
        '\n',
        '9',
      ),
    ),
    { minLength: 1, maxLength: 3 },
  );
  fc.assert(
    fc.property(anyLesson, spoils, (scenario, edits) => {
      let toml = formatScenario(scenario);
      for (const [where, cut, put] of edits) {
        const at = Math.floor(where * toml.length);
        toml = toml.slice(0, at) + put + toml.slice(at + cut);
      }
      const read = parseScenario(toml);
      if (read.ok) return;
      refused++;
      const lines = toml.split('\n').length;
      for (const { message, line, column } of read.errors) {
        expect(message).not.toBe('');
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines + 1);
        expect(column).toBeGreaterThan(0);
      }
    }),
    { numRuns: 1500 },
  );
  expect(refused).toBeGreaterThan(500);
});
