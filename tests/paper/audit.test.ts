import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const rows = readFileSync('docs/paper.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && line.includes('/'))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Why a row of docs/paper.md has no test; null: it has one. */
function without(sentence: string, test: string, read: (file: string) => string): string | null {
  const [, file = '', name = ''] = /^([\w/-]+): (.+)$/.exec(test) ?? [];
  const text = read(`tests/${file}.test.ts`);
  if (/\bdescribe\.(?:skip|todo)\b/.test(text)) return `“${sentence}”: ${file} skips tests`;
  const at = text.indexOf(name);
  if (at < 0) return `“${sentence}”: ${file} has no test named “${name}”`;
  // The call whose first argument is the name, as in: it.skip('name', …), it.each([…])('name', …)
  const call = text.slice(Math.max(0, text.lastIndexOf('\n\n', at)), at);
  const skipped = /\b(?:it|test|describe)\.(?:skip|todo|skipIf|fails)\b|\bx(?:it|test|describe)\b/.exec(call);
  return skipped && `“${sentence}”: its test “${name}” is skipped (${skipped[0]})`;
}

const read = (file: string) => readFileSync(file, 'utf8');

it('docs/paper.md: every sentence has its test, and none is skipped', () => {
  expect(rows.length).toBeGreaterThan(90);
  const bare = rows.flatMap(([, sentence = '', test = '']) => without(sentence, test, read) ?? []);
  expect(bare).toEqual([]);
});

it.each([
  ["it('a vote is kept', () => {});", null],
  ["it.each([\n  [1],\n])('a vote is kept', () => {});", null],
  ["it.skip('b', () => {});\n\nit('a vote is kept', () => {});", null],
  ["it('another', () => {});", 'has no test'],
  ["it.skip('a vote is kept', () => {});", 'is skipped (it.skip)'],
  ["it.skip.each([\n  [1],\n])('a vote is kept', () => {});", 'is skipped (it.skip)'],
  ["test.todo('a vote is kept');", 'is skipped (test.todo)'],
  ["describe.skip('votes', () => {\n\n  it('a vote is kept', () => {});\n});", 'skips tests'],
  ["xit('a vote is kept', () => {});", 'is skipped (xit)'],
])('the audit itself, of %s', (text, told) => {
  const found = without('Votes are kept', 'paper/votes: a vote is kept', () => text);
  expect(found).toEqual(told === null ? null : expect.stringContaining(told));
});
