import { onTestFinished, vi } from 'vitest';

/** Gives the stage a size, which it has none of in jsdom. Ends with the test. */
export function withRoom(size: { readonly width: number; readonly height: number }): void {
  const isRoom = (element: HTMLElement) => element.classList.contains('room');
  const spies = [
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(function (this: HTMLElement) {
      return isRoom(this) ? size.width : 0;
    }),
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(function (this: HTMLElement) {
      return isRoom(this) ? size.height : 0;
    }),
  ];
  onTestFinished(() => spies.forEach((spy) => spy.mockRestore()));
}
