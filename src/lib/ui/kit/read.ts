/**
 * A file's text. Bytes that are no UTF-8 become the replacement character, which reading a scenario then reports with its
 * place; of a file over the limit only so much is read that it is refused for its size.
 */
export async function readText(file: Blob): Promise<string> {
  const bytes = await file.slice(0, READ_MOST_BYTES).arrayBuffer();
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** Just over what a scenario may have (256 KiB). */
const READ_MOST_BYTES = 256 * 1024 + 4;
