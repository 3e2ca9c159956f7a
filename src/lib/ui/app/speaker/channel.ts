/** What the window of a lesson and that of its speaker tell each other. Nothing leaves the browser. */

/** One pair of windows among those of this browser: made when the speaker window is opened, and kept through reloads. */
type PairId = string;

/** The lesson's window: what is shown. */
interface ShownMessage {
  readonly type: 'shown';
  readonly pair: PairId;
  /** This very window: a copy of its tab has another. */
  readonly window: string;
  /** The lesson as a file. */
  readonly toml: string;
  readonly stop: number;
  /** The student's or lecturer's own branch is shown. */
  readonly away: boolean;
}

/** The speaker's window: what to do. */
export interface CommandMessage {
  readonly type: 'command';
  readonly pair: PairId;
  /** The lesson's window that is meant. */
  readonly window: string;
  readonly command: 'next' | 'back' | 'return';
}

/** The speaker's window has come, or come back: what is shown? */
interface AskMessage {
  readonly type: 'ask';
  readonly pair: PairId;
}

export type PairMessage = ShownMessage | CommandMessage | AskMessage;

const NAME = 'lockstep-speaker';

/** The channel of one pair; null: this browser has none, or forbids it here. */
export class PairChannel {
  readonly #channel: BroadcastChannel | null;

  constructor(
    readonly pair: PairId,
    onmessage: (message: PairMessage) => void,
  ) {
    this.#channel = open();
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<PairMessage>) => {
      if (data.pair === pair) onmessage(data);
    });
  }

  send(message: PairMessage): void {
    this.#channel?.postMessage(message);
  }

  close(): void {
    this.#channel?.close();
  }
}

function open(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(NAME);
  } catch {
    return null;
  }
}
