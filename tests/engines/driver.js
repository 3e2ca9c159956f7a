/**
 * What the trials ask of a browser, whatever its engine.
 *
 * @typedef {object} Driver
 * @property {string} name as it stands in a report: `Firefox 153`
 * @property {(url: string) => Promise<void>} open
 * @property {(expression: string) => Promise<unknown>} read the value of an expression in the page, as JSON has it
 * @property {(selector: string) => Promise<void>} click with the pointer
 * @property {(key: string) => Promise<void>} press one of the names in `KEYS`, or a character
 * @property {(selector: string, path: string) => Promise<void>} choose a file in an input
 * @property {() => Promise<void>} back
 * @property {() => Promise<void>} forward
 * @property {() => Promise<void>} reload
 * @property {(path: string) => Promise<void>} picture saves what is seen as PNG
 * @property {() => Promise<void>} close
 */

/** WebDriver's code points for the keys that have names (W3C WebDriver, section 17.4.2). */
export const KEYS = /** @type {Readonly<Record<string, string>>} */ ({
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
});

export const WIDTH = 1280;
export const HEIGHT = 720;

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
