/** What the person has chosen for this browser. Kept only once something is changed, and only where the browser allows it. */
export type Theme = 'auto' | 'light' | 'dark' | 'projector';

const KEY = 'lockstep.preferences';
export const THEMES: readonly Theme[] = ['auto', 'light', 'dark', 'projector'];

export class Preferences {
  theme = $state<Theme>('auto');
  letterKeys = $state(true);
  /** Shown from the back row: large, and few things at a time. */
  readonly lecture: boolean = $derived(this.theme === 'projector');
  /** What leaving the lecture goes back to. */
  #plain: Theme = 'auto';

  /** Reads what was kept; in a frame that forbids storage even looking throws. */
  read(): void {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as { theme?: Theme; letterKeys?: boolean };
      if (kept.theme && THEMES.includes(kept.theme)) this.theme = kept.theme;
      if (typeof kept.letterKeys === 'boolean') this.letterKeys = kept.letterKeys;
    } catch {
      // Nothing kept, or nothing readable: the defaults stand.
    }
  }

  /** Begins the lecture or ends it. */
  toggleLecture(): void {
    if (!this.lecture) this.#plain = this.theme;
    this.keep({ theme: this.lecture ? this.#plain : 'projector' });
  }

  /** The lecture for this visit, as an address with `?lecture` asks; nothing is kept. */
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
      // Chosen for this page only.
    }
  }
}
