import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Editor } from '../../src/lib/ui/app/editor.svelte';
import { Source } from '../../src/lib/ui/app/source.svelte';
import { LED, sessionOn } from './samples';

// A text that was typed and has not run.

const DRAFT = 'title = "My own"\nnum_nodes = 2';
const BAD = 'num_nods = 5';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  history.replaceState(null, '', '/');
});

/** The editor of a freshly loaded page. `kind`: what the page runs. */
function load(kind: 'single' | 'pair' = 'single') {
  const editor = new Editor(new Source(sessionOn(LED), kind, null));
  return { editor, session: editor.source.session, leave: editor.attend() };
}

function typing(text = DRAFT) {
  const page = load();
  page.editor.show('seed = 1');
  page.editor.type(text);
  return page;
}

describe('a reload with the editor open', () => {
  test.each([
    ['pagehide', () => dispatchEvent(new Event('pagehide'))],
    ['visibilitychange', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['a pause', () => vi.advanceTimersByTime(300)],
  ])('after %s opens it with what was typed', (_what, pass) => {
    vi.useFakeTimers();
    typing();
    pass();
    const { editor } = load();
    expect([editor.text, editor.isDraft]).toEqual([DRAFT, true]);
  });

  test('with nothing typed opens nothing', () => {
    const { editor } = load();
    editor.show('seed = 1');
    editor.type(null);
    dispatchEvent(new Event('pagehide'));
    expect(load().editor.text).toBeNull();
  });

  test('in the lab opens none in Compare, and none on other pages of the tab', () => {
    typing();
    dispatchEvent(new Event('pagehide'));
    expect(load('pair').editor.text).toBeNull();
    history.replaceState(null, '', '/lessons/01/');
    expect(load().editor.text).toBeNull();
  });
});

test('leaving a page keeps the draft, which opens on request', async () => {
  typing().leave();
  const { editor } = load();
  expect(editor.text).toBeNull();
  await editor.open();
  expect([editor.text, editor.isDraft]).toEqual([DRAFT, true]);
});

test('closing the editor keeps the draft and says so', () => {
  const { editor } = typing();
  editor.close(DRAFT);
  expect([editor.text, editor.remark]).toEqual([
    null,
    expect.stringContaining('Your draft is kept in this tab'),
  ]);
  dispatchEvent(new Event('pagehide'));
  expect(load().editor.text).toBeNull();
});

test('a draft that has run is deleted', async () => {
  const { editor, session } = typing();
  await editor.load(DRAFT, true);
  expect([session.scenario.setup.title, editor.text, editor.isDraft]).toEqual(['My own', DRAFT, false]);
  expect(sessionStorage).toHaveLength(0);
});

test('if the tab is full, that is said while the text can still be saved', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  const { editor } = typing();
  dispatchEvent(new Event('pagehide'));
  expect(editor.remark).toMatch(/your draft is not kept.*save it as a file/);
});

describe('a text with errors', () => {
  test('from a file does not replace a draft, and the person is told', async () => {
    const { editor, session } = typing();
    await editor.load(BAD, false);
    expect(editor.text).toBe('seed = 1');
    expect(session.refusal).toMatch(
      /^The file cannot be run: line 1: .*num_nodes.*The editor shows your draft/,
    );
    expect(session.errors).toEqual([]);
  });

  test('from the address does not replace one either', () => {
    const { editor } = typing();
    editor.reject(BAD);
    expect(editor.text).toBe('seed = 1');
  });

  test('is shown where no draft is', async () => {
    const { editor, session } = load();
    await editor.load(BAD, false);
    expect(editor.text).toBe(BAD);
    expect(session.errors).toHaveLength(1);
  });

  test('that is the draft itself is shown with its errors', async () => {
    const { editor, session } = typing(BAD);
    await editor.load(BAD, true);
    expect(editor.text).toBe(BAD);
    expect(session.errors).toHaveLength(1);
  });
});
