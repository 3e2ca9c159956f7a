/** Text as characters that an address may hold, as short as deflate makes it. */

/** A text from a link is at most so large, in bytes of UTF-8. */
export const MOST_UNPACKED = 1024 * 1024;

export async function pack(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  return toBase64Url(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/**
 * The text that was packed, or what is wrong: `damaged` (not base64url, not deflate, or its checksum differs), `too large` (more
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
        // The stream may end with an error of its own: what was read is thrown away anyway.
        reader.cancel().catch(() => undefined);
        return 'too large';
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return 'damaged';
  }
}

export function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The text that these bytes are in UTF-8; null: they are none, or no base64url. */
export function textOfBase64Url(text: string): string | null {
  const bytes = fromBase64Url(text);
  try {
    return bytes && new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
