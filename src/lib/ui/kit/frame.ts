/**
 * Batches reads and writes of layout until just before the next frame. Otherwise the browser would lay out the page once
 * more.
 *
 * @returns `ask` requests `act` for the next frame, once however often it is called; `stop` cancels it
 */
export function beforeFrame(act: () => void): { readonly ask: () => void; readonly stop: () => void } {
  let frame: number | null = null;
  const ask = () => {
    frame ??= requestAnimationFrame(() => {
      frame = null;
      act();
    });
  };
  const stop = () => {
    if (frame !== null) cancelAnimationFrame(frame);
    frame = null;
  };
  return { ask, stop };
}
