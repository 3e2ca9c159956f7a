import { formatScenario } from '../../../scenario/format';
import type { LessonSession } from '../lesson/lesson.svelte';
import { tab } from '../../kit/text-stores';
import { PairChannel, type PairMessage } from './channel';

const KEY = 'lockstep.speaker';

/** The lesson's window, from the side of the lesson: it reports what is shown, and carries out commands. */
export class Presenter {
  /** A random name, because a copy of this tab has the same pair. */
  readonly #window = Math.random().toString(36).slice(2);
  #channel: PairChannel | null = null;
  #toml = '';

  constructor(private readonly session: LessonSession) {}

  /** After a reload, the old speaker window finds this one again. Call it once the page is mounted. */
  resume(): void {
    const pair = tab.read(KEY);
    if (pair !== null) this.#connect(pair);
  }

  /**
   * Opens the speaker window.
   *
   * @param address of the speaker's page
   * @returns what went wrong, as a sentence; null: it is open
   */
  open(address: string): string | null {
    const pair = this.#channel?.pair ?? tab.read(KEY) ?? Math.random().toString(36).slice(2);
    tab.write(KEY, pair);
    if (!this.#channel) this.#connect(pair);
    const opened = window.open(
      `${address}#${pair}`,
      `lockstep-speaker-${pair}`,
      'popup,width=760,height=900',
    );
    return opened
      ? null
      : 'The browser did not open the speaker window: allow pop-ups for this page, and press S again.';
  }

  /** Reports what is shown. Call it whenever that changes. */
  tell(): void {
    const { session } = this;
    if (!this.#channel) return;
    this.#channel.send({
      ...{ type: 'shown', pair: this.#channel.pair, window: this.#window },
      ...{ toml: this.#toml, stop: session.stop, away: session.isAway },
    });
  }

  close(): void {
    this.#channel?.close();
    this.#channel = null;
  }

  #connect(pair: string): void {
    this.#toml = formatScenario(this.session.file);
    this.#channel = new PairChannel(pair, (message) => this.#hear(message));
    this.tell();
  }

  #hear(message: PairMessage): void {
    const { session } = this;
    if (message.type === 'ask') this.tell();
    if (message.type !== 'command' || message.window !== this.#window) return;
    if (message.command === 'next') session.next();
    else if (message.command === 'back') session.back();
    else session.comeBack();
  }
}
