import type { Description, Details } from '../../protocol/description';

/** The details of a system until they are loaded. */
const NONE: Details = { bugs: [] };

/**
 * The details of a system, loaded on demand. Call it while a component is set up.
 *
 * @param system gives the system; if it changes, its details are loaded
 */
export function detailsOf(system: () => Description): { readonly current: Details; readonly come: boolean } {
  let fetched = $state.raw<{ readonly of: Description; readonly details: Details } | null>(null);
  $effect(() => {
    const of = system();
    let stays = true;
    void of.details().then(
      (details) => {
        if (stays) fetched = { of, details };
      },
      () => {},
    );
    return () => (stays = false);
  });
  // Another system may be shown before its details have come: those of the one before say nothing of its nodes.
  const current = $derived(fetched?.of === system() ? fetched.details : NONE);
  return {
    get current() {
      return current;
    },
    /** Whether they are loaded. */
    get come() {
      return current !== NONE;
    },
  };
}
