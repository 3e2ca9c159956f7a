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
 * Two independent 32-bit halves of a number for a text, by the steps of MurmurHash3 (Appleby 2011) on its UTF-16 units. Written into
 * two cells of an array.
 */
export function writeHash(text: string, into: Int32Array, at: number): void {
  let low = 0x9e3779b1;
  let high = 0x7f4a7c15;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = step(low, unit);
    high = step(high, ~unit);
  }
  into[at] = mix(low ^ text.length);
  into[at + 1] = mix(high ^ text.length);
}

function step(hash: number, unit: number): number {
  const k = Math.imul(unit, 0xcc9e2d51);
  const h = hash ^ Math.imul((k << 15) | (k >>> 17), 0x1b873593);
  return Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64;
}
