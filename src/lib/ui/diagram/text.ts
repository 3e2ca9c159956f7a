/** How wide a text will be at most, near enough to keep labels apart: no browser need be asked, so layout stays pure. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += widthOf(character);
  return ems * size;
}

function widthOf(character: string): number {
  if (/[ilj.,:;|!'’]/.test(character)) return 0.36;
  if (/[mwMW✓✗→⚠…]/.test(character)) return 1;
  if (/[A-Z?=]/.test(character)) return 0.76;
  return 0.64;
}
