/**
 * Enters or leaves full screen.
 *
 * @returns why the browser refuses, as a sentence; null: it does not
 */
export async function toggleFullScreen(): Promise<string | null> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen();
    return null;
  } catch {
    return document.fullscreenEnabled
      ? 'The browser did not allow full screen now: press F again, or use the browser’s own menu.'
      : 'The browser does not allow full screen here. Open the page in a tab of its own.';
  }
}
