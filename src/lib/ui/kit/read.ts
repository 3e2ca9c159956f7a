/**
 * A file's text. Bytes that are not UTF-8 become replacement characters, which parsing reports with their position. Of a
 * file over the limit, only enough is read for it to be refused.
 */
export async function readText(file: Blob): Promise<string> {
  const bytes = await file.slice(0, READ_MOST_BYTES).arrayBuffer();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Just over the limit of a scenario (256 KiB). */
const READ_MOST_BYTES = 256 * 1024 + 4;
