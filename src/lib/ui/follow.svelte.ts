import { onMount } from 'svelte';
import { beforeNavigate, replaceState } from '$app/navigation';
import { fromHash } from './address';
import { fetchWriter } from './toml';
import type { Visit } from './visit.svelte';

/** Browsers refuse the address more than some hundred changes a half minute. */
const ADDRESS_EVERY_MS = 300;
/** Writing a run out takes the longer, the longer it is: from so many steps on, it waits until the person pauses. */
const STEPS_WRITTEN_AT_ONCE = 300;
const PAUSE_MS = 800;

/** A run that this browser keeps, where the page has such. */
export interface Store {
  /** Shows what is kept; gives what went wrong, or null. */
  readonly show: () => Promise<string | null>;
  /** Whether a reload from the browser's store would give what is shown. */
  readonly isShown: () => boolean;
}

const NO_STORE: Store = { show: () => Promise.resolve(null), isShown: () => false };

/** Comes back to what the address holds, and from then on keeps in it where the person stands. To be called as a page is set up. */
export function followAddress(visit: Visit, store: Store = NO_STORE): void {
  const { session } = visit;
  let ready = $state(false);
  let writtenAt = -Infinity;
  /** Where this page stands: going back, the address is another page's before this one is gone. */
  let path: string | null = null;

  async function comeBack() {
    const place = fromHash(location.hash);
    const unread = place.kept ? await store.show() : null;
    if (unread) session.failure = `${unread} The scenario begins afresh.`;
    await visit.comeBack(place);
    ready = true;
  }

  function write() {
    if (location.pathname !== path) return;
    const hash = visit.hash(store.isShown());
    if (hash === null) return void fetchWriter().then(write, () => {});
    // eslint-disable-next-line svelte/no-navigation-without-resolve -- only the hash changes
    replaceState(hash, {});
    writtenAt = performance.now();
  }

  /** A reload goes to the address as it stood when the key was pressed. */
  function beforeReload({ key, ctrlKey, metaKey }: KeyboardEvent) {
    if (ready && (key === 'F5' || ((ctrlKey || metaKey) && key.toLowerCase() === 'r'))) write();
  }

  onMount(() => {
    path = location.pathname;
    // After the parts of the page have had their turns.
    const turn = setTimeout(() => void session.prepare());
    void comeBack();
    addEventListener('keydown', beforeReload);
    addEventListener('hashchange', comeBack);
    return () => {
      clearTimeout(turn);
      removeEventListener('keydown', beforeReload);
      removeEventListener('hashchange', comeBack);
      session.dispose();
    };
  });

  // Whoever comes back finds the page as it was left.
  beforeNavigate(() => {
    if (ready) write();
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
}
