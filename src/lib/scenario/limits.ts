/** The largest file that is accepted, in bytes of UTF-8. */
export const MOST_BYTES = 256 * 1024;
/** The most steps that a file may have. */
export const MOST_STEPS = 10_000;

/** Whether a text exceeds the largest file, in bytes of UTF-8. */
export function isTooLarge(text: string): boolean {
  return text.length > MOST_BYTES || new TextEncoder().encode(text).length > MOST_BYTES;
}
