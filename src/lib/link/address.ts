import { textOfBase64Url, toBase64Url } from './bytes';
import { CHANGED, readFragment } from './fragment';

/** The part of the address behind `#` holds what a reload comes back to: the scenario, as an example's name or whole, and the step. */
export interface AddressedRun {
  readonly example: string | null;
  readonly toml: string | null;
  readonly step: number;
  /** The whole tree is held by this browser under an id; null: addresses of the first version have none. */
  readonly kept?: { readonly id: string | null };
  /** A share link: the run, packed. */
  readonly packed?: string;
  /** A run stands in the address that cannot be made out: the sentence that says why. */
  readonly damaged?: string;
  /** What stands in the address for the step and is none. */
  readonly noStep?: string;
}

export function toHash({ example, toml, step, kept }: AddressedRun): string {
  if (kept) return `#kept${kept.id === null ? '' : `=${kept.id}`}&step=${step}`;
  const source =
    toml !== null
      ? `toml=${encode(toml)}&`
      : example !== null
        ? `example=${encodeURIComponent(example)}&`
        : '';
  return `#${source}step=${step}`;
}

/** Reads what `toHash` wrote, and a share link; of what it cannot read it takes nothing, and of a text it says so. */
export function fromHash(hash: string): AddressedRun {
  const fragment = readFragment(hash);
  const { kind } = fragment;
  if (kind === 'unknown') return { example: null, toml: null, step: 0 };
  if (kind === 'wrong') return { example: null, toml: null, step: 0, damaged: fragment.error };
  const { step, noStep } = fragment;
  const toml = kind === 'toml' ? textOfBase64Url(fragment.encoded) : null;
  return {
    example: kind === 'example' ? fragment.name : null,
    toml,
    step,
    ...(kind === 'packed' ? { packed: fragment.packed } : {}),
    ...(kind === 'kept' ? { kept: { id: fragment.id } } : {}),
    ...(kind === 'toml' && toml === null ? { damaged: CHANGED } : {}),
    ...(noStep === undefined ? {} : { noStep }),
  };
}

const encode = (text: string) => toBase64Url(new TextEncoder().encode(text));
