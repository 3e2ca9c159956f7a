/**
 * Keeps the screen on, where the browser can; elsewhere nothing happens, and nothing is lost. The browser takes the lock
 * away when the page is hidden, so it is requested again when the page is back.
 *
 * @returns a function that ends it
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let isOver = false;

  async function hold() {
    if (!('wakeLock' in navigator) || document.visibilityState !== 'visible') return;
    try {
      const held = await navigator.wakeLock.request('screen');
      if (isOver) await held.release();
      else lock = held;
    } catch {
      // A low battery or a frame can forbid it.
    }
  }

  const onvisibilitychange = () => void hold();
  document.addEventListener('visibilitychange', onvisibilitychange);
  void hold();
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', onvisibilitychange);
    lock?.release().catch(() => {});
  };
}
