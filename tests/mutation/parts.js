/**
 * Changes without any effect: the file, a part of the line, and the reason.
 * @type {readonly (readonly [string, string, string])[]}
 */
export const EQUIVALENT = [
  [
    'systems/multipaxos/persistent.ts',
    "...{ id: 'a1', role: 'acceptor', alive: true },",
    'only the fields beside these are compared',
  ],
  [
    'checks/multipaxos/node.ts',
    '(a?.round ?? 0)',
    'rounds are from 1, and where they are equal no ballot is the lowest by its empty id',
  ],
  ['checks/multipaxos/node.ts', 'one.length - other.length ||', 'only the sign is looked at'],
  ['checks/multipaxos/proposals.ts', 'nextId ?? 0', 'ids are from 1'],
  ['sim/begin.ts', 'ticks: 0,', 'times of calls are compared with each other alone'],
  [
    'sim/inspect.ts',
    'if (ok === undefined || result === undefined) return [];',
    'an answer has both, or there is none',
  ],
  ['scenario/run.ts', 'violationsOf(one).length > 0', 'a run that is watched for nothing is the same run'],
  ['scenario/values.ts', 'return wrong > 0 ? NEVER', 'what has issues is no success, whatever it gives'],
  ['export/mermaid.ts', 'turned.length > 0 ? turned', 'who alone changed its role in a step acted in it'],
  ['sim/expect.ts', 'sort(([a], [b])', 'only the sign is looked at'],
  ['run/pair/side.ts', 'done[i - 1]?.world ?? world, one)', 'acts that lose a leader stand alone in a step'],
  ['sim/select.ts', 'count = 1, note', 'a count is compared with the most that a step can have'],
  [
    'scenario/positions.ts',
    'new Scanner(text, 1, offset)',
    'of the key the names alone are read, not its line',
  ],
  ['scenario/nearest.ts', 'j > 1', 'there is no letter before the first, so it equals none'],
  ['scenario/schema.ts', 'keys.length > 0', 'a system with options has more than one'],
  ['scenario/values.ts', 'MOST_ERRORS + 1', 'of what is more than the most, none is shown'],
  ['scenario/values.ts', 'MOST_KEYS = 50', 'no table of the format has that many'],
  ['export/itf.ts', 'null, 1)', 'readers pass over spaces'],
  ['export/mermaid.ts', 'over.length > 1', 'of two, the first and the last are both'],
  ['explore/local.ts', 'ticks: 0,', 'the times of operations are left out of clients'],
  ['explore/scene.ts', 'now: 0, timers', 'checks do not look at virtual time'],
  ['explore/search.ts', 'low < leastLow', 'the greatest serves as well as the least'],
];

/**
 * The parts of the code, how many changes of each are tried, and with which tests: the nearest and quickest first; the
 * next ones run if these notice nothing.
 * @type {readonly { name: string, files: readonly string[], not?: readonly string[], count: number, tests: readonly
 * (readonly string[])[] }[]}
 */
export const PARTS = [
  {
    name: 'systems/multipaxos',
    files: ['systems/multipaxos'],
    not: ['rulebook.ts', 'bug-texts.ts'],
    count: 45,
    tests: [
      [
        'tests/unit/multipaxos-rules.test.ts',
        'tests/paper/paxos-simple.test.ts',
        'tests/unit/ranges.test.ts',
      ],
      [
        'tests/golden/lacks.test.ts',
        'tests/unit/multipaxos-machine.test.ts',
        'tests/unit/multipaxos-bugs.test.ts',
      ],
      [
        'tests/unit/portrait.test.ts',
        'tests/golden/golden.test.ts',
        'tests/properties/multipaxos-passage.test.ts',
      ],
      ['tests/properties/multipaxos.test.ts', 'tests/properties/multipaxos-lacks.test.ts'],
    ],
  },
  {
    name: 'checks/multipaxos',
    files: ['checks/multipaxos'],
    count: 20,
    tests: [
      ['tests/unit/multipaxos-bugs.test.ts', 'tests/unit/checks/multipaxos.test.ts'],
      ['tests/unit/checks/requests.test.ts'],
      ['tests/properties/multipaxos.test.ts'],
    ],
  },
  {
    name: 'sim',
    files: ['sim'],
    count: 32,
    tests: [
      [
        'tests/unit/sim.test.ts',
        'tests/unit/bounds.test.ts',
        'tests/unit/hostile.test.ts',
        'tests/unit/chaos.test.ts',
      ],
      [
        'tests/paper/contract-clients.test.ts',
        'tests/paper/contract-network.test.ts',
        'tests/paper/contract-runs.test.ts',
      ],
      [
        'tests/paper/contract-nodes.test.ts',
        'tests/paper/contract-retry.test.ts',
        'tests/golden/golden.test.ts',
      ],
      ['tests/unit/explain.test.ts', 'tests/properties/run.test.ts'],
      [
        'tests/unit/in-flight-words.test.ts',
        'tests/unit/run/record.test.ts',
        'tests/unit/scenario/bounds-of-values.test.ts',
      ],
    ],
  },
  {
    name: 'scenario',
    files: ['scenario'],
    not: ['bug-examples.ts', 'rule-examples.ts', 'scenario/systems/'],
    count: 32,
    tests: [
      [
        'tests/unit/hostile.test.ts',
        'tests/unit/scenario/errors.test.ts',
        'tests/unit/scenario/positions.test.ts',
      ],
      [
        'tests/unit/scenario/steps.test.ts',
        'tests/unit/scenario/setup.test.ts',
        'tests/unit/scenario/syntax.test.ts',
      ],
      [
        'tests/unit/scenario/format.test.ts',
        'tests/unit/scenario/write.test.ts',
        'tests/unit/scenario/pair.test.ts',
      ],
      ['tests/unit/scenario/lesson.test.ts', 'tests/unit/ranges.test.ts'],
      ['tests/unit/scenario/bounds-of-values.test.ts'],
    ],
  },
  {
    name: 'pair',
    files: ['run/pair', 'picture/pair'],
    count: 22,
    tests: [
      ['tests/unit/pair/pair.test.ts', 'tests/unit/pair/counts.test.ts', 'tests/unit/bounds.test.ts'],
      ['tests/unit/pair/pair-run.test.ts', 'tests/unit/pair/roles.test.ts'],
    ],
  },
  {
    name: 'explain',
    files: ['explain'],
    count: 14,
    tests: [
      ['tests/unit/explain.test.ts', 'tests/golden/lacks.test.ts', 'tests/golden/golden.test.ts'],
      ['tests/unit/question-goal.test.ts'],
      ['tests/properties/causality.test.ts', 'tests/properties/lacks.test.ts'],
    ],
  },
  {
    name: 'export',
    files: ['export'],
    count: 10,
    tests: [
      ['tests/unit/export/mermaid-text.test.ts', 'tests/unit/export/trace.test.ts'],
      ['tests/unit/export/states.test.ts', 'tests/unit/export/mermaid.test.ts'],
    ],
  },
  {
    name: 'explore',
    files: ['explore'],
    not: ['walks.ts', 'ahead.ts', 'clock.ts'],
    count: 24,
    tests: [
      ['tests/unit/explore.test.ts', 'tests/unit/symmetry.test.ts', 'tests/unit/seen.test.ts'],
      [
        'tests/unit/minimise.test.ts',
        'tests/properties/explore.test.ts',
        'tests/properties/symmetry.test.ts',
      ],
    ],
  },
];
