/** The largest file that is read, in bytes of UTF-8. */
export const MOST_BYTES = 256 * 1024;
/** The most steps that a file may have. */
export const MOST_STEPS = 10_000;

/** Whether a text has more bytes in UTF-8 than a file may have. */
export function isTooLarge(text: string): boolean {
  return text.length > MOST_BYTES || new TextEncoder().encode(text).length > MOST_BYTES;
}
