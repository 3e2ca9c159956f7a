import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leavesOf, readInline, readMarkdown, type Inline } from '../../../src/lib/lessons/markdown';

const text = (of: string): Inline => ({ kind: 'text', text: of });

describe('a line', () => {
  test.each<[string, Inline[]]>([
    ['plain', [text('plain')]],
    ['a *b* c', [text('a '), { kind: 'emphasis', children: [text('b')] }, text(' c')]],
    [
      '**a *b* c**',
      [{ kind: 'strong', children: [text('a '), { kind: 'emphasis', children: [text('b')] }, text(' c')] }],
    ],
    [
      '`n1.term` and `*x*`',
      [{ kind: 'code', text: 'n1.term' }, text(' and '), { kind: 'code', text: '*x*' }],
    ],
    ['[a](lessons/x)', [{ kind: 'link', to: 'lessons/x', children: [text('a')] }]],
    ['[a](https://example.org/x)', [{ kind: 'link', to: 'https://example.org/x', children: [text('a')] }]],
    [
      '[a](rules#raft-apply) [b](lab)',
      [
        { kind: 'link', to: 'rules#raft-apply', children: [text('a')] },
        text(' '),
        { kind: 'link', to: 'lab', children: [text('b')] },
      ],
    ],
    ['3 * 4 * 5', [text('3 * 4 * 5')]],
    ['a*', [text('a*')]],
    ['**open', [text('**open')]],
    ['`open', [text('`open')]],
    ['[a](javascript:alert(1))', [text('[a](javascript:alert(1))')]],
    ['[a](http://example.org)', [text('[a](http://example.org)')]],
    ['[a](labour)', [text('[a](labour)')]],
    ['<b>x</b> & "y"', [text('<b>x</b> & "y"')]],
  ])('%j', (line, read) => expect(readInline(line)).toEqual(read));
});

test('paragraphs, and lists of both kinds', () => {
  const blocks = readMarkdown('one\ntwo\n\n\n- a\n- b\n  goes on\n\nthree:\n1. x\n2. y\n');
  expect(blocks).toEqual([
    { kind: 'paragraph', children: [text('one two')] },
    { kind: 'list', ordered: false, items: [[text('a')], [text('b goes on')]] },
    { kind: 'paragraph', children: [text('three:')] },
    { kind: 'list', ordered: true, items: [[text('x')], [text('y')]] },
  ]);
});

test('no text gets lost, and parsing never throws', () => {
  const piece = fc.constantFrom(
    '*',
    '**',
    '`',
    '[',
    ']',
    '(',
    ')',
    'lab',
    'a',
    ' ',
    '\n',
    '- ',
    '1. ',
    '\n\n',
    '<',
    'é😀',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
      (written) => {
        const words = leavesOf(readMarkdown(written)).map((leaf) => ('text' in leaf ? leaf.text : ''));
        const letters = (of: string) => of.replaceAll(/[^a<é😀]/gu, '');
        const linked = leavesOf(readMarkdown(written)).some((leaf) => leaf.kind === 'link');
        if (!linked) expect(letters(words.join(''))).toBe(letters(written));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a long line of marks is read at once', () => {
  const began = performance.now();
  for (const mark of ['*', '**', '`', '[a](', '[', '***a']) readInline(mark.repeat(20_000));
  expect(performance.now() - began).toBeLessThan(2000);
});
