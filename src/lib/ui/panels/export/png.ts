/** Pixels of the picture for each pixel of the page. */
const SCALE = 2;

/**
 * An SVG file as a PNG, at twice its size.
 *
 * @throws Error if the browser cannot draw it, with a sentence for people
 */
export async function toPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth * SCALE;
    canvas.height = image.naturalHeight * SCALE;
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (blob) return blob;
  } catch {
    // Reported below: the picture could not be drawn.
  } finally {
    URL.revokeObjectURL(url);
  }
  throw new Error('The browser could not draw this as a PNG: save the SVG instead.');
}
