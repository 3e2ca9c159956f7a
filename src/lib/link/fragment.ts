/** The present and past forms of the part of an address after `#`, and the damage that mail and chat do to them. */

type Fragment = {
  /** The text in place of a step, if it is not a step. */ readonly noStep?: string;
} &
  /** The present form: `v1.<step>.<length of the packed text>.<packed text>`. */
  (
    | { readonly kind: 'packed'; readonly step: number; readonly packed: string }
    /** `#toml=…&step=…`, the form of the first version: the file in base64url. */
    | { readonly kind: 'toml'; readonly encoded: string; readonly step: number }
    /** `#example=…&step=…`: an example, by its file. */
    | { readonly kind: 'example'; readonly name: string; readonly step: number }
    /** `#kept=id&step=…`: a run stored in this browser. null: the form of the first version had no id. */
    | { readonly kind: 'kept'; readonly id: string | null; readonly step: number }
    /** No scenario: the page's own, at a step. */
    | { readonly kind: 'none'; readonly step: number }
    /** Not a link: the id of an element, or the remains of a link. */
    | { readonly kind: 'unknown' }
    | { readonly kind: 'wrong'; readonly error: string }
  );

const CUT_SHORT =
  'The link was cut short on its way: its end is missing. Copy it again, whole, from where it was made.';
export const CHANGED =
  'The run in the link cannot be read: the link was cut short or changed on its way. Copy it again from where it was made.';
const NEWER = 'The link was made by a newer version of Lockstep. Reload this page to get the newest.';

/** Characters that mail and chat add around a link. */
const AROUND = /^[<("'[\s]+|(?<![>)"'\].,;:!?…\s])[>)"'\].,;:!?…\s]+$/g;
/** Line breaks and invisible characters: mail folds long lines, chat inserts break opportunities. */
const UNSEEN = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/g;

export function packedFragment(step: number, packed: string): string {
  return `v1.${step}.${packed.length}.${packed}`;
}

/** Parses a fragment, or a whole address, with or without its `#`. Never throws. */
export function readFragment(given: string): Fragment {
  const text = restored(given);
  if (text === '') return { kind: 'none', step: 0 };
  if (/^v\d+\./.test(text)) return readPacked(text);
  return readFields(text);
}

/** The original fragment, as far as the damage can be undone. */
function restored(given: string): string {
  let text = given.replace(UNSEEN, '');
  for (let i = 0; i < 2 && /^#?(?:%23)?[\w-]*%(?:3[ADad]|2[356Ff])/.test(text); i++) text = decoded(text);
  text = text.replace(/^[^#]*#/, '').replace(AROUND, '');
  return text.replaceAll(/&(?:amp;)+/g, '&');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function readPacked(text: string): Fragment {
  const [, version, step, length, packed = ''] = /^v(\d+)\.(\d+)\.(\d+)\.([\w-]*)/.exec(text) ?? [];
  if (version !== undefined && version !== '1') return { kind: 'wrong', error: NEWER };
  if (version === undefined || length === undefined) return { kind: 'wrong', error: CUT_SHORT };
  const whole = Number(length);
  if (packed.length < whole)
    return {
      kind: 'wrong',
      error: packed.length === text.length - text.lastIndexOf('.') - 1 ? CUT_SHORT : CHANGED,
    };
  return { kind: 'packed', step: stepIn(step) ?? 0, packed: packed.slice(0, whole) };
}

function readFields(text: string): Fragment {
  const fields = new URLSearchParams(text);
  const asked = fields.get('step');
  const step = stepIn(asked ?? '0');
  const noStep = step === null && asked !== null ? { noStep: asked } : {};
  const encoded = fields.get('toml');
  if (encoded !== null) {
    // Every link with a text ends with its step.
    if (asked === null) return { kind: 'wrong', error: CUT_SHORT };
    return { kind: 'toml', encoded, step: step ?? 0, ...noStep };
  }
  const name = fields.get('example');
  if (name !== null) return { kind: 'example', name, step: step ?? 0, ...noStep };
  if (fields.has('kept')) return { kind: 'kept', id: fields.get('kept') || null, step: step ?? 0, ...noStep };
  if (asked !== null) return { kind: 'none', step: step ?? 0, ...noStep };
  return { kind: 'unknown' };
}

/** The step of a link, from 0; null: the text is not a step. */
function stepIn(text = ''): number | null {
  const step = /^\d+$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(step) ? step : null;
}
