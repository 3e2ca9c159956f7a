const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn'];

/** A screen that shows nothing, so that all look at who speaks. */
export class Blank {
  on = $state(false);
  /** The key that showed the screen again, while it may still be down. */
  #waking: string | null = null;

  /**
   * Shows the screen again with any key, which does nothing else; held down, it goes on doing nothing. Keys that are held for others
   * (Shift, Ctrl), and what the browser does with them, are left alone. To be called before anything else hears of the key.
   */
  wake(event: KeyboardEvent): void {
    const isHeldDown = event.repeat && event.key === this.#waking;
    if (!event.repeat) this.#waking = null;
    if (!this.on && !isHeldDown) return;
    if (event.ctrlKey || event.metaKey || event.altKey || MODIFIERS.includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The key that made it blank may still be down.
    if (!event.repeat) [this.on, this.#waking] = [false, event.key];
  }
}
