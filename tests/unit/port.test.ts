import { expect, it } from 'vitest';
import { readTable, type TextStore } from '../../src/lib/run/port';

const holding = (text: string | null): TextStore => ({ keys: () => [], read: () => text, write: () => null });

it.each([
  ['nothing', null, {}],
  ['a table', '{"theme":"dark"}', { theme: 'dark' }],
  ['no JSON', '{theme', {}],
  ['null', 'null', {}],
  ['a number', '3', {}],
])('a stored table is read where %s is stored', (_what, text, table) => {
  expect(readTable(holding(text), 'key')).toEqual(table);
});
