// The table of fingerprints remembers all of them, also when it grows.
import { expect, test } from 'vitest';
import { collisionChance, Seen } from '../../src/lib/explore/seen';

const MANY = 10_000;

test('each fingerprint is new once, however many there are', () => {
  const seen = new Seen();
  const isNew = () => Array.from({ length: MANY }, (_, i) => seen.add(i, MANY - i));
  expect(isNew().every((one) => one)).toBe(true);
  expect(isNew().some((one) => one)).toBe(false);
  expect(seen.count).toBe(MANY);
});

test('both halves of a fingerprint count, also where they are 0', () => {
  const seen = new Seen();
  expect([seen.add(0, 0), seen.add(0, 7), seen.add(7, 0), seen.add(7, 7)]).toEqual([true, true, true, true]);
  expect([seen.add(0, 0), seen.add(0, 7), seen.add(7, 0), seen.add(7, 7)]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('the chance of a collision is that of the birthday problem, and at most 1', () => {
  expect(collisionChance(2 ** 32)).toBe(0.5);
  expect(collisionChance(2 ** 40)).toBe(1);
  expect(collisionChance(1_000_000)).toBeCloseTo(2.7e-8, 9);
});
