import { beforeFrame } from '../../kit/frame';

/** The range of drawn columns. */
export interface Window {
  readonly first: number;
  readonly count: number;
}

/** The number of columns drawn beyond each edge. */
const SPARE = 3;

/**
 * Attached to the scrolling box: reports which columns to draw, and follows the newest until the person scrolls away;
 * scrolled back to the end, it follows again.
 *
 * @param last the highest index
 * @param onwindow called whenever other columns come into view
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

/** The width of a column in CSS pixels; 0: nothing is laid out. */
function columnOf(box: HTMLElement): number {
  return box.querySelector('tbody td, thead th:last-child')?.getBoundingClientRect().width ?? 0;
}
