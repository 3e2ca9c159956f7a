import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { element, textLine, svgDocument } from '../../src/lib/picture/svg';
import { changesBetween } from '../../src/lib/picture/changes';
import { matrixOf, type Matrix } from '../../src/lib/picture/logs/matrix';
import { firstShown, matrixSvg } from '../../src/lib/picture/logs/svg';
import { stageSvg } from '../../src/lib/picture/stage/svg';
import { anyString } from '../properties/scenario-arbitraries';
import { light, readSvg, textsOf } from './pictures';
import { sessionOn } from './samples';

const ODD = ['<b>', 'a&b', '"quoted"', ']]>', '\u0000', '\ud800', '😀', '--'];

describe('an SVG file', () => {
  test('is well-formed and contains its texts, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...ODD), anyString), (text) => {
        const frame = { title: text, width: 10, height: 10, paint: light };
        const root = readSvg(svgDocument(frame, textLine(text, { x: 1 }), element('g', { id: text })));
        const legal = text
          .toWellFormed()
          .replace(/[^\t\n\r\P{Cc}\u007f-\u009f]|[\ufffe\uffff]/gu, '\ufffd')
          .replace(/\r\n?/g, '\n');
        expect(root.querySelector('title')?.textContent).toBe(legal);
        expect(root.querySelector('text')?.textContent).toBe(legal);
      }),
    );
  });

  test('cuts a text that does not fit', () => {
    expect(
      readSvg(
        svgDocument({ title: '', width: 1, height: 1, paint: light }, textLine('a long text', {}, 10, 30)),
      ).textContent,
    ).toContain('a l…');
  });

  test.each([
    ['iiiiiiiiiiii', {}, 'iiiiiiiiiiii'],
    ['abcdeghk', {}, 'abcdeg…'],
    ['WWWWWWWW', {}, 'WWWW…'],
    ['漢字漢字漢字', {}, '漢字漢…'],
    ['😀😀😀😀😀', {}, '😀😀😀…'],
    ['abcdeghk', { 'font-weight': 700 }, 'abcde…'],
  ])('gives %s %j as much room as it is wide', (text, attributes, shown) => {
    expect(textsOf(readSvg(`<svg>${textLine(text, attributes, 10, 50)}</svg>`))).toEqual([shown]);
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

  test('is drawn even if nothing is logged yet', () => {
    const matrix = logs('num_nodes = 2', 0);
    expect(readSvg(matrixSvg(matrix as NonNullable<typeof matrix>, 'Empty', light)).nodeName).toBe('svg');
  });
});

describe('the cells of the log matrix as SVG', () => {
  const wide = (toml: string, steps: number) => {
    const matrix = logs(toml, steps) as Matrix;
    const root = readSvg(matrixSvg(matrix, 'Cells', light));
    return { matrix, root, texts: textsOf(root) };
  };

  test.each(['raft', 'multipaxos'])(
    'say all that is in them, also where the step changed them: %s',
    (system) => {
      for (const steps of [20, 40, 60]) {
        const { matrix, texts } = wide(`system = "${system}"`, steps);
        const cells = matrix.lines.flatMap(({ squares }) =>
          [...squares.values()].flatMap(({ cell }) => cell ?? []),
        );
        expect(cells.length).toBeGreaterThan(0);
        for (const { mark, text } of cells)
          expect(texts.some((it) => it.endsWith(`${mark} ${text}`))).toBe(true);
      }
    },
  );

  test('stay within their bounds: what is longer is cut, and said to be', () => {
    const value = 'v'.repeat(300);
    const { root, texts } = wide(
      `num_nodes = 1\nnum_clients = 0\n[[node]]\nid = "n1"\nlog = [{ term = 1, op = "put", key = "k", value = "${value}" }]`,
      0,
    );
    expect(texts.some((text) => /^t1 k=v+…$/.test(text))).toBe(true);
    const widths = [...root.querySelectorAll('rect[rx="4"]')].map((it) => Number(it.getAttribute('width')));
    expect(widths).toEqual([190]);
  });
});

describe('the log matrix of two leaders as SVG', () => {
  const leads = (id: string, term: number) =>
    `[[node]]\nid = "${id}"\nrole = "leader"\nterm = ${term}\nlog = [1]\n`;
  const matrix = logs(`num_nodes = 3\nnum_clients = 0\n${leads('n1', 1)}${leads('n2', 2)}`, 0) as Matrix;
  const texts = [...readSvg(matrixSvg(matrix, 'Two', light)).querySelectorAll('text')];

  test('says whose belief each mark is, beside its cell and inside the picture', () => {
    const marks = texts.filter(({ textContent }) => /[\]▸]/.test(textContent ?? '')).slice(0, -1);
    expect(marks.map(({ textContent }) => textContent).sort()).toEqual([
      ']n1',
      ']n1 n2',
      ']n2',
      'n1 n2▸',
      'n1▸',
      'n2▸',
    ]);
    const { width } = { width: Number(texts[0]?.ownerSVGElement?.getAttribute('width')) };
    for (const mark of marks) expect(Number(mark.getAttribute('x'))).toBeLessThan(width);
  });
});

describe('the log matrix of a long run as SVG', () => {
  const entries = Array.from({ length: 500 }, () => 1).join(', ');
  const matrix = logs(
    `num_nodes = 3\nnum_clients = 0\n[[node]]\nid = "n1"\nlog = [${entries}]\ncommit_index = 300`,
    0,
  ) as Matrix;
  const root = readSvg(matrixSvg(matrix, 'Long', light));
  const texts = textsOf(root);

  test('is no wider than a browser draws at twice its size, and shows the end of the logs', () => {
    expect(Number(root.getAttribute('width'))).toBeLessThanOrEqual(15_000);
    const first = firstShown(matrix);
    expect(texts).toEqual(expect.arrayContaining([String(first), '500']));
    expect(texts).not.toContain(String(first - 1));
    expect(texts.at(-1)).toContain(`indices ${first} to 500 of 500`);
  });

  test('leaves the commit line out where it stands before what is shown', () => {
    const bars = [...root.querySelectorAll('rect')].filter((rect) => rect.getAttribute('width') === '4');
    expect(bars).toEqual([]);
  });
});

describe('the stage as SVG', () => {
  test.each([1, 5, 9, 25])('with %i nodes has every node, every client and what is in flight', (count) => {
    const { system, world, before } = sessionOn(`num_nodes = ${count}\nnum_clients = 3`, 12);
    const root = readSvg(stageSvg(system, world, before, 'Stage', light));
    const texts = textsOf(root);
    expect(texts).toEqual(expect.arrayContaining(Object.keys(world.nodes)));
    for (const id of Object.keys(world.clients))
      expect(texts.some((text) => text.startsWith(`${id} `))).toBe(true);
    expect(root.querySelector('title')?.textContent).toBe('Stage');
  });

  test.each([200, 2000])('of a log of %i, what has no room is counted', (count) => {
    const entries = Array.from({ length: count }, () => 1).join(', ');
    const toml = `num_nodes = 1\nnum_clients = 0\n[[node]]\nid = "n1"\nlog = [${entries}]`;
    const { system, world } = sessionOn(toml, 0);
    const root = readSvg(stageSvg(system, world, null, 'Stage', light));
    const cells = [...root.querySelectorAll('rect[rx="4"]')];
    expect(cells.length).toBeGreaterThanOrEqual(4);
    expect(textsOf(root)).toContain(`‹${count - cells.length}`);
  });

  test('has every message in flight, however many there are', () => {
    const { system, world } = sessionOn('num_nodes = 9\nnum_clients = 3', 20);
    const root = readSvg(stageSvg(system, world, null, 'Stage', light));
    const counted = textsOf(root).flatMap((text) => Number(/ ×(\d+)$/.exec(text)?.[1] ?? 1) - 1);
    const chips = root.querySelectorAll('g[transform*="scale(0.5)"]').length;
    expect(chips + counted.reduce((a, b) => a + b, 0)).toBe(world.network.inFlight.length);
  });

  test('tells role, cut and held without colour', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 1);
    session.do({ action: 'partition', groups: [['n1'], ['n2', 'n3']] });
    session.do({ action: 'crash', node: 'n3' });
    const markup = stageSvg(session.system, session.world, session.before, 'Stage', light);
    const texts = textsOf(readSvg(markup));
    expect(texts).toEqual(expect.arrayContaining(['candidate', 'follower', 'crashed', 'cut: n1 | n2 n3']));
    expect(markup).toContain('stroke-dasharray="12 8"');
    expect(markup, 'held').toContain('stroke-dasharray="6 4"');
  });
});
