import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chipWidth, fitChips, inboxesOf, type Chip } from '../../../src/lib/picture/stage/chips';
import { columnsOf } from '../../../src/lib/picture/stage/columns';
import { shapeOf, type StageRoom } from '../../../src/lib/picture/stage/room';
import { stageOf } from '../../../src/lib/picture/stage/stage';
import { parseScenario, play } from '../../../src/lib/index';
import type { Cell } from '../../../src/lib/protocol/portrait';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import type { World } from '../../../src/lib/sim/world';

/** The rooms of the lab at 1280 by 720, in lecture mode at 1024 by 768, and on a phone. */
const ROOMS: readonly StageRoom[] = [
  { width: 854, height: 374, text: 13, target: 28, leastTarget: 24 },
  { width: 969, height: 520, text: 20, target: 35, leastTarget: 26 },
  { width: 656, height: null, text: 20, target: 35, leastTarget: 26 },
  { width: 340, height: null, text: 13, target: 44, leastTarget: 44 },
];

function worldOf(toml: string): World {
  const read = parseScenario(toml);
  if (!read.ok) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  return play(read.scenario).worlds.at(-1) as World;
}

const steps = (count: number) => `[[step]]\naction = "next"\ncount = ${count}\n`;

const chip: fc.Arbitrary<Chip> = fc
  .record({
    id: fc.nat(1e6),
    text: fc.string({ maxLength: 24 }),
    alike: fc.integer({ min: 1, max: 4 }),
    pick: fc.boolean(),
  })
  .map(({ id, text, alike, pick }) => ({
    message: { id, from: 'n1', to: 'n2', type: 'X', sentAt: 0 },
    label: { words: text, kind: 'elect' as const },
    ids: Array.from({ length: alike }, (_, i) => id + i),
    ...{ sender: 'n1', text, kind: 'elect' as const, held: false, outdated: false, lost: false, pick },
  }));

describe('an inbox', () => {
  const rooms = fc.record({
    width: fc.integer({ min: 60, max: 700 }),
    lines: fc.integer({ min: 1, max: 4 }),
  });
  const type = { text: 13, target: 28 };

  test('counts every message that it does not show, shows what Next delivers, and no chip is wider than it', () => {
    fc.assert(
      fc.property(fc.array(chip, { maxLength: 20 }), rooms, (chips, room) => {
        const { shown, more } = fitChips(chips, room, type);
        const ids = (of: readonly Chip[]) => of.flatMap((it) => it.ids).length;
        expect(ids(shown) + more).toBe(ids(chips));
        for (const it of shown) {
          const least = chipWidth({ ...it, text: '', brief: true }, type);
          expect(chipWidth(it, type)).toBeLessThanOrEqual(Math.max(room.width, least));
        }
        if (shown.length > 0 && chips.some(({ pick }) => pick))
          expect(shown.some(({ pick }) => pick)).toBe(true);
      }),
    );
  });

  test('shows all where there is room, and at least one beside the number of the others', () => {
    const many = Array.from({ length: 9 }, (_, i) => fc.sample(chip, { seed: i, numRuns: 1 })[0] as Chip);
    expect(fitChips(many, { width: 5000, lines: 1 }, type)).toEqual({ shown: many, more: 0 });
    expect(fitChips(many, { width: 260, lines: 1 }, type).shown.length).toBeGreaterThanOrEqual(1);
  });

  test('takes equal messages of one sender together, and none that differ in what is seen', () => {
    const world = worldOf(`num_nodes = 3\nnum_clients = 0\n${steps(1)}`);
    const [vote] = world.network.inFlight;
    const flying = [vote, { ...vote, id: 90 }, { ...vote, id: 91, term: 9 }, { ...vote, id: 92, from: 'n3' }];
    const network = { ...world.network, inFlight: flying as World['network']['inFlight'] };
    const chips = inboxesOf(systemOf(world.setup), { ...world, network }, [90]).get('n2');
    expect(chips?.map(({ ids, message, pick }) => [ids, message.id, pick])).toEqual([
      [[vote?.id, 90], 90, true],
      [[91], 91, false],
      [[92], 92, false],
    ]);
  });
});

describe('the columns of logs', () => {
  const cells = (from: number, to: number, text = 'a=1'): Cell[] =>
    Array.from({ length: to - from + 1 }, (_, i) => ({
      ...{ index: from + i, epoch: 1, mark: 't1', text, settled: false, applied: false, told: '' },
    }));
  const log = (from: number, to: number, text?: string) => ({ cells: cells(from, to, text), changed: [] });
  const type = { text: 13, target: 28, density: 'roomy' as const };
  const last = ({ first, widths }: { first: number; widths: readonly number[] }) => first + widths.length - 1;

  test('show the last four entries of every log where these have room', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(lengths, fc.integer({ min: 200, max: 600 }), (all, most) => {
        const logs = all.map((length) => log(1, length));
        const columns = columnsOf(logs, [most * 0.7, most], type, null);
        const tails = all
          .flatMap((length) => [length - 3, length - 2, length - 1, length])
          .filter((it) => it > 0);
        const span = Math.max(0, ...tails) - Math.min(...tails, Infinity) + 1;
        if (span * 26 + 40 <= most)
          for (const index of tails) {
            expect(index).toBeGreaterThanOrEqual(columns.first);
            expect(index).toBeLessThanOrEqual(last(columns));
          }
        const sum = columns.widths.reduce((a, b) => a + b, 0);
        expect(sum).toBeLessThanOrEqual(columns.room);
      }),
    );
  });

  test('show terms alone before they leave out entries, and follow what changed where even that is too wide', () => {
    const apart = [log(1, 4), log(1, 14)];
    expect(columnsOf(apart, [200, 380], type, null)).toMatchObject({ first: 1, texts: false });
    const far = [log(1, 4), { ...log(1, 60), changed: [23] }];
    const followed = columnsOf(far, [200, 380], type, null);
    expect(followed.texts).toBe(true);
    expect(columnsOf(far, [100, 160], type, null), 'four at least').toMatchObject({ texts: false });
    expect(followed.first).toBeLessThanOrEqual(23);
    expect(last(followed)).toBeGreaterThanOrEqual(23);
  });

  test('are those that the person asked for', () => {
    expect(columnsOf([log(1, 60)], [200, 380], type, 7).first).toBe(7);
  });
});

describe('the rows of a stage', () => {
  test.each(ROOMS)('have room for one another at $width by $height', (room) => {
    for (const count of [1, 3, 5, 7, 9]) {
      const world = worldOf(`num_nodes = ${count}\nnum_clients = 2\n${steps(20)}`);
      const picture = stageOf({ system: systemOf(world.setup), world, before: null, next: [], room });
      const { rowHeight, gap, bar, target, clientColumns } = picture.shape;
      const clients = Math.ceil(picture.clients.length / clientColumns) * (target + gap + 2);
      const all = count * (rowHeight + gap) + clients + bar;
      if (room.height !== null) expect(all).toBeLessThanOrEqual(room.height);
      const { rows } = picture;
      const shown = [...rows, ...picture.clients].map(({ inbox }) => inbox);
      const messages = shown.reduce(
        (sum, { shown: chips, more }) => sum + chips.flatMap((it) => it.ids).length + more,
        0,
      );
      expect(messages).toBe(world.network.inFlight.length);
    }
  });

  test('lose their space first, and then their second line, as their number grows', () => {
    const [, room] = ROOMS as readonly [StageRoom, StageRoom];
    const densities = [5, 6, 9, 12, 25].map((count) => {
      const world = worldOf(`num_nodes = ${count}\nnum_clients = 2`);
      const { shape } = stageOf({ system: systemOf(world.setup), world, before: null, next: [], room });
      return [count, shape.density, shape.fits];
    });
    expect(densities).toEqual([
      [5, 'roomy', true],
      [6, 'roomy', true],
      [9, 'close', true],
      [12, 'line', true],
      [25, 'line', false],
    ]);
  });

  test('are as high with thirty messages in flight as with none', () => {
    const [room] = ROOMS as [StageRoom];
    const content = { rows: 5, denseFor: 5, acts: false, clients: 2, timerWords: [], timers: 1, cuts: 0 };
    const world = worldOf(`num_nodes = 5\nnum_clients = 2\n${steps(14)}`);
    const system = systemOf(world.setup);
    const nodes = Object.values(world.nodes).map((node) => system.portrait(node));
    const height = shapeOf(room, { ...content, nodes }, { layout: 'wide', density: 'roomy' }).rowHeight;
    const flying = Array.from({ length: 30 }, (_, i) => ({
      ...world.network.inFlight[0],
      id: 900 + i,
      term: i,
    }));
    const network = { ...world.network, inFlight: flying as unknown as World['network']['inFlight'] };
    const full = stageOf({ system, world: { ...world, network }, before: null, next: [], room });
    expect(full.shape.rowHeight).toBe(height);
  });

  test('of one side of a cut stand together, with a line after each side but the last', () => {
    const cut = '[[step]]\naction = "partition"\ngroups = [["n2", "n4"], ["n1", "n3"]]\n';
    const world = worldOf(`num_nodes = 5\nnum_clients = 0\n${cut}`);
    const [room] = ROOMS as [StageRoom];
    const { rows, cut: shown } = stageOf({
      system: systemOf(world.setup),
      world,
      before: null,
      next: [],
      room,
    });
    expect(rows.map(({ node, lastOfGroup }) => [node.id, lastOfGroup])).toEqual([
      ['n2', false],
      ['n4', true],
      ['n1', false],
      ['n3', true],
      ['n5', false],
    ]);
    expect(shown?.groups).toBe('n2 n4 | n1 n3 | n5');
  });

  test('have a line below them where a cut parts clients alone from all nodes', () => {
    const cut = '[[step]]\naction = "partition"\ngroups = [["n1", "n2", "n3"], ["c1"]]\n';
    const world = worldOf(`num_nodes = 3\nnum_clients = 1\n${cut}`);
    const [room] = ROOMS as [StageRoom];
    const { rows } = stageOf({ system: systemOf(world.setup), world, before: null, next: [], room });
    expect(rows.map(({ lastOfGroup }) => lastOfGroup)).toEqual([false, false, true]);
  });
});
