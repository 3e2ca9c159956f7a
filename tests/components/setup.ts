import { cleanup, configure } from '@testing-library/svelte';
import '@testing-library/jest-dom/vitest';
import { afterEach, vi } from 'vitest';

// Finding by role is slow in jsdom, and the machine may be busy.
vi.setConfig({ testTimeout: 30_000 });

// Files share their modules, so what Testing Library registers when it is loaded holds for the first of them only.
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

// What jsdom lacks of a browser.

/** Hears what it is asked, and never answers. */
globalThis.Worker ??= class extends EventTarget {
  onmessage = null;
  onmessageerror = null;
  onerror = null;
  postMessage() {}
  terminate() {}
};

globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
};

/** All is in view. */
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

// What is fetched when it is first shown comes late on a busy machine; that is no failure.
configure({ asyncUtilTimeout: 15_000 });
