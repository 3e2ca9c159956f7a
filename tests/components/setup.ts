import { cleanup, configure } from '@testing-library/svelte';
import '@testing-library/jest-dom/vitest';
import { afterAll, afterEach, vi } from 'vitest';

// Queries by role are slow in jsdom, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

// Test files share their modules, so the hooks that Testing Library registers when it is loaded only run for the first
// file.
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

// A part that is still being loaded when its file ends would fail in the next file, which shares its modules.
afterAll(() => vi.dynamicImportSettled());

// Browser features that jsdom lacks.

/** Hears what it is asked, and never answers. */
globalThis.Worker ??= class extends EventTarget {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  postMessage() {}
  terminate() {}
};

/** No media query matches: a wide screen, a mouse. */
globalThis.matchMedia ??= (media) =>
  Object.assign(new EventTarget(), {
    ...{ media, matches: false, onchange: null },
    addListener() {},
    removeListener() {},
  });

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

/** Everything is in view. */
globalThis.IntersectionObserver ??= class {
  readonly root = null;
  readonly rootMargin = '';
  readonly scrollMargin = '';
  readonly thresholds = [];
  #told: IntersectionObserverCallback;
  constructor(told: IntersectionObserverCallback) {
    this.#told = told;
  }
  observe(target: Element) {
    this.#told([{ target, isIntersecting: true } as unknown as IntersectionObserverEntry], this);
  }
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
};

HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
  this.querySelector<HTMLElement>('button, input, select, textarea')?.focus();
};

HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};

// Parts loaded on demand may come late on a busy machine; that is not a failure.
configure({ asyncUtilTimeout: 15_000 });
