const KEY = 'lockstep.began';

/** Minutes and seconds since the speaker window was opened, or since the speaker began from zero. A reload goes on. */
export class Elapsed {
  #began = 0;
  #keeps = false;
  #seconds = $state(0);

  get text(): string {
    const minutes = Math.floor(this.#seconds / 60);
    return `${minutes}:${String(this.#seconds % 60).padStart(2, '0')}`;
  }

  /**
   * To be called once the page is there; gives what ends it.
   *
   * @param keeps whether somebody has opened the window for a lesson: nothing is stored otherwise.
   */
  start(keeps: boolean): () => void {
    this.#keeps = keeps;
    this.#began = began() ?? Date.now();
    this.#keep();
    const count = () => (this.#seconds = Math.floor((Date.now() - this.#began) / 1000));
    count();
    const timer = setInterval(count, 500);
    return () => clearInterval(timer);
  }

  again(): void {
    this.#began = Date.now();
    this.#seconds = 0;
    this.#keep();
  }

  #keep(): void {
    if (!this.#keeps) return;
    try {
      sessionStorage.setItem(KEY, String(this.#began));
    } catch {
      // Until this page is left.
    }
  }
}

function began(): number | null {
  try {
    const kept = Number(sessionStorage.getItem(KEY));
    return kept > 0 ? kept : null;
  } catch {
    return null;
  }
}
