/** Downloads a file. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Once it has begun, the download does not need the URL.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A file name that is valid on every system, from the scenario's title and the step shown: `put-then-crash-step-12.svg`. */
export function fileName(title: string, what: string, step: number, extension: string): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const name = words.join('-').slice(0, 60) || 'lockstep';
  return `${name}-${what}-step-${step}.${extension}`;
}
