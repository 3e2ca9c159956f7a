import { beforeFrame } from '../../kit/frame';

/** The columns that are drawn. */
export interface Window {
  readonly first: number;
  readonly count: number;
}

/** Columns drawn beyond what is seen, on either side. */
const SPARE = 3;

/**
 * Attached to the box that scrolls: tells which columns are to be drawn, and keeps the newest in view until the person scrolls
 * away from it; scrolled back to the end, it follows again.
 *
 * @param last the highest index there is.
 * @param onwindow is told whenever other columns come into view.
 */
export function follow(last: () => number, onwindow: (window: Window) => void) {
  return (box: HTMLElement): (() => void) => {
    let following = true;
    const look = () => {
      const width = columnOf(box);
      if (width === 0) return;
      const first = Math.max(1, Math.floor(box.scrollLeft / width) + 1 - SPARE);
      onwindow({ first, count: Math.ceil(box.clientWidth / width) + 2 * SPARE });
    };
    const toEnd = () => {
      if (following) box.scrollLeft = box.scrollWidth;
      look();
    };
    const scrolled = () => {
      following = box.scrollLeft + box.clientWidth >= box.scrollWidth - columnOf(box);
      look();
    };
    const { ask, stop } = beforeFrame(toEnd);
    $effect(() => {
      last();
      ask();
    });
    const sizes = new ResizeObserver(toEnd);
    sizes.observe(box);
    box.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      stop();
      sizes.disconnect();
      box.removeEventListener('scroll', scrolled);
    };
  };
}

/** The width of a column in CSS pixels; 0 where nothing is laid out. */
function columnOf(box: HTMLElement): number {
  return box.querySelector('tbody td, thead th:last-child')?.getBoundingClientRect().width ?? 0;
}
