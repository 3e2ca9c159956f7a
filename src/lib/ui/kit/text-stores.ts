import type { TextStore, Refusal } from '../../run/port';

/** A storage of the browser. In a frame that forbids storage, even reading the property throws. */
function textStore(storage: () => Storage): TextStore {
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

/** The storage of this tab, until it is closed. */
export const tab = textStore(() => sessionStorage);

/** The storage of this browser, for all tabs, until someone deletes it. */
export const browser = textStore(() => localStorage);
