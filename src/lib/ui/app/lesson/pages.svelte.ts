/** Elements that a page break should not divide. */
const PIECES = 'p, li, h2, h3, button';
/** A hidden part smaller than this, in pixels, is not a line. */
const SLACK = 3;

/** A text that may be longer than its box, shown page by page. */
export class Pages {
  /** Whether there is more below the visible part. */
  hasMore = $state(false);
  #box: HTMLElement | null = null;

  /** Watches a scrolling box; returns a function that stops it. */
  follow(box: HTMLElement): () => void {
    this.#box = box;
    const look = () => (this.hasMore = left(box) > SLACK);
    const frame = requestAnimationFrame(look);
    const watch = new ResizeObserver(look);
    for (const it of [box, ...box.children]) watch.observe(it);
    box.addEventListener('scroll', look);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      box.removeEventListener('scroll', look);
      this.#box = null;
      this.hasMore = false;
    };
  }

  /** Shows the next page; false: all was shown. */
  turn(): boolean {
    const box = this.#box;
    if (!box || left(box) <= SLACK) return false;
    const frame = box.getBoundingClientRect();
    const cut = [...box.querySelectorAll(PIECES)]
      .map((it) => it.getBoundingClientRect())
      .find(({ top, bottom }) => bottom > frame.bottom && top > frame.top + SLACK);
    box.scrollTop += cut ? cut.top - frame.top - SLACK : box.clientHeight;
    return true;
  }
}

/** How many pixels are below the visible part. */
const left = ({ scrollHeight, scrollTop, clientHeight }: HTMLElement) =>
  scrollHeight - scrollTop - clientHeight;
