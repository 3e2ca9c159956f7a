import type { Place, Refusal } from '../../run/port';

/** A storage of the browser as a place for texts. In a frame that forbids storage even looking at it throws. */
function storagePlace(storage: () => Storage): Place {
  return {
    keys: (prefix) => tried(() => Object.keys(storage()).filter((key) => key.startsWith(prefix)), []),
    read: (key) => tried(() => storage().getItem(key), null),
    write: (key, text) => {
      try {
        if (text === null) storage().removeItem(key);
        else storage().setItem(key, text);
        return null;
      } catch (error) {
        return refusalIn(error);
      }
    },
  };
}

function tried<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

const refusalIn = (error: unknown): Refusal =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'forbidden';

/** What this tab holds until it is closed. */
export const tab = storagePlace(() => sessionStorage);

/** What this browser holds, for all its tabs, until somebody deletes it. */
export const browser = storagePlace(() => localStorage);
