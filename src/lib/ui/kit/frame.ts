/**
 * For what reads or sets where something on the page stands: earlier than the next frame, the browser would have to lay the whole
 * page out once more.
 *
 * @returns `ask` has `act` done just before the next frame is drawn, once however often it is asked for; `stop` calls that off.
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
