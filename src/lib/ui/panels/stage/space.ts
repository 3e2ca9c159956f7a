import type { Size } from './geometry';
import type { StageRoom } from './layout';

/** What is measured of a stage, in pixels: its room, the texts' size, the least size of what is pressed, and what stands in its corner. */
export interface Space extends Size {
  readonly rem: number;
  readonly target: number;
  readonly badge: Size;
}

/** Where nothing can be measured: as on a screen of 1280×720. */
export const WIDE: Space = { width: 870, height: 378, rem: 16, target: 28, badge: { width: 0, height: 0 } };

/** The room of the two buttons that cut and heal, whether or not there is something to heal. */
const TOOLS_REM = 8;

/** Measures the stage `root`: all the room in it, and the badge in its corner. */
export function spaceOf(root: HTMLElement, whole: HTMLElement, badge: HTMLElement): Space {
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || WIDE.rem;
  const target = parseFloat(getComputedStyle(root).getPropertyValue('--target')) || WIDE.target / WIDE.rem;
  return {
    width: whole.clientWidth,
    height: whole.clientHeight,
    rem,
    target: target * rem,
    badge: { width: badge.clientWidth, height: badge.clientHeight },
  };
}

/** Whether the screen is too narrow for the stage to stand beside anything: nothing of it is prerendered. */
export function isNarrow(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(max-width: 52rem)').matches;
}

export function isSame(a: Space, b: Space | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What the layout depends on; `tools`: the buttons that cut the network stand in the corner, too. */
export function roomIn({ badge, ...space }: Space, tools: boolean): StageRoom {
  const { rem, target } = space;
  return { ...space, corner: [badge, { width: tools ? TOOLS_REM * rem : 0, height: target }] };
}
