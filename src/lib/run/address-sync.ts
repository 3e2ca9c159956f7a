/**
 * Decides when the address of a page is read and when it is written: a state machine, events in, the next state and
 * effects out. It keeps the step shown in the address, and never overwrites an address that someone has entered since,
 * or that could not be read.
 */

/** Browsers refuse more than some hundred changes of the address in half a minute. */
const WRITES_APART_MS = 300;
/** Writing a long run takes long: from this number of steps on, writing waits until the person pauses. */
const STEPS_WRITTEN_AT_ONCE = 300;
const PAUSE_MS = 800;
/** When a page is being left, its address stays for this long: the browser is on its way to the old one. */
const LEAVING_MS = 5000;

export interface SyncState {
  /**
   * `idle`: nothing has been read; `reading`: a run is loading; `following`: the address follows what is shown; `gone`: the page
   * is no longer shown, and what was still loading for it is ignored.
   */
  readonly phase: 'idle' | 'reading' | 'following' | 'gone';
  /** The number of the last reading: results of older ones are ignored. */
  readonly turn: number;
  /** The part after # when it was last read or written here. Anything else was entered since, and must be read. */
  readonly known: string | null;
  /** The object shown in place of an unreadable address: while it is shown, that address stays. */
  readonly standIn: object | null;
  /** The last step that the address can hold, and whether the person was told that the run goes beyond it. */
  readonly reach: number;
  readonly toldReach: boolean;
  /** In milliseconds, like the times of events. */
  readonly writtenAt: number;
  readonly leftAt: number;
}

export const IDLE: SyncState = {
  ...{ phase: 'idle', turn: 0, known: null, standIn: null, reach: 0, toldReach: false },
  ...{ writtenAt: -Infinity, leftAt: -Infinity },
};

/** The address for a run. `unpacked`: the packer must be loaded first. */
export type Address = { readonly hash: string } | 'unpacked' | 'too long';

/**
 * Times are in milliseconds, `hash` is the current part after #, `shown` is a new object whenever something else is shown.
 */
export type SyncEvent<Instead> =
  | { readonly type: 'mounted' | 'hash changed'; readonly hash: string }
  /** A run from elsewhere is to be shown in place of the address; if that fails, the address is read. */
  | { readonly type: 'restored'; readonly hash: string; readonly instead: Instead }
  /** A reading has reached the address itself. */
  | { readonly type: 'address read'; readonly turn: number; readonly hash: string }
  /** A reading has ended. `acted`: the person has acted on what was shown in the meantime. */
  | {
      readonly type: 'read';
      readonly turn: number;
      readonly found: boolean;
      readonly acted: boolean;
      readonly shown: object;
      readonly lastStep: number;
      readonly now: number;
    }
  /** Something else is shown. */
  | { readonly type: 'shown'; readonly now: number; readonly lastStep: number }
  /** It is time to write the address. `isHere`: the address still belongs to this page. */
  | {
      readonly type: 'due';
      readonly now: number;
      readonly hash: string;
      readonly isHere: boolean;
      readonly shown: object;
    }
  /** The address for what is shown has been composed. */
  | {
      readonly type: 'composed';
      readonly address: Address;
      readonly now: number;
      readonly lastStep: number;
      /** Whether the notice already shows something else. */
      readonly hasFailure: boolean;
    }
  /** Another page is shown in place of this one. */
  | { readonly type: 'unmounted' }
  /** The browser leaves or reloads the page. */
  | { readonly type: 'leaving'; readonly now: number };

export type SyncEffect<Instead> =
  /** Show `instead`, or else the run in the address; answer with `address read` and `read`. */
  | { readonly type: 'read'; readonly turn: number; readonly instead: Instead | null }
  /** Send `due` after this time; an earlier wait is cancelled. */
  | { readonly type: 'wait'; readonly ms: number }
  /** Compose the address for what is shown; answer with `composed`. */
  | { readonly type: 'compose' }
  | { readonly type: 'replace'; readonly hash: string }
  /** Load the packer and send `due` again. */
  | { readonly type: 'fetch packer' }
  /** Say that the address only leads to this step. */
  | { readonly type: 'tell reach'; readonly step: number };

type Next<Instead> = readonly [SyncState, ...(readonly SyncEffect<Instead>[])];

/** The next state after an event, and the effects to carry out. */
export function sync<Instead>(state: SyncState, event: SyncEvent<Instead>): Next<Instead> {
  if (state.phase === 'gone') return [state];
  const isFollowing = state.phase === 'following';
  switch (event.type) {
    case 'mounted':
      return state.phase === 'idle' ? reading(state, event.hash, null) : [state];
    case 'hash changed':
      return reading(state, event.hash, null);
    case 'restored':
      return reading(state, event.hash, event.instead);
    case 'address read':
      return event.turn === state.turn ? [{ ...state, known: event.hash }] : [state];
    case 'read': {
      if (event.turn !== state.turn) return [state];
      const standIn = event.found || event.acted ? null : event.shown;
      const next: SyncState = {
        ...state,
        phase: 'following',
        standIn,
        reach: event.lastStep,
        toldReach: false,
      };
      return [next, waiting(next, event)];
    }
    case 'shown':
      return isFollowing ? [state, waiting(state, event)] : [state];
    case 'due':
      return isFollowing && event.isHere ? due(state, event) : [state];
    case 'composed':
      return isFollowing ? composed(state, event) : [state];
    case 'unmounted':
      return [{ ...state, phase: 'gone', turn: state.turn + 1 }];
    case 'leaving':
      return [{ ...state, leftAt: event.now }];
  }
}

type EventOf<Type extends SyncEvent<unknown>['type']> = Extract<SyncEvent<unknown>, { type: Type }>;

function reading<Instead>(state: SyncState, known: string, instead: Instead | null): Next<Instead> {
  const turn = state.turn + 1;
  return [
    { ...state, phase: 'reading', turn, known },
    { type: 'read', turn, instead },
  ];
}

/** At once; in a fast series of steps, only now and then. */
function waiting({ writtenAt }: SyncState, { now, lastStep }: { now: number; lastStep: number }) {
  const pause = lastStep > STEPS_WRITTEN_AT_ONCE ? PAUSE_MS : 0;
  return { type: 'wait', ms: Math.max(0, writtenAt + WRITES_APART_MS - now, pause) } as const;
}

function due<Instead>(state: SyncState, { now, hash, shown }: EventOf<'due'>): Next<Instead> {
  // Browsers report a new address with a delay.
  if (hash !== state.known) return reading(state, hash, null);
  if (shown === state.standIn) return [state];
  const leaving = state.leftAt + LEAVING_MS - now;
  return [state, leaving > 0 ? { type: 'wait', ms: leaving } : { type: 'compose' }];
}

function composed<Instead>(state: SyncState, event: EventOf<'composed'>): Next<Instead> {
  const { address, now, lastStep, hasFailure } = event;
  if (address === 'unpacked') return [state, { type: 'fetch packer' }];
  if (address === 'too long') {
    // Once, and not in place of another notice.
    if (state.toldReach || hasFailure) return [state];
    return [
      { ...state, toldReach: true },
      { type: 'tell reach', step: state.reach },
    ];
  }
  const { hash } = address;
  return [
    { ...state, known: hash, reach: lastStep, toldReach: false, writtenAt: now },
    { type: 'replace', hash },
  ];
}
