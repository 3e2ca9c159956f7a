import { onMount } from 'svelte';
import { beforeNavigate, replaceState } from '$app/navigation';
import { fromHash } from '../../link/address';
import { IDLE, sync, type SyncEffect, type SyncEvent } from '../../run/address-sync';
import { hashHere, pageHere, withHash } from '../kit/place';
import { fetchPacker } from './packer';
import { SOMETHING_ELSE, type Source } from './source.svelte';

/** Shows a run from elsewhere than the address; resolves to what went wrong, or null. */
type Show = () => Promise<string | null>;

/** The browser's store of runs, as far as the address needs it. */
export interface Store {
  /** Shows the stored run with an id; null: the one that addresses without an id mean. */
  readonly show: (id: string | null) => Promise<string | null>;
  /** The id of the stored run that equals what is shown; null: there is none. */
  readonly shownId: () => string | null;
  /** The remark on a run for which the address has room only up to a step. */
  readonly tooLong: (step: number) => string;
  /** Called with the old address whenever it is replaced. */
  readonly addressed?: (before: string) => void;
}

const NO_STORE: Store = {
  show: () => Promise.resolve('Of this page, the browser keeps nothing.'),
  shownId: () => null,
  tooLong: (step) =>
    `The address has room for this run up to step ${step} only: a link to it and a reload end there.`,
};

/**
 * Restores the run in the address, and from then on keeps the address up to date. Call it while a page is set up.
 *
 * @returns restores something else in place of the address; if that fails, the address after all
 */
export function syncAddress(source: Source, store: Store = NO_STORE): (show: Show) => void {
  const { session } = source;
  let state = IDLE;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The path of this page: when going back, the address already belongs to another page before this one is gone. */
  let page: string | null = null;

  function send(event: SyncEvent<Show>) {
    const [next, ...effects] = sync(state, event);
    state = next;
    effects.forEach(carryOut);
  }

  function carryOut(effect: SyncEffect<Show>) {
    if (effect.type === 'read') void read(effect);
    else if (effect.type === 'wait') {
      clearTimeout(timer);
      timer = setTimeout(write, effect.ms);
    } else if (effect.type === 'compose') compose();
    else if (effect.type === 'fetch packer') void fetchPacker().then(write, () => {});
    else if (effect.type === 'tell reach') session.failure = store.tooLong(effect.step);
    else {
      store.addressed?.(hashHere());
      // eslint-disable-next-line svelte/no-navigation-without-resolve -- only the hash changes
      replaceState(withHash(effect.hash), {});
    }
  }

  function write() {
    const isHere = pageHere() === page;
    send({ type: 'due', now: performance.now(), hash: hashHere(), isHere, shown: session.shown });
  }

  function compose() {
    const address = source.address(store.shownId());
    const { failure, lastStep } = session;
    send({ type: 'composed', address, now: performance.now(), lastStep, hasFailure: failure !== null });
  }

  async function read({ turn, instead }: { turn: number; instead: Show | null }) {
    const isLast = () => turn === state.turn;
    const before = session.shown;
    const problem = instead && (await instead());
    if (!isLast()) return;
    const found = (instead !== null && problem === null) || (await readAddress(turn, isLast));
    if (!isLast()) return;
    if (problem !== null) session.failure ??= problem;
    const acted = !session.untouched && session.shown !== before;
    const { shown, lastStep } = session;
    send({ type: 'read', turn, found, acted, shown, lastStep, now: performance.now() });
  }

  async function readAddress(turn: number, isLast: () => boolean): Promise<boolean> {
    send({ type: 'address read', turn, hash: hashHere() });
    const place = fromHash(hashHere());
    if (!place.kept) return source.comeBack(place);
    const unread = await store.show(place.kept.id);
    if (!isLast()) return false;
    if (unread === null) source.goTo(place);
    else session.failure = `${unread} ${SOMETHING_ELSE}`;
    return unread === null;
  }

  /** A reload goes to the address at the time when the key was pressed. */
  function beforeReload({ key, ctrlKey, metaKey }: KeyboardEvent) {
    if (key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r')) write();
  }

  onMount(() => {
    page = pageHere();
    const follow = () => send({ type: 'hash changed', hash: hashHere() });
    // Loaded early, so that someone who leaves right after the first step has that step in the address.
    void fetchPacker().catch(() => {});
    send({ type: 'mounted', hash: hashHere() });
    addEventListener('keydown', beforeReload);
    addEventListener('hashchange', follow);
    return () => {
      send({ type: 'unmounted' });
      clearTimeout(timer);
      removeEventListener('keydown', beforeReload);
      removeEventListener('hashchange', follow);
      session.dispose();
    };
  });

  // Who comes back finds the page as it was left. A reload already has its address: if another one were written now, the
  // browser would treat it as a visit to a new place, and ignore what the tab has stored.
  beforeNavigate(({ type }) => {
    if (type === 'leave') send({ type: 'leaving', now: performance.now() });
    else write();
  });

  $effect(() => {
    void [session.shown, source.example, store.shownId()];
    send({ type: 'shown', now: performance.now(), lastStep: session.lastStep });
  });

  return (instead) => send({ type: 'restored', hash: hashHere(), instead });
}
