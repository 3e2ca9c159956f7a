/** Packs text into characters that an address may hold, compressed by deflate. */
import { strToU8, zlibSync } from 'fflate';
import { fromBase64Url, toBase64Url } from './base64';

/** The largest text of a link, in bytes of UTF-8. */
export const MOST_UNPACKED = 1024 * 1024;

/**
 * Packs at once. `CompressionStream` would make the same bytes, but later: a page that is being left has no later, and
 * the address must hold the last step.
 */
export function pack(text: string): string {
  return toBase64Url(zlibSync(strToU8(text), { level: 9 }));
}

/**
 * The unpacked text, or what is wrong: `damaged` (not base64url, not deflate, or the wrong checksum), `too large` (more
 * than `MOST_UNPACKED`; reading stops there).
 */
export async function unpack(packed: string): Promise<{ readonly text: string } | 'damaged' | 'too large'> {
  const bytes = fromBase64Url(packed);
  if (bytes === null) return 'damaged';
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return { text: text + decoder.decode() };
      size += value.length;
      if (size > MOST_UNPACKED) {
        // The stream may end with an error of its own, but what was read is discarded anyway.
        reader.cancel().catch(() => undefined);
        return 'too large';
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return 'damaged';
  }
}
