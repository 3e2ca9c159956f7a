import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { headline } from '../../src/lib/explain/explain';
import { play } from '../../src/lib/index';
import { BUG_EXAMPLES } from '../../src/lib/scenario/bug-examples';
import { EXAMPLES } from '../../src/lib/scenario/examples';
import { raftDescription } from '../../src/lib/systems/raft/description';
import { ruleExamples } from '../../src/lib/scenario/rule-examples';
import { SYSTEMS } from '../../src/lib/scenario/all-systems';
import { parsed } from './scenario/parsed';

const textOf = (file: string) => readFileSync(`static/examples/${file}`, 'utf8');
const shown = ruleExamples(
  [...EXAMPLES, ...BUG_EXAMPLES].map(({ file, title }) => ({ file, title, text: textOf(file) })),
);

/** The rules that fire at a step of a scenario. */
const rulesAt = (text: string, step: number) =>
  play(parsed(text)).events[step]?.map(({ rule }) => rule) ?? [];

/** Rules about what does not happen: no event carries them, so no step can show them. */
const SILENT: Readonly<Record<string, readonly string[]>> = {
  single: ['one-at-a-time', 'on-disk'],
  gossip: ['on-disk'],
};

describe.each(Object.values(SYSTEMS))('the rules of $title', ({ name, rules }) => {
  const silent = rules.filter(({ id }) => SILENT[name]?.includes(id));

  it('that no step can show have no example', () => {
    expect(silent.map(({ id }) => id)).toEqual(SILENT[name] ?? []);
    expect(silent.flatMap(({ id }) => shown[name]?.[id] ?? [])).toEqual([]);
  });

  test.each(rules.filter((rule) => !silent.includes(rule)))(
    '$id is seen where the page of rules says',
    ({ id }) => {
      const example = shown[name]?.[id];
      expect(example, `no example shows ${id}`).toBeDefined();
      expect(rulesAt(textOf(example!.file), example!.step)).toContain(id);
    },
  );

  it('are told apart by their ids', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});

describe('the example of a rule', () => {
  const example = (file: string, text: string) => ({ file, title: file, text });
  const twoTimeouts =
    'num_nodes = 3\n[raft]\nauto_start = false\n' + '[[step]]\naction = "timeout"\nnode = "n1"\n'.repeat(2);

  it('is the first that is told by it, even where it fired earlier beside another', () => {
    const text = textOf('election.toml');
    const { events } = play(parsed(text));
    const raft = ruleExamples([example('election.toml', text)])['raft'] ?? {};
    const later = Object.entries(raft).filter(([rule, { step }]) => {
      const told = events.findIndex((list) => headline(raftDescription, list)?.rule === rule);
      const fired = events.findIndex((list) => list.some((event) => event.rule === rule));
      expect(step).toBe(told < 0 ? fired : told);
      return told > fired;
    });
    expect(later).not.toEqual([]);
  });

  it('is of the first file that shows it', () => {
    const raft = ruleExamples([example('one', twoTimeouts), example('two', twoTimeouts)])['raft'];
    expect(raft?.['candidate-start']).toMatchObject({ file: 'one', title: 'one', step: 1 });
  });

  it('is missing where none shows it', () => {
    expect(ruleExamples([example('one', twoTimeouts)])['raft']).not.toHaveProperty('append-new');
  });

  it('cannot be of a file that is no scenario', () => {
    expect(() => ruleExamples([example('bad.toml', 'num_nods = 3')])).toThrow(/bad\.toml: .*num_nods/);
  });
});
