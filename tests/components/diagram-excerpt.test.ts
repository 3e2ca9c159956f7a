import { describe, expect, test } from 'vitest';
import { layoutFrame, layoutPart } from '../../src/lib/picture/diagram/layout';
import { pictureOf } from '../../src/lib/picture/diagram/picture';
import { RunIndex } from '../../src/lib/picture/diagram/run';
import { excerptOf, type Run } from '../../src/lib/picture/diagram/excerpt';
import { diagramSvg, type Palette } from '../../src/lib/picture/diagram/svg';
import { sessionOn } from './samples';

const LED =
  'num_nodes = 3\nnum_clients = 1\n[[node]]\nid = "n1"\nterm = 1\nrole = "leader"\n[[client]]\nid = "c1"\nrequests = []\n';
const BEAT = '[[step]]\naction = "heartbeat"\nnode = "n1"\n';
const act = (action: string, fields = '') => `[[step]]\naction = "${action}"\n${fields}\n`;

function runOn(toml: string, present?: number): Run {
  const session = sessionOn(toml);
  const violations = session.path.at(-1)?.seen.violations ?? [];
  return { system: session.system, path: session.path, present: present ?? session.lastStep, violations };
}

const VIEW = { height: 300, font: 12, column: 28, target: 24 };

function layoutOf(run: Run) {
  const index = new RunIndex();
  index.follow(run);
  const frame = layoutFrame(run, index, VIEW);
  return layoutPart(run, index, frame, [0, frame.width]);
}

const excerptFrom = (run: Run) => {
  const index = new RunIndex();
  index.follow(run);
  return excerptOf(run, index, 0, run.path.length - 1);
};

describe('how an arrow ends', () => {
  test.each([
    ['delivered', act('deliver', 'to = "n2"'), 'delivered'],
    ['dropped', act('drop', 'to = "n2"'), 'dropped'],
    ['lost to a crashed node', act('crash', 'node = "n2"') + act('deliver', 'to = "n2"'), 'lost'],
    ['held by a partition', act('partition', 'groups = [["n1"], ["n2", "n3"]]'), 'held'],
    ['in flight', '', 'open'],
  ])('%s', (_told, then, state) => {
    const { arrows, lanes } = layoutOf(runOn(LED + BEAT + then));
    const arrow = arrows.find(({ arrow: { message } }) => message.to === 'n2');
    expect(arrow?.state).toBe(state);
    const line = lanes.y.get('n2');
    if (state === 'delivered' || state === 'lost') expect(arrow?.y2).toBe(line);
    if (state === 'dropped') expect(arrow?.y2).not.toBe(line);
  });

  test('the arrow of a copy branches off its original, in the step that made it', () => {
    const { arrows } = layoutOf(runOn(LED + BEAT + act('duplicate', 'to = "n3"') + act('settle')));
    const copy = arrows.find(({ arrow }) => arrow.copyOf !== null);
    const original = arrows.find(({ arrow }) => arrow.message.id === copy?.arrow.copyOf);
    if (!copy || !original) throw new Error('There is no copy');
    expect(copy.arrow.sent).toBe(2);
    const share = (copy.x1 - original.x1) / (original.x2 - original.x1);
    expect(copy.y1).toBeCloseTo(original.y1 + (original.y2 - original.y1) * share, 5);
  });

  test('seen from the past, a later delivery is an open arrow with its later course', () => {
    const { arrows } = layoutOf(runOn(LED + BEAT + act('deliver', 'to = "n2"'), 1));
    const arrow = arrows.find(({ arrow: { message } }) => message.to === 'n2');
    expect(arrow).toMatchObject({ state: 'open', later: { fate: 'delivered' } });
  });
});

describe('what a line shows', () => {
  const ticks = (toml: string) =>
    excerptFrom(runOn(toml)).ticks.map(({ actor, step, text }) => `${step} ${actor} ${text}`);

  test.each([
    [
      'a timer and a role in a new term',
      act('timeout', 'node = "n2"'),
      ['1 n2 candidate, term 1', '1 n2 election timer'],
    ],
    [
      'a crash and what ends it',
      act('crash', 'node = "n3"') + act('restart', 'node = "n3"'),
      ['1 n3 crashed', '2 n3 restarted'],
    ],
    [
      'a commit',
      act('request', 'client = "c1"\nop = "put"\nkey = "a"\nvalue = "1"') + act('next', 'count = 4'),
      ['5 n1 commit 1'],
    ],
  ])('%s', (_told, steps, expected) => {
    expect(ticks(LED + steps)).toEqual(expect.arrayContaining(expected));
  });

  test('a crash is a gap in the line, a partition a band until it heals', () => {
    const cut = act('partition', 'groups = [["n1"], ["n2", "n3"]]') + BEAT + act('heal');
    const excerpt = excerptFrom(
      runOn(LED + act('crash', 'node = "n3"') + act('restart', 'node = "n3"') + cut),
    );
    const looks = excerpt.stretches
      .filter(({ actor }) => actor === 'n3')
      .map(({ from, to, look }) => [look, from, to]);
    expect(looks).toEqual([
      ['follower', 0, 1],
      ['crashed', 1, 2],
      ['follower', 2, 6],
    ]);
    expect(excerpt.bands).toEqual([{ from: 3, to: 5, groups: [['n1'], ['n2', 'n3']] }]);
  });

  test('a violation is marked at its step and at the nodes in evidence', () => {
    const run = runOn(LED + BEAT + act('settle') + BEAT + act('settle'));
    const violation = {
      invariant: 'election-safety' as const,
      step: 1,
      message: 'Two leaders',
      nodes: ['n1', 'n2'],
    };
    const layout = layoutOf({ ...run, violations: [violation] });
    expect(layout.labels.map(({ text }) => text)).toContain('⚠ election-safety');
    const marks = pictureOf(layout, null).find(({ name }) => name === 'violations')?.marks ?? [];
    expect(marks).toHaveLength(1 + 2 * 2);
  });
});

describe('the diagram as a file', () => {
  const palette = new Proxy(
    {},
    { get: (_, name) => `rgb(1,2,3) /*${String(name)}*/`.slice(0, 10) },
  ) as Palette;
  const evil = '</svg><script>&"\\u0001';
  const toml = `${LED}${act('request', `client = "c1"\nop = "put"\nkey = "a"\nvalue = "${evil.replaceAll('"', '\\"')}"`)}${act('settle')}`;
  const svg = diagramSvg(runOn(toml), { palette, from: 0, to: 99, title: 'A <run> & more' });
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');

  test('is well-formed, with a title and all texts', () => {
    expect(parsed.querySelector('parsererror')).toBeNull();
    expect(parsed.querySelector('title')?.textContent).toBe('A <run> & more');
    expect(parsed.querySelector('desc')?.textContent).toMatch(/steps 0 to \d+/);
    const texts = [...parsed.querySelectorAll('text')].map(({ textContent }) => textContent);
    expect(texts).toEqual(expect.arrayContaining(['n1', 'n2', 'n3', 'c1', 'commit 1']));
  });

  test('is self-contained: nothing but paths and texts, no style, no class, no reference', () => {
    const names = new Set([...parsed.querySelectorAll('*')].map(({ tagName }) => tagName));
    expect([...names].sort()).toEqual(['desc', 'path', 'svg', 'text', 'title']);
    expect(svg).not.toMatch(/ (class|style|href|src)=|url\(|var\(/);
  });

  test('has a size in whole pixels', () => {
    const root = parsed.documentElement;
    const sides = ['width', 'height'].map((side) => Number(root.getAttribute(side)));
    expect(sides.filter((side) => !Number.isInteger(side) || side <= 0)).toEqual([]);
    expect(root.getAttribute('viewBox')?.split(' ').slice(2).map(Number)).toEqual(sides);
  });

  test('is the same again', () => {
    expect(diagramSvg(runOn(toml), { palette, from: 0, to: 99, title: 'A <run> & more' })).toBe(svg);
  });
});
