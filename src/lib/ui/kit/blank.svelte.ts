const MODIFIERS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Fn'];

/** A blank screen, so that everyone looks at the speaker. */
export class Blank {
  on = $state(false);
  /** The key that ended the blank screen, while it may still be held down. */
  #waking: string | null = null;

  /**
   * Ends the blank screen at any key, which has no other effect, even if held down. Modifier keys (Shift, Ctrl) and
   * browser shortcuts are left alone. Call it before other handlers see the key.
   */
  wake(event: KeyboardEvent): void {
    const isHeldDown = event.repeat && event.key === this.#waking;
    if (!event.repeat) this.#waking = null;
    if (!this.on && !isHeldDown) return;
    if (event.ctrlKey || event.metaKey || event.altKey || MODIFIERS.includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    // The key that started the blank screen may still be held down.
    if (!event.repeat) [this.on, this.#waking] = [false, event.key];
  }
}
