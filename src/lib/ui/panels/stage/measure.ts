import type { StageRoom } from '../../../picture/stage/room';

/** The room if nothing can be measured: that of a screen of 1280×720. */
export const WIDE: StageRoom = { width: 870, height: 378, text: 13, target: 28, leastTarget: 24 };

const matches = (query: string): boolean => typeof matchMedia === 'function' && matchMedia(query).matches;

/** Whether the page itself scrolls, so that the stage may be as high as it needs. In a frame (`--bounded`) it never does. */
function pageScrolls(stage: CSSStyleDeclaration): boolean {
  if (stage.getPropertyValue('--bounded') === '1') return false;
  return matches('(max-width: 52rem)');
}

function roomOf(root: HTMLElement): StageRoom {
  const style = getComputedStyle(root);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const target = rem * (parseFloat(style.getPropertyValue('--target')) || WIDE.target / 16);
  const text = parseFloat(style.fontSize) || WIDE.text;
  return {
    width: root.clientWidth,
    height: pageScrolls(style) ? null : root.clientHeight,
    text,
    target,
    leastTarget: matches('(pointer: coarse)') ? target : Math.min(target, Math.max(24, 1.3 * text)),
  };
}

/**
 * Measures the room of the stage `root`, now and after each change. While the stage is hidden, the last room stays.
 *
 * @returns stops measuring
 */
export function watchRoom(root: HTMLElement, onroom: (room: StageRoom) => void): () => void {
  let known = JSON.stringify(WIDE);
  const measure = () => {
    if (root.clientWidth === 0) return;
    const room = roomOf(root);
    if (JSON.stringify(room) === known) return;
    known = JSON.stringify(room);
    onroom(room);
  };
  measure();
  const observer = new ResizeObserver(measure);
  observer.observe(root);
  return () => observer.disconnect();
}
