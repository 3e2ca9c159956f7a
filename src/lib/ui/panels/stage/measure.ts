import type { StageRoom } from '../../../picture/stage/room';

/** Where nothing can be measured: as on a screen of 1280×720. */
export const WIDE: StageRoom = { width: 870, height: 378, text: 13, target: 28 };

/** Whether the page itself scrolls, so that the stage is as high as it needs to be. */
function isNarrow(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(max-width: 52rem)').matches;
}

/** Measures the room of the stage `root`. */
export function roomOf(root: HTMLElement): StageRoom {
  const style = getComputedStyle(root);
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const target = parseFloat(style.getPropertyValue('--target')) || WIDE.target / 16;
  return {
    width: root.clientWidth,
    height: isNarrow() ? null : root.clientHeight,
    text: parseFloat(style.fontSize) || WIDE.text,
    target: target * rem,
  };
}
