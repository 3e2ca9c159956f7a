import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { questionOf, type LessonQuestion } from '../../../src/lib/lessons/question';
import { wayOf } from '../../../src/lib/lessons/stops';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { parsed } from '../scenario/parsed';

const FOLDER = 'src/lib/lessons';
const [, section = ''] = readFileSync('docs/lessons.md', 'utf8').split('## What students believe wrongly');
/** The table of `docs/lessons.md`: belief, section, number, name, first words of the question and of the wrong answer. */
const ROWS = (section.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => /^\| .*`/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, belief = '', paper = '', lesson = '', question = '', wrong = '']) => {
    const [, number = '', slug = ''] = /^(\d+): `([\w-]+)`$/.exec(lesson) ?? [];
    return { belief, paper, number, slug, question, wrong };
  });

test('the table has each belief once', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(24);
  expect(new Set(ROWS.map(({ belief }) => belief)).size).toBe(ROWS.length);
});

test.each(ROWS)(
  '$belief: a wrong answer in lesson $number, $slug',
  ({ paper, number, slug, question, wrong }) => {
    expect(paper).toMatch(/^(§\d(\.\d)*|Figure \d)$/);
    const file = `${number.padStart(2, '0')}-${slug}.toml`;
    expect(readdirSync(FOLDER)).toContain(file);
    const scenario = parsed(readFileSync(`${FOLDER}/${file}`, 'utf8'));
    const system = systemOf(scenario.setup);
    const way = wayOf(scenario, system);
    const asked = way.stops
      .filter(({ kind }) => kind === 'ask')
      .flatMap((stop) => questionOf(system, scenario, way, stop) ?? [])
      .filter(({ ask }) => ask.question.startsWith(question));
    expect(asked).toHaveLength(1);
    const { ask, options, isRight } = asked[0] as LessonQuestion;
    const choice = 'choices' in ask ? ask.choices.findIndex(({ text }) => text.startsWith(wrong)) : -1;
    if ('choices' in ask) expect(choice, wrong).toBeGreaterThanOrEqual(0);
    else if ('value' in ask) expect(options).toContain(wrong);
    else expect(Object.keys(asked[0]?.before.nodes ?? {})).toContain(wrong);
    expect(isRight('choices' in ask ? { choice } : 'value' in ask ? { value: wrong } : { node: wrong })).toBe(
      false,
    );
  },
);
