/** A row that moves less than this, in pixels, has not been dragged. */
const DRAG_LEAST = 16;

/**
 * Attached to a row: dragging it over the line between two sides of a cut moves it to the other side. The line is the
 * element of class `cut` beside it.
 *
 * @param oncross called when the row is dropped on the other side
 */
export function dragAcross(oncross: () => void) {
  return (row: HTMLElement) => {
    let from: number | null = null;
    const line = () => row.parentElement?.querySelector('.cut')?.getBoundingClientRect();
    const begin = (event: PointerEvent) => {
      if (event.button !== 0 || !(event.target instanceof Element)) return;
      if (event.target.closest('button, input')) return;
      row.setPointerCapture?.(event.pointerId);
      from = event.clientY;
    };
    const move = (event: PointerEvent) => {
      if (from !== null) row.style.transform = `translateY(${event.clientY - from}px)`;
    };
    const end = (event: PointerEvent) => {
      const start = from;
      from = null;
      row.style.transform = '';
      const at = line();
      if (start === null || !at || Math.abs(event.clientY - start) < DRAG_LEAST) return;
      const middle = at.top + at.height / 2;
      if (start < middle !== event.clientY < middle) oncross();
    };
    const cancel = () => {
      from = null;
      row.style.transform = '';
    };
    row.addEventListener('pointerdown', begin);
    row.addEventListener('pointermove', move);
    row.addEventListener('pointerup', end);
    row.addEventListener('pointercancel', cancel);
    return () => {
      row.removeEventListener('pointerdown', begin);
      row.removeEventListener('pointermove', move);
      row.removeEventListener('pointerup', end);
      row.removeEventListener('pointercancel', cancel);
    };
  };
}
