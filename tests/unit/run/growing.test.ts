import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Growing } from '../../../src/lib/run/growing';

test('a list that grew out of another leaves that as it is, whatever grew out of it before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 40 }), (from) => {
      /** Each list and its expected items. */
      const all: [Growing<number>, readonly number[]][] = [[Growing.of<number>([]), []]];
      for (const [i, which] of from.entries()) {
        const [list, items] = all[which % all.length] as (typeof all)[number];
        all.push([list.push(i), [...items, i]]);
      }
      for (const [list, items] of all) {
        expect([...list]).toEqual(items);
        expect(list).toHaveLength(items.length);
        expect(list.slice()).toEqual(items);
        for (const i of [-2, -1, 0, 1, items.length - 1, items.length, 50])
          expect([i, list.at(i)]).toEqual([i, items.at(i)]);
        for (const [a, b] of [
          [1, 3],
          [-2, 99],
          [0, 0],
          [2, undefined],
        ] as const)
          expect(list.slice(a, b)).toEqual(items.slice(a, b));
      }
    }),
  );
});

test('growing by one costs the same at 10,000 as at 10: nothing is copied', () => {
  let copies = 0;
  const before = Array.prototype.slice;
  let list = Growing.of<number>([]);
  try {
    Array.prototype.slice = function (...range) {
      copies++;
      return before.apply(this, range);
    };
    for (let i = 0; i < 10_000; i++) list = list.push(i);
  } finally {
    Array.prototype.slice = before;
  }
  expect([copies, list.length]).toEqual([0, 10_000]);
});
