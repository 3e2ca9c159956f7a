import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Drafts } from '../../../src/lib/run/drafts';
import type { TextStore } from '../../../src/lib/run/port';

function drafts(kind = 'single', texts = new Map<string, string>()) {
  const store: TextStore = {
    keys: (prefix) => [...texts.keys()].filter((key) => key.startsWith(prefix)),
    read: (key) => texts.get(key) ?? null,
    write: (key, text) => (text === null ? texts.delete(key) : texts.set(key, text), null),
  };
  return { texts, drafts: new Drafts(store, kind) };
}

test('a draft comes back as it was, with the page on which it stood open', () => {
  const page = fc.option(fc.webPath().filter((path) => path !== ''));
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), page, (text, openOn) => {
      const { drafts: held } = drafts();
      held.hold({ text, openOn });
      expect(held.read()).toEqual({ text, openOn });
    }),
  );
});

test('each kind of page has its own, and forgets its own', () => {
  const texts = new Map<string, string>();
  const [single, pair] = [drafts('single', texts).drafts, drafts('pair', texts).drafts];
  single.hold({ text: 'one', openOn: null });
  pair.hold({ text: 'two', openOn: null });
  single.forget();
  expect([single.read(), pair.read()]).toEqual([null, { text: 'two', openOn: null }]);
});
