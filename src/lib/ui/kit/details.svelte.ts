import type { Description, Details } from '../../protocol/description';

/** The details of a system until they are loaded. */
const NONE: Details = { bugs: [] };

/**
 * The details of a system, loaded on demand. Call it while a component is set up.
 *
 * @param system gives the system; if it changes, its details are loaded
 */
export function detailsOf(system: () => Description): { readonly current: Details; readonly come: boolean } {
  let current = $state.raw(NONE);
  $effect(() => {
    let stays = true;
    void system()
      .details()
      .then(
        (come) => {
          if (stays) current = come;
        },
        () => {},
      );
    return () => (stays = false);
  });
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
