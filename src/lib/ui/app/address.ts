/** The part of the address behind `#` holds what a reload comes back to: the scenario, as an example's name or whole, and the step. */
export interface Place {
  readonly example: string | null;
  readonly toml: string | null;
  readonly step: number;
  /** The whole tree was kept in this browser, and is what a reload comes back to. */
  readonly kept?: boolean;
  /** A text stands in the address that cannot be made out. */
  readonly damaged?: boolean;
  /** What stands in the address for the step and is none. */
  readonly noStep?: string;
}

export function toHash({ example, toml, step, kept }: Place): string {
  if (kept) return `#kept&step=${step}`;
  const source =
    toml !== null
      ? `toml=${encode(toml)}&`
      : example !== null
        ? `example=${encodeURIComponent(example)}&`
        : '';
  return `#${source}step=${step}`;
}

/** Reads what `toHash` wrote; of what it cannot read it takes nothing, and of a text it says so. */
export function fromHash(hash: string): Place {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const asked = fields.get('step');
  const step = Number(asked ?? 0);
  const isStep = Number.isSafeInteger(step) && step >= 0;
  const encoded = fields.get('toml');
  const toml = encoded === null ? null : decode(encoded);
  return {
    example: fields.get('example'),
    toml,
    step: isStep ? step : 0,
    ...(fields.has('kept') ? { kept: true } : {}),
    ...(encoded !== null && toml === null ? { damaged: true } : {}),
    ...(asked !== null && !isStep ? { noStep: asked } : {}),
  };
}

function encode(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decode(text: string): string | null {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
  } catch {
    return null;
  }
}
