import { describe, expect, test } from 'vitest';
import { formatScenario } from '../../../src/lib/scenario/format';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { listed, parsed } from './parsed';

const PAIR = `num_nodes = 3
num_clients = 2

[compare]
systems = ["raft", "single"]

[[compare.step]]
action = "phase"
note = "A leader."

[[compare.step]]
action = "next"
side = "left"

[[compare.step]]
action = "next"

[[compare.step]]
action = "drop"
side = "right"
message = "ClientReply"
to = "c1"
nth = 2
both = true

[[compare.step]]
action = "request"
client = "c1"
op = "put"
key = "a"
value = "1"

[[compare.step]]
action = "crash"
`;

const step = (text: string) => `[compare]\nsystems = ["raft", "single"]\n[[compare.step]]\n${text}`;

describe('two systems in one file', () => {
  test('are read with their steps', () => {
    expect(parsed(PAIR).pair).toEqual({
      systems: ['raft', 'single'],
      steps: [
        { action: 'phase', note: 'A leader.' },
        { action: 'next', side: 'left' },
        { action: 'next' },
        { action: 'drop', side: 'right', message: 'ClientReply', to: 'c1', nth: 2, both: true },
        { action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' },
        { action: 'crash' },
      ],
    });
  });

  test('are written as they are read', () => {
    expect(formatScenario(parsed(PAIR))).toBe(PAIR);
    const scenario = parsed('[compare]\nsystems = ["gossip", "raft"]');
    expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, scenario });
  });

  test('a file without [compare] has none', () => expect(parsed('')).not.toHaveProperty('pair'));

  test.each([
    ['compare = 1', '1:11 compare is 1: expected a table that begins with [compare]'],
    ['[compare]', '1:1 missing key "systems" in [compare]'],
    ['[compare]\nsystems = ["raft"]', /^2:11 .*expected a list of two systems/],
    ['[compare]\nsystems = ["raft", "sigle"]', /^2:20 .*did you mean "single"\?/],
    [
      '[compare]\nsystems = ["raft", "single"]\n[[compare.step]]\naction = "fase"',
      /^4:10 .*expected "phase"/,
    ],
    [
      '[compare]\nsystems = ["raft", "single"]\n[[compare.step]]\naction = "crash"\nnode = "n1"',
      /^5:1 unknown key "node".*act on whoever leads/,
    ],
    [step('action = "duplicate"\nmessage = "RequestVote"'), /^3:1 missing key "side" in a duplicate step/],
    [step('action = "drop"\nto = "n1"'), /^5:1 unknown key "to".*add side = "left" or side = "right"/],
    [step('action = "drop"\nside = "top"'), /^5:8 .*expected "left" or "right"/],
    [step('action = "drop"\nside = "left"\nmessage = "Accept"'), /^6:11 .*expected "StartElection"/],
    [step('action = "deliver"\nside = "left"\nto = "s1"'), /^6:6 .*expected a node or client \(n1 to n5/],
    [step('action = "deliver"\nside = "right"\nto = "n1"'), /^6:6 .*expected a node or client \(s1/],
    [step('action = "drop"\nside = "right"\nboth = 1'), /^6:8 .*expected true or false/],
    [step('action = "next"\nside = "both"'), /^5:8 .*expected "left" or "right"/],
    [
      '[compare]\nsystems = ["raft", "single"]\n[[step]]\naction = "next"',
      /in a file with \[compare\] steps are/,
    ],
    ['[compare]\nsystems = ["raft", "single"]\n[[node]]\nid = "n1"', /begins both systems afresh/],
  ])('%j says what is wrong and what would be right', (toml, said) => {
    const [first] = listed(toml);
    expect(first).toMatch(said instanceof RegExp ? said : new RegExp(`^${said.replace(/[[\]]/g, '\\$&')}`));
  });
});
