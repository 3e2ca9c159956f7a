/**
 * The messages between a page and the Lockstep in its frame, by `postMessage`: version 1, as documented in
 * docs/embedding.md. This file defines the messages and whom to trust; `frame.svelte.ts` acts on them.
 */
export const VERSION = 1;

/** The id of a request; its answer has the same. */
type RequestId = string | number;

export type Request = { readonly id: RequestId | null } & (
  | { readonly type: 'ready' | 'state' | 'resize' }
  /** Goes `by` steps on; below 0, back. */
  | { readonly type: 'step'; readonly by: number }
  | { readonly type: 'goto'; readonly step: number }
);

/** What the frame shows. */
export interface Shown {
  readonly title: string;
  readonly step: number;
  readonly last: number;
  /** The sentence of the step. */
  readonly sentence: string;
  /** Next has nothing to do. */
  readonly ended: boolean;
  readonly playing: boolean;
}

export type Report = { readonly id?: RequestId } & (
  | ({
      readonly type: 'ready' | 'state' | 'ended';
      /** Why a request was refused. */ readonly error?: string;
    } & Shown)
  /** The height at which nothing needs to scroll, in CSS pixels. */
  | { readonly type: 'resize'; readonly height: number }
);

/** A message event of the browser. */
interface Post {
  readonly data: unknown;
  readonly origin: string;
  readonly source: unknown;
}

/** `nothing`: the message is not for us, or not from a trusted window. `refused`: it is for us, and cannot be done. */
export type Heard =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly id: RequestId | null; readonly error: string }
  | { readonly kind: 'asked'; readonly request: Request };

/** The most steps that one request may ask for. */
const MOST_STEPS = 10_000;
const LONGEST_ID = 100;
const NOTHING: Heard = { kind: 'nothing' };

/**
 * The frame's side of the conversation with the page around it. The first request from the parent window is the
 * greeting. From then on, only messages from that window and that origin are accepted.
 */
export class Talk {
  #greetedBy: string | null = null;

  /** @param parent the window around the frame */
  constructor(readonly parent: unknown) {}

  /** The origin for reports, as `postMessage` takes it; null: there was no greeting yet. */
  get target(): string | null {
    // An opaque origin (a file, a sandbox) has no name, so only the window identifies the page.
    return this.#greetedBy === 'null' ? '*' : this.#greetedBy;
  }

  /** Parses a message. Never throws. */
  hear({ data, origin, source }: Post): Heard {
    if (source !== this.parent || (this.#greetedBy !== null && origin !== this.#greetedBy)) return NOTHING;
    const message = tableOf(data);
    // Other libraries post messages to frames too.
    if (message === null || message['lockstep'] === undefined) return NOTHING;
    this.#greetedBy = origin;
    return heard(message);
  }
}

/** @returns the message to post for a report */
export const posted = (report: Report): Report & { readonly lockstep: number } => ({
  lockstep: VERSION,
  ...report,
});

function heard(message: Readonly<Record<string, unknown>>): Heard {
  const { lockstep, type, id: given } = message;
  const id = idOf(given);
  const refused = (error: string): Heard => ({ kind: 'refused', id, error });
  if (lockstep !== VERSION)
    return refused(`This frame speaks version ${VERSION} of the protocol: expected lockstep: ${VERSION}.`);
  if (given !== undefined && id === null)
    return refused(`The id of a request is a string of at most ${LONGEST_ID} characters, or a number.`);
  const asked = (request: Request): Heard => ({ kind: 'asked', request });
  switch (type) {
    case 'ready':
    case 'state':
    case 'resize':
      return asked({ id, type });
    case 'step': {
      const by = message['by'] ?? 1;
      return isWhole(by) && Math.abs(by) <= MOST_STEPS
        ? asked({ id, type, by })
        : refused(`by of a step is a whole number from -${MOST_STEPS} to ${MOST_STEPS}.`);
    }
    case 'goto': {
      const { step } = message;
      return isWhole(step) && step >= 0
        ? asked({ id, type, step })
        : refused('step of a goto is a whole number from 0 on.');
    }
    default:
      return refused('The type of a request is "ready", "step", "goto", "state" or "resize".');
  }
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value);

/** The table's own fields; null: it is not a table. */
const tableOf = (data: unknown): Readonly<Record<string, unknown>> | null =>
  typeof data === 'object' && data !== null && !Array.isArray(data) ? { ...data } : null;

function idOf(id: unknown): RequestId | null {
  if (typeof id === 'number') return Number.isFinite(id) ? id : null;
  return typeof id === 'string' && id.length <= LONGEST_ID ? id : null;
}
