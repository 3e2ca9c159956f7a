import { onMount } from 'svelte';
import { beforeNavigate, replaceState } from '$app/navigation';
import { fromHash } from './address';
import { fetchWriter } from '../run/toml';
import { SOMETHING_ELSE, type Visit } from './visit.svelte';

/** Browsers refuse the address more than some hundred changes a half minute. */
const ADDRESS_EVERY_MS = 300;
/** Writing a run out takes the longer, the longer it is: from so many steps on, it waits until the person pauses. */
const STEPS_WRITTEN_AT_ONCE = 300;
const PAUSE_MS = 800;
/** A page that is being left may stay after all. */
const LEAVING_MS = 5000;

/** Shows a run from elsewhere than the address; gives what went wrong, or null. */
export type Show = () => Promise<string | null>;

/** A run that this browser keeps, where the page has such. */
export interface Store {
  /** Shows what is kept. */
  readonly show: Show;
  /** Whether a reload from the browser's store would give what is shown. */
  readonly isShown: () => boolean;
  /** What is to be known of a run for which the address has room up to a step only. */
  readonly tooLong: (step: number) => string;
  /** Told what stood in the address as something else takes its place. */
  readonly addressed?: (before: string) => void;
}

const NO_STORE: Store = {
  show: () => Promise.resolve('Of this page, the browser keeps nothing.'),
  isShown: () => false,
  tooLong: (step) =>
    `The address has room for this run up to step ${step} only: a link to it and a reload end there.`,
};

/**
 * Comes back to what the address holds, and from then on keeps in it where the person stands. To be called as a page is set up.
 *
 * @returns comes back to something else in place of what the address holds; where that fails, to the address all the same.
 */
export function followAddress(visit: Visit, store: Store = NO_STORE): (show: Show) => void {
  const { session } = visit;
  let ready = $state(false);
  let writtenAt = -Infinity;
  let leftAt = -Infinity;
  /** Where this page stands: going back, the address is another page's before this one is gone. */
  let path: string | null = null;
  /** What stood behind # when it was last read or written here; anything else was put there since, and is yet to be read. */
  let known: string | null = null;
  let turn = 0;
  /** What is shown in place of an address that leads nowhere: until the person acts, that address stays. */
  let inItsPlace: object | null = null;
  /** The last step that the address leads to; and whether it was said that the run goes on beyond it. */
  let reach = 0;
  let toldReach = false;

  async function comeBack(show: Show | null = null) {
    const mine = ++turn;
    known = location.hash;
    const isLast = () => mine === turn;
    ready = false;
    const before = session.shown;
    const problem = show && (await show());
    if (!isLast()) return;
    const found = (show !== null && problem === null) || (await fromAddress(isLast));
    if (!isLast()) return;
    if (problem !== null) session.failure ??= problem;
    // What was asked for meanwhile has been done by now.
    const acted = !session.untouched && session.shown !== before;
    inItsPlace = found || acted ? null : session.shown;
    reach = session.lastStep;
    toldReach = false;
    ready = true;
  }

  async function fromAddress(isLast: () => boolean): Promise<boolean> {
    known = location.hash;
    const place = fromHash(known);
    if (!place.kept) return visit.comeBack(place);
    const unread = await store.show();
    if (!isLast()) return false;
    if (unread === null) visit.goTo(place);
    else session.failure = `${unread} ${SOMETHING_ELSE}`;
    return unread === null;
  }

  function write() {
    if (location.pathname !== path) return;
    // The browser tells of a new address a little after it has it.
    if (location.hash !== known) return void comeBack();
    if (session.shown === inItsPlace) return;
    const stays = leftAt + LEAVING_MS - performance.now();
    if (stays > 0) return void setTimeout(write, stays);
    const address = visit.address(store.isShown());
    if (address === 'unwritten') return void fetchWriter().then(write, () => {});
    if (address === 'too long') return tellReach();
    store.addressed?.(location.hash);
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- only the hash changes
    replaceState(address.hash, {});
    known = location.hash;
    reach = session.lastStep;
    toldReach = false;
    writtenAt = performance.now();
  }

  /** Once, and not in place of something else that is to be read. */
  function tellReach() {
    if (toldReach || session.failure !== null) return;
    session.failure = store.tooLong(reach);
    toldReach = true;
  }

  /** A reload goes to the address as it stood when the key was pressed. */
  function beforeReload({ key, ctrlKey, metaKey }: KeyboardEvent) {
    if (ready && (key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r'))) write();
  }

  onMount(() => {
    path = location.pathname;
    const goBack = () => void comeBack();
    // Fetched early, so that someone who leaves right after the first step has that step in the address.
    void fetchWriter().catch(() => {});
    if (turn === 0) goBack();
    addEventListener('keydown', beforeReload);
    addEventListener('hashchange', goBack);
    return () => {
      removeEventListener('keydown', beforeReload);
      removeEventListener('hashchange', goBack);
      session.dispose();
    };
  });

  // Whoever comes back finds the page as it was left. A reload has its address already: with another one written from now on, the browser
  // would take it for a visit to a new place, where what the tab keeps is not looked for.
  beforeNavigate(({ type }) => {
    if (type === 'leave') leftAt = performance.now();
    else if (ready) write();
  });

  // At once, and while steps follow one another fast, now and then.
  $effect(() => {
    void [session.shown, visit.example, store.isShown()];
    if (!ready) return;
    const soonest = writtenAt + ADDRESS_EVERY_MS - performance.now();
    const pause = session.lastStep > STEPS_WRITTEN_AT_ONCE ? PAUSE_MS : 0;
    const timer = setTimeout(write, Math.max(soonest, pause));
    return () => clearTimeout(timer);
  });

  return (show) => void comeBack(show);
}
