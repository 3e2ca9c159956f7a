import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsed } from '../scenario/parsed';

const FOLDER = 'src/lib/lessons';
const [, section = ''] = readFileSync('docs/lessons.md', 'utf8').split('## What students believe wrongly');
/** The table of `docs/lessons.md`: belief, section, number, name, first words of the question. */
const ROWS = (section.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => /^\| .*`/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, belief = '', paper = '', lesson = '', question = '']) => {
    const [, number = '', slug = ''] = /^(\d+): `([\w-]+)`$/.exec(lesson) ?? [];
    return { belief, paper, number, slug, question };
  });

test('the table has each belief once', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(24);
  expect(new Set(ROWS.map(({ belief }) => belief)).size).toBe(ROWS.length);
});

test.each(ROWS)('$belief: asked in lesson $number, $slug', ({ paper, number, slug, question }) => {
  expect(paper).toMatch(/^(§\d(\.\d)*|Figure \d)$/);
  const file = `${number.padStart(2, '0')}-${slug}.toml`;
  expect(readdirSync(FOLDER)).toContain(file);
  const asked = parsed(readFileSync(`${FOLDER}/${file}`, 'utf8')).steps.flatMap(({ ask }) => ask ?? []);
  const found = asked.filter((ask) => ask.question.startsWith(question));
  expect(found).toHaveLength(1);
  const [ask] = found;
  // A belief is a wrong choice, or a node, a message or a value that is pointed at or chosen wrongly.
  if (ask && 'choices' in ask) expect(ask.choices.some(({ right }) => !right)).toBe(true);
});
