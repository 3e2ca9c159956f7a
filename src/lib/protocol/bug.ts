import type { Setup } from './setup';

/** A deliberate bug that a system can run with. `bugs` in the system's own TOML table lists bugs by name. */
export interface Bug {
  readonly name: string;
  /** The title of the example that shows the bug do harm. */
  readonly title: string;
  /** What the node does instead. */
  readonly departs: string;
  /** The sentence of the source that it breaks, in our words, with its section. */
  readonly breaks: string;
  /** The first promise that its example breaks, by the name that `expect violation` takes. */
  readonly violates: string;
}

/** The bugs that a set-up switches on in the system that it runs. */
export function bugsOf({ system, options }: Setup): readonly string[] {
  const own = options[system] ?? {};
  return 'bugs' in own && Array.isArray(own.bugs) ? own.bugs : [];
}
