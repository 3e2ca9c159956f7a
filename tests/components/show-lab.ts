import { render } from '@testing-library/svelte';
import Lab from '../../src/lib/ui/app/Lab.svelte';
import { BrowserRuns } from '../../src/lib/ui/app/browser-runs.svelte';
import { Preferences } from '../../src/lib/ui/kit/preferences.svelte';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { Source } from '../../src/lib/ui/app/source.svelte';

/** The lab on a session, showing an example that is not in the menu. */
export function showLab(session: Session): Source {
  const source = new Source(session, 'single', 'sample.toml');
  render(Lab, { session, source, preferences: new Preferences(), runs: new BrowserRuns(session, source) });
  return source;
}
