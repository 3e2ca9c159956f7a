/** A command that a key gives to the lab. */
export type KeyCommand =
  | 'next'
  | 'phase'
  | 'lecture'
  | 'back'
  | 'first'
  | 'last'
  | 'goto'
  | 'fullscreen'
  | 'blank'
  | 'restart'
  | 'steps'
  | 'map'
  | 'view'
  | 'help';

const KEYS: Readonly<Record<string, KeyCommand>> = {
  PageDown: 'next',
  ArrowRight: 'next',
  ' ': 'next',
  PageUp: 'back',
  ArrowLeft: 'back',
  Home: 'first',
  End: 'last',
};

const LETTERS: Readonly<Record<string, KeyCommand>> = {
  n: 'next',
  p: 'back',
  g: 'goto',
  f: 'fullscreen',
  b: 'blank',
  '.': 'blank',
  r: 'restart',
  c: 'steps',
  l: 'lecture',
  o: 'map',
  v: 'view',
  '?': 'help',
};

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly defaultPrevented: boolean;
  /** Whether the key is held down. */
  readonly repeat: boolean;
  readonly target: EventTarget | null;
}

/** Commands that repeat while the key is held down. All others happen once. */
const REPEATED: readonly KeyCommand[] = ['next', 'back'];

/**
 * The command of a key; null: the key belongs to the focused element. Text fields take typing, a slider or list takes
 * arrow keys, Space and Enter press a button, and inside a dialog only its own controls act. The keys of a clicker,
 * PageDown and PageUp, step from everywhere except text fields and dialogs.
 *
 * @param letters whether single-letter keys are on
 */
export function commandOf(pressed: Pressed, letters: boolean): KeyCommand | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.defaultPrevented) return null;
  if (belongsToFocus(pressed.key, pressed.target)) return null;
  const command = commandFor(pressed.key, pressed.shiftKey, letters);
  return command && pressed.repeat && !REPEATED.includes(command) ? null : command;
}

function commandFor(key: string, shift: boolean, letters: boolean): KeyCommand | null {
  if (key === 'ArrowRight' && shift) return 'phase';
  const letter = key.toLowerCase();
  if (Object.hasOwn(KEYS, key)) return KEYS[key] ?? null;
  return letters && Object.hasOwn(LETTERS, letter) ? (LETTERS[letter] ?? null) : null;
}

const CLICKER = ['PageDown', 'PageUp'];
/** Types of inputs that take no typing. */
const UNTYPED = ['range', 'checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'color', 'image'];

function belongsToFocus(key: string, target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('dialog[open]')) return true;
  if (CLICKER.includes(key)) return isTextField(target);
  if (target.closest('input, textarea, select, [contenteditable]')) return true;
  return key === ' ' && target.closest('button, a, summary, [role="button"]') !== null;
}

export function isTextField(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !UNTYPED.includes(target.type);
  return target.closest('textarea, [contenteditable]') !== null;
}
