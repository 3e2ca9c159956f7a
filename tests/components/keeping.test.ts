import { afterEach, expect, test } from 'vitest';
import { Keeping, type Left } from '../../src/lib/ui/app/keeping.svelte';
import { Visit } from '../../src/lib/ui/app/visit.svelte';
import { LED, sessionOn } from './samples';

afterEach(() => history.replaceState(null, '', location.pathname));

const stand = (hash: string) => history.replaceState(null, '', hash);

test('what a tab keeps is of the address it was left with, and of the one before that, of which a reload may come', () => {
  const session = sessionOn(LED);
  session.do({ action: 'crash', node: 'n2' });
  const keeping = new Keeping(session, new Visit(session, 'single', null));
  stand('#older');
  keeping.addressed('#oldest');
  keeping.addressed(location.hash);
  stand('#newest');
  const left = keeping.leave() as Left;
  const isOf = (hash: string) => {
    stand(hash);
    return keeping.isLatest(left);
  };
  expect(['#newest', '#older', '#oldest', '#another'].map(isOf)).toEqual([true, true, false, false]);
});
