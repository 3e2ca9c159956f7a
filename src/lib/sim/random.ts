import { itemAt } from '../protocol/known';

/**
 * Randomness without state: a number drawn from a seed and a name. The same seed and name always give the same number,
 * whatever else was drawn. FNV-1a over the name, finished with the mixer of MurmurHash3 (Appleby, fmix32).
 *
 * @returns a number from 0 (included) to 1 (excluded)
 */
export function draw(seed: number, ...name: readonly (string | number)[]): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  const text = name.join('/');
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** An integer from `least` to `most`, both included. */
export function drawInteger(
  least: number,
  most: number,
  seed: number,
  ...name: readonly (string | number)[]
): number {
  return least + Math.floor(draw(seed, ...name) * (most - least + 1));
}

/** One of `items`, which must not be empty. */
export function drawOne<T>(items: readonly T[], seed: number, ...name: readonly (string | number)[]): T {
  return itemAt(items, drawInteger(0, items.length - 1, seed, ...name));
}
