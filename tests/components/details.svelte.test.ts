import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import { raft } from '../../src/lib/scenario/systems/raft';
import { multipaxos } from '../../src/lib/scenario/systems/multipaxos';
import type { System } from '../../src/lib/run/system';
import { detailsOf } from '../../src/lib/ui/kit/details.svelte';

test('of a system that has just taken the place of another nothing is known yet, and not what was known of that one', async () => {
  let shown = $state.raw<System>(raft);
  let bugs: readonly unknown[] = [];
  let come = false;
  const stop = $effect.root(() => {
    const details = detailsOf(() => shown);
    $effect.pre(() => void ([bugs, come] = [details.current.bugs, details.come]));
  });
  flushSync();
  await vi.waitFor(() => expect(come).toBe(true));
  expect(bugs).toBe((await raft.details()).bugs);
  shown = multipaxos;
  flushSync();
  expect([bugs, come]).toEqual([[], false]);
  await vi.waitFor(() => expect(come).toBe(true));
  expect(bugs).toBe((await multipaxos.details()).bugs);
  stop();
});
