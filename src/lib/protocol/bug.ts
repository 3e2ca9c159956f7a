import type { Setup } from './setup';

/** A deliberate bug that a system can run with: the names that `bugs` has in the system's own table, and what each is about. */
export interface Bug {
  readonly name: string;
  /** Of the example that shows it go wrong. */
  readonly title: string;
  /** What the node does instead. */
  readonly departs: string;
  /** The sentence of the source that it breaks, in our words, with its section. */
  readonly breaks: string;
  /** The promise that its example shows broken first, by the name that `expect violation` takes. */
  readonly violates: string;
}

/** The bugs that a set-up switches on in the system that it runs. */
export function bugsOf({ system, options }: Setup): readonly string[] {
  return (options[system] as { readonly bugs?: readonly string[] } | undefined)?.bugs ?? [];
}
