import { afterEach, expect, test } from 'vitest';
import { BrowserRuns } from '../../src/lib/ui/app/browser-runs.svelte';
import { TabSnapshot, type Left } from '../../src/lib/ui/app/tab-snapshot.svelte';
import { Source } from '../../src/lib/ui/app/source.svelte';
import { LED, sessionOn } from './samples';

afterEach(() => history.replaceState(null, '', location.pathname));

const stand = (hash: string) => history.replaceState(null, '', hash);

test('what a tab keeps is of the address it was left with, and of the one before that, of which a reload may come', () => {
  const session = sessionOn(LED);
  session.do({ action: 'crash', node: 'n2' });
  const source = new Source(session, 'single', null);
  const snapshots = new TabSnapshot(session, source, new BrowserRuns(session, source));
  stand('#older');
  snapshots.addressed('#oldest');
  snapshots.addressed(location.hash);
  stand('#newest');
  const left = snapshots.capture() as Left;
  const isOf = (hash: string) => {
    stand(hash);
    return snapshots.isLatest(left);
  };
  expect(['#newest', '#older', '#oldest', '#another'].map(isOf)).toEqual([true, true, false, false]);
});
