import { render } from '@testing-library/svelte';
import Lab from '../../src/lib/ui/app/Lab.svelte';
import { Preferences } from '../../src/lib/ui/kit/preferences.svelte';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { Visit } from '../../src/lib/ui/app/visit.svelte';

/** The lab on a session, which shows an example that is none of the menu's. */
export function showLab(session: Session): Visit {
  const visit = new Visit(session, 'single', 'sample.toml');
  const kept = { onkeep: async () => '', onreopen: async () => '' };
  render(Lab, { session, visit, preferences: new Preferences(), ...kept });
  return visit;
}
