import { describe, expect, test } from 'vitest';
import { KEY_SHEET } from '../../src/lib/ui/kit/key-sheet';
import { commandOf, type KeyCommand } from '../../src/lib/ui/kit/keys';

const NAMED: [string, KeyCommand][] = [
  ['PageDown', 'next'],
  ['ArrowRight', 'next'],
  [' ', 'next'],
  ['PageUp', 'back'],
  ['ArrowLeft', 'back'],
  ['Home', 'first'],
  ['End', 'last'],
];
const LETTERS: [string, KeyCommand][] = [
  ['n', 'next'],
  ['N', 'next'],
  ['p', 'back'],
  ['g', 'goto'],
  ['f', 'fullscreen'],
  ['b', 'blank'],
  ['.', 'blank'],
  ['r', 'restart'],
  ['c', 'steps'],
  ['l', 'lecture'],
  ['o', 'map'],
  ['v', 'view'],
  ['?', 'help'],
];

function press(key: string, target: EventTarget | null = document.body, also: object = {}, letters = true) {
  const event = {
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    defaultPrevented: false,
    repeat: false,
    target,
  };
  return commandOf({ ...event, ...also }, letters);
}

/** The element marked `x` in some HTML on the page. */
function element(html: string): Element {
  document.body.innerHTML = html;
  return document.querySelector('[x]') as Element;
}

describe('keys', () => {
  test.each([...NAMED, ...LETTERS])('%j asks for %s', (key, command) => {
    expect(press(key)).toBe(command);
  });

  test.each(['a', 'Enter', 'Tab', 'F5', 'Escape', 'ArrowUp', 'ArrowDown', 'toString', '__proto__'])(
    '%s is left alone',
    (key) => {
      expect(press(key)).toBeNull();
    },
  );

  test.each(['ctrlKey', 'metaKey', 'altKey'])("with %s every key is the browser's own", (modifier) => {
    for (const [key] of [...NAMED, ...LETTERS]) {
      expect(press(key, document.body, { [modifier]: true })).toBeNull();
    }
  });

  test('a key that something else has handled is ignored', () => {
    expect(press('n', document.body, { defaultPrevented: true })).toBeNull();
  });

  test('single letters can be switched off; the other keys stay', () => {
    for (const [key] of LETTERS) expect(press(key, document.body, {}, false)).toBeNull();
    for (const [key, command] of NAMED) expect(press(key, document.body, {}, false)).toBe(command);
  });

  test.each([
    '<input x>',
    '<input type="number" x>',
    '<textarea x></textarea>',
    '<p contenteditable><b x>text</b></p>',
    '<dialog open><button x>Close</button></dialog>',
  ])('all keys belong to %s', (html) => {
    const target = element(html);
    for (const [key] of [...NAMED, ...LETTERS]) expect(press(key, target)).toBeNull();
  });

  test.each(['<input type="range" x>', '<input type="checkbox" x>', '<select x></select>'])(
    'a clicker steps from %s, which keeps all other keys',
    (html) => {
      const target = element(html);
      expect(press('PageDown', target)).toBe('next');
      expect(press('PageUp', target)).toBe('back');
      const others = [...NAMED, ...LETTERS].filter(([key]) => !key.startsWith('Page'));
      for (const [key] of others) expect(press(key, target)).toBeNull();
    },
  );

  test('only stepping repeats while a key is held down', () => {
    for (const [key, command] of [...NAMED, ...LETTERS]) {
      const goesOn = command === 'next' || command === 'back';
      expect(press(key, document.body, { repeat: true })).toBe(goesOn ? command : null);
    }
  });

  test.each([
    '<button><svg x></svg></button>',
    '<button x></button>',
    '<a href="./" x></a>',
    '<summary x></summary>',
  ])('Space belongs to %s, every other key to the lab', (html) => {
    const target = element(html);
    expect(press(' ', target)).toBeNull();
    expect(press('ArrowRight', target)).toBe('next');
    expect(press('PageDown', target)).toBe('next');
    expect(press('n', target)).toBe('next');
  });

  test('scrolling areas take no keys', () => {
    const target = element('<ol tabindex="0" x></ol>');
    for (const [key, command] of NAMED) expect(press(key, target)).toBe(command);
  });

  test('the key sheet lists every key', () => {
    const listed = KEY_SHEET.map(({ keys }) => keys).join(' ');
    const signs: Record<string, string> = { ArrowRight: '→', ArrowLeft: '←', ' ': 'Space' };
    for (const [key] of [...NAMED, ...LETTERS]) {
      expect(listed).toContain(signs[key] ?? (key.length === 1 ? key.toUpperCase() : key));
    }
  });
});
