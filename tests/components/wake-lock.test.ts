import { afterEach, describe, expect, test, vi } from 'vitest';
import { keepAwake } from '../../src/lib/ui/kit/wake-lock';

const release = vi.fn(() => Promise.resolve());
const request = vi.fn(() => Promise.resolve({ release }));

const provide = (wakeLock: unknown) =>
  Object.defineProperty(navigator, 'wakeLock', { value: wakeLock, configurable: true });

function turn(state: 'visible' | 'hidden') {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

/** Until all promises that are settled were heard. */
const heard = () => new Promise((done) => setTimeout(done));

let end = () => {};
afterEach(async () => {
  end();
  await heard();
  Reflect.deleteProperty(navigator, 'wakeLock');
  vi.restoreAllMocks();
  request.mockClear();
  release.mockClear();
});

describe('the screen stays on', () => {
  test('from the beginning of a lecture to its end', async () => {
    provide({ request });
    end = keepAwake();
    await heard();
    expect(request).toHaveBeenCalledExactlyOnceWith('screen');
    expect(release).not.toHaveBeenCalled();
    end();
    expect(release).toHaveBeenCalledOnce();
  });

  test('again when the page is back, and not while it is hidden', async () => {
    provide({ request });
    end = keepAwake();
    turn('hidden');
    await heard();
    expect(request).toHaveBeenCalledTimes(1);
    turn('visible');
    await heard();
    expect(request).toHaveBeenCalledTimes(2);
    end();
    turn('visible');
    expect(request).toHaveBeenCalledTimes(2);
  });

  test('not after an end that came before the browser had answered', async () => {
    provide({ request });
    keepAwake()();
    await heard();
    expect(release).toHaveBeenCalledOnce();
  });

  test('or does not, without an error, where the browser forbids it or has no such thing', async () => {
    provide({ request: () => Promise.reject(new Error('low battery')) });
    end = keepAwake();
    await heard();
    end();
    Reflect.deleteProperty(navigator, 'wakeLock');
    end = keepAwake();
    await heard();
  });
});
