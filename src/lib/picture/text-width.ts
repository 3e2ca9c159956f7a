/** From the first on, characters are about square (East Asian scripts); from the second on, mostly emoji. */
const FULL_WIDTH = 0x2e80;
const ASTRAL = 0x10000;

/**
 * An upper estimate of the width of a text, close enough to keep labels apart. It needs no browser, so layout stays pure.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) {
    let width = widths.get(character);
    if (width === undefined) widths.set(character, (width = widthOf(character)));
    ems += width;
  }
  return ems * size;
}

/** Widths of characters seen so far, in ems. */
const widths = new Map<string, number>();

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code >= ASTRAL) return 1.3;
  if (code >= FULL_WIDTH) return 1.05;
  if (/[ilj.,:;|!'’]/.test(character)) return 0.36;
  if (/[frtI()[\]-]/.test(character)) return 0.46;
  if (/[mwMW@%✓✗→⚠…]/.test(character)) return 1;
  if (/[#&<>+~]/.test(character)) return 0.84;
  if (/[A-Z?=]/.test(character)) return 0.76;
  return 0.64;
}
