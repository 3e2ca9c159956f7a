/**
 * Hashing of integers: the finaliser of MurmurHash3 (Appleby 2011, fmix32). It is a bijection, and every bit of the
 * number changes about half the bits of the result.
 */
export function mix(n: number): number {
  let h = n;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/**
 * The two halves of a 64-bit number for one thing of a kind (a scene, a message, a budget). A world's fingerprint is
 * the sum of the numbers of its parts (Zobrist 1970), so that the effect of an act is a subtraction and an addition.
 */
export const low = (kind: number, n: number): number => mix(n ^ Math.imul(kind, 0x9e3779b1));
export const high = (kind: number, n: number): number => mix(n ^ Math.imul(kind, 0x7f4a7c15) ^ 0x5bd1e995);

/** The kinds of parts of worlds, for `low` and `high`. */
export const SCENE = 1;
export const BUDGET = 2;
export const MESSAGE = 3;
