import { readTable } from '../../run/port';
import { browser } from './text-stores';

/** The person's settings for this browser. They are stored only after a change, and only if the browser allows it. */
type Theme = 'auto' | 'light' | 'dark' | 'projector';

const KEY = 'lockstep.preferences';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];

export class Preferences {
  theme = $state<Theme>('auto');
  letterKeys = $state(true);
  /** For lectures: large, and few things at a time. */
  readonly lecture: boolean = $derived(this.theme === 'projector');
  /** The theme to return to after the lecture. */
  #plain: Theme = 'auto';

  /** Reads the stored settings. Where nothing readable is stored, the defaults stay. */
  read(): void {
    const { theme, letterKeys } = readTable(browser, KEY);
    this.theme = THEMES.find((one) => one === theme) ?? this.theme;
    if (typeof letterKeys === 'boolean') this.letterKeys = letterKeys;
  }

  /** Starts or ends lecture mode. */
  toggleLecture(): void {
    if (!this.lecture) this.#plain = this.theme;
    this.keep({ theme: this.lecture ? this.#plain : 'projector' });
  }

  /** Starts lecture mode for this visit, for an address with `?lecture`. Nothing is stored. */
  beginLecture(): void {
    this.#plain = this.theme;
    this.theme = 'projector';
  }

  keep(change: { theme?: Theme; letterKeys?: boolean }): void {
    if (change.theme) this.theme = change.theme;
    if (change.letterKeys !== undefined) this.letterKeys = change.letterKeys;
    // If it cannot be stored, the choice holds for this page only.
    browser.write(KEY, JSON.stringify({ theme: this.theme, letterKeys: this.letterKeys }));
  }
}
