/**
 * When the address of a page is read and when it is written: a state machine, events in, the next state and effects out. It keeps the
 * step shown in the address, and never writes over an address that somebody has put there since, or that could not be read.
 */

/** Browsers refuse more than some hundred changes of the address in half a minute. */
const WRITES_APART_MS = 300;
/** The longer a run, the longer it takes to write it out: from so many steps on, that waits until the person pauses. */
const STEPS_WRITTEN_AT_ONCE = 300;
const PAUSE_MS = 800;
/** After a page has begun to be left, its address stays for so long: the browser is on its way to the one that it had. */
const LEAVING_MS = 5000;

export interface SyncState {
  /** `idle`: nothing has been read; `reading`: a run is on its way; `following`: the address follows what is shown. */
  readonly phase: 'idle' | 'reading' | 'following';
  /** The number of the last reading: the result of an older one is ignored. */
  readonly turn: number;
  /** What stood behind # when it was last read or written here. Anything else was put there since, and is yet to be read. */
  readonly known: string | null;
  /** What is shown in place of an address that leads nowhere: as long as it is, that address stays. */
  readonly standIn: object | null;
  /** The last step that the address leads to, and whether it was said that the run goes on beyond it. */
  readonly reach: number;
  readonly toldReach: boolean;
  /** In milliseconds, as events have them. */
  readonly writtenAt: number;
  readonly leftAt: number;
}

export const IDLE: SyncState = {
  ...{ phase: 'idle', turn: 0, known: null, standIn: null, reach: 0, toldReach: false },
  ...{ writtenAt: -Infinity, leftAt: -Infinity },
};

/** What an address can hold of a run. `unwritten`: the writer of texts has yet to be fetched. */
export type Address = { readonly hash: string } | 'unwritten' | 'too long';

/** Times are in milliseconds, `hash` is what stands behind # now, `shown` is another object whenever something else is shown. */
export type SyncEvent<Instead> =
  | { readonly type: 'mounted' | 'hash changed'; readonly hash: string }
  /** A run from elsewhere is to be shown in place of what the address holds; should that fail, the address is read all the same. */
  | { readonly type: 'restored'; readonly hash: string; readonly instead: Instead }
  /** A reading has come to the address itself. */
  | { readonly type: 'address read'; readonly turn: number; readonly hash: string }
  /** A reading is over. `acted`: meanwhile the person has acted on what was shown. */
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
  /** The address is to be written. `isHere`: it is this page's still, and not of one that the person has gone on to. */
  | {
      readonly type: 'due';
      readonly now: number;
      readonly hash: string;
      readonly isHere: boolean;
      readonly shown: object;
    }
  /** What is shown was made an address. */
  | {
      readonly type: 'composed';
      readonly address: Address;
      readonly now: number;
      readonly lastStep: number;
      /** Whether something else is to be read in the notice already. */
      readonly hasFailure: boolean;
    }
  /** The browser leaves the page or loads it again. */
  | { readonly type: 'leaving'; readonly now: number };

export type SyncEffect<Instead> =
  /** Show what stands in `instead`, or else in the address; answer with `address read` and `read`. */
  | { readonly type: 'read'; readonly turn: number; readonly instead: Instead | null }
  /** Send `due` after so long; an earlier wait is over. */
  | { readonly type: 'wait'; readonly ms: number }
  /** Make an address of what is shown; answer with `composed`. */
  | { readonly type: 'compose' }
  | { readonly type: 'replace'; readonly hash: string }
  /** Fetch the writer of texts and send `due` again. */
  | { readonly type: 'fetch writer' }
  /** Say that the address leads to this step only. */
  | { readonly type: 'tell reach'; readonly step: number };

type Next<Instead> = readonly [SyncState, ...(readonly SyncEffect<Instead>[])];

/** What an event makes of a state, and what is to be done about it. */
export function sync<Instead>(state: SyncState, event: SyncEvent<Instead>): Next<Instead> {
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

/** At once, and while steps follow one another fast, now and then. */
function waiting({ writtenAt }: SyncState, { now, lastStep }: { now: number; lastStep: number }) {
  const pause = lastStep > STEPS_WRITTEN_AT_ONCE ? PAUSE_MS : 0;
  return { type: 'wait', ms: Math.max(0, writtenAt + WRITES_APART_MS - now, pause) } as const;
}

function due<Instead>(state: SyncState, { now, hash, shown }: EventOf<'due'>): Next<Instead> {
  // A browser tells of a new address a little after it has it.
  if (hash !== state.known) return reading(state, hash, null);
  if (shown === state.standIn) return [state];
  const leaving = state.leftAt + LEAVING_MS - now;
  return [state, leaving > 0 ? { type: 'wait', ms: leaving } : { type: 'compose' }];
}

function composed<Instead>(state: SyncState, event: EventOf<'composed'>): Next<Instead> {
  const { address, now, lastStep, hasFailure } = event;
  if (address === 'unwritten') return [state, { type: 'fetch writer' }];
  if (address === 'too long') {
    // Once, and not in place of something else that is to be read.
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
