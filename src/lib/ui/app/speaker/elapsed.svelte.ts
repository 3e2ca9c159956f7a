import { tab } from '../../kit/text-stores';

const KEY = 'lockstep.began';

/**
 * Minutes and seconds since the speaker window was opened, or since the speaker reset the clock. A reload does not reset
 * it.
 */
export class Elapsed {
  #began = 0;
  #keeps = false;
  #seconds = $state(0);

  get text(): string {
    const minutes = Math.floor(this.#seconds / 60);
    return `${minutes}:${String(this.#seconds % 60).padStart(2, '0')}`;
  }

  /**
   * Call it once the page is mounted; returns a function that stops it.
   *
   * @param keeps whether the window belongs to a lesson; otherwise nothing is stored
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
    if (this.#keeps) tab.write(KEY, String(this.#began));
  }
}

function began(): number | null {
  const kept = Number(tab.read(KEY));
  return kept > 0 ? kept : null;
}
