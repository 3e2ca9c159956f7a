import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = readFileSync('docs/paper.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && line.includes('/'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it.each(rows.map(([, sentence = '', test = '']) => [sentence, test]))(
  'docs/paper.md: %s',
  (_sentence, test) => {
    const [, file = '', name = ''] = /^([\w/-]+): (.+)$/.exec(test) ?? [];
    expect(readFileSync(`tests/${file}.test.ts`, 'utf8')).toContain(name);
  },
);

it('docs/paper.md leaves no sentence without a test', () => {
  expect(rows.length).toBeGreaterThan(90);
});
