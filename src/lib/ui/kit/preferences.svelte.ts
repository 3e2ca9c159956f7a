/** The person's settings for this browser. They are stored only after a change, and only if the browser allows it. */
export type Theme = 'auto' | 'light' | 'dark' | 'projector';

const KEY = 'lockstep.preferences';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];

export class Preferences {
  theme = $state<Theme>('auto');
  letterKeys = $state(true);
  /** For lectures: large, and few things at a time. */
  readonly lecture: boolean = $derived(this.theme === 'projector');
  /** The theme to return to after the lecture. */
  #plain: Theme = 'auto';

  /** Reads the stored settings. In a frame that forbids storage, even reading the property throws. */
  read(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { theme?: Theme; letterKeys?: boolean };
      if (kept.theme && THEMES.includes(kept.theme)) this.theme = kept.theme;
      if (typeof kept.letterKeys === 'boolean') this.letterKeys = kept.letterKeys;
    } catch {
      // Nothing stored or nothing readable: keep the defaults.
    }
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
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme: this.theme, letterKeys: this.letterKeys }));
    } catch {
      // The choice holds for this page only.
    }
  }
}
