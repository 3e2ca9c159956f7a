import { textOfBase64Url } from './base64';
import { CHANGED, readFragment } from './fragment';

/**
 * The part of the address after `#`, to which a reload returns: the scenario, as the name of an example or whole, and the
 * step.
 */
export interface AddressedRun {
  readonly example: string | null;
  /** The form of the first version: the whole file. */
  readonly toml: string | null;
  readonly step: number;
  /** The browser has stored the whole tree under an id; null: an address of the first version, without an id. */
  readonly kept?: { readonly id: string | null };
  /** The packed run. */
  readonly packed?: string;
  /** The address holds a run that cannot be read: a sentence that says why. */
  readonly damaged?: string;
  /** The text in place of a step, if it is not a step. */
  readonly noStep?: string;
}

/** The address of a run that has a name: the name of an example, or the id under which the browser has stored it. */
export function toHash(
  run: { readonly step: number } & ({ readonly example: string } | { readonly kept: string }),
): string {
  const name = 'example' in run ? `example=${encodeURIComponent(run.example)}` : `kept=${run.kept}`;
  return `#${name}&step=${run.step}`;
}

/**
 * Reads every form of address. Nothing is taken from an unreadable one; if it holds a text, `damaged` says
 * so.
 */
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
