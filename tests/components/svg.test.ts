import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { element, label, svgDocument } from '../../src/lib/export/svg';
import { changesBetween } from '../../src/lib/ui/inspect/changes';
import { matrixOf } from '../../src/lib/ui/matrix/matrix';
import { matrixSvg } from '../../src/lib/ui/matrix/svg';
import { stageSvg } from '../../src/lib/ui/stage/svg';
import { anyString } from '../properties/scenario-arbitraries';
import { light, readSvg, textsOf } from './pictures';
import { sessionOn } from './samples';

const ODD = ['<b>', 'a&b', '"quoted"', ']]>', '\u0000', '\ud800', '😀', '--'];

describe('an SVG file', () => {
  test('is well-formed and says what it was given, whatever that holds', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...ODD), anyString), (text) => {
        const frame = { title: text, width: 10, height: 10, paint: light };
        const root = readSvg(svgDocument(frame, label(text, { x: 1 }), element('g', { id: text })));
        const legal = text
          .toWellFormed()
          .replace(/[^\t\n\r\P{Cc}\u007f-\u009f]|[\ufffe\uffff]/gu, '\ufffd')
          .replace(/\r\n?/g, '\n');
        expect(root.querySelector('title')?.textContent).toBe(legal);
        expect(root.querySelector('text')?.textContent).toBe(legal);
      }),
    );
  });

  test('cuts a text that has no room', () => {
    expect(
      readSvg(svgDocument({ title: '', width: 1, height: 1, paint: light }, label('a long text', {}, 10, 30)))
        .textContent,
    ).toContain('a lo…');
  });

  test.each([
    '<text>',
    '<a href="https://example.org/">x</a>',
    '<g fill="var(--ink)"></g>',
    '<g class="x"></g>',
  ])('that held %s would be found out', (markup) => {
    expect(() => readSvg(svgDocument({ title: '', width: 1, height: 1, paint: light }, markup))).toThrow();
  });
});

function logs(toml: string, steps: number) {
  const { system, world, before } = sessionOn(toml, steps);
  const nodes = Object.values(world.nodes).map((node) => system.portrait(node));
  return matrixOf(nodes, changesBetween(system, before, world));
}

describe('the log matrix as SVG', () => {
  test('has every node, every index and every entry', () => {
    const matrix = logs('num_nodes = 3', 60);
    const texts = textsOf(readSvg(matrixSvg(matrix as NonNullable<typeof matrix>, 'Logs & all', light)));
    expect(texts[0]).toBe('Logs & all');
    for (const { node, squares } of matrix?.lines ?? []) {
      expect(texts).toContain(node.id);
      for (const { index, cell } of squares.values()) {
        expect(texts).toContain(String(index));
        if (cell)
          expect(texts.some((text) => text.includes(cell.mark) && text.includes(cell.text.slice(0, 4)))).toBe(
            true,
          );
      }
    }
    expect(matrix?.lines[0]?.squares.size).toBeGreaterThan(1);
    expect(texts.at(-1)).toContain('nextIndex of n1');
  });

  test('is drawn where nothing is logged yet', () => {
    const matrix = logs('num_nodes = 2', 0);
    expect(readSvg(matrixSvg(matrix as NonNullable<typeof matrix>, 'Empty', light)).nodeName).toBe('svg');
  });
});

describe('the stage as SVG', () => {
  test.each([1, 5, 9, 25])('with %i nodes has every node, every client and what is in flight', (count) => {
    const { system, world, before } = sessionOn(`num_nodes = ${count}\nnum_clients = 3`, 12);
    const root = readSvg(stageSvg(system, world, before, 'Stage', light) ?? '');
    const texts = textsOf(root);
    expect(texts).toEqual(
      expect.arrayContaining([...Object.keys(world.nodes), ...Object.keys(world.clients)]),
    );
    expect(root.querySelector('title')?.textContent).toBe('Stage');
  });

  test('tells role, cut and held without colour', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 1);
    session.do({ action: 'partition', groups: [['n1'], ['n2', 'n3']] });
    session.do({ action: 'crash', node: 'n3' });
    const markup = stageSvg(session.system, session.world, session.before, 'Stage', light) ?? '';
    const texts = textsOf(readSvg(markup));
    expect(texts).toEqual(expect.arrayContaining(['candidate', 'follower', 'crashed', '‖ Vote? t1']));
    expect(markup).toContain('stroke-dasharray="12 8"');
  });
});
