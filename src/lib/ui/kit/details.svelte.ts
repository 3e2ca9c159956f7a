import type { Description, Details } from '../../protocol/description';

/** What is known of a system until its details have come. */
const NONE: Details = { bugs: [] };

/**
 * What a system tells to those who ask further, once it has been fetched. To be called as a component is set up.
 *
 * @param system gives the system; its details come again where it becomes another.
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
    /** Whether they have. */
    get come() {
      return current !== NONE;
    },
  };
}
