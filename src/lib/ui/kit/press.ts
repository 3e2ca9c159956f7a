/** A pointer released within this many pixels of where it was pressed has not moved. */
const STILL_PX = 5;

/**
 * For a button that moves: if it has left the pointer between press and release, browsers send no click. This sends one,
 * unless the pointer itself has moved away.
 */
export function clickedThoughMoving(button: HTMLElement) {
  let down: PointerEvent | null = null;
  const press = (event: PointerEvent) => {
    down = event.button === 0 ? event : null;
    button.setPointerCapture?.(event.pointerId);
  };
  const release = (event: PointerEvent) => {
    const moved = down && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY);
    down = null;
    if (moved === null || moved > STILL_PX) return;
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (x < left || x > right || y < top || y > bottom) button.click();
  };
  button.addEventListener('pointerdown', press);
  button.addEventListener('pointerup', release);
  return () => {
    button.removeEventListener('pointerdown', press);
    button.removeEventListener('pointerup', release);
  };
}
