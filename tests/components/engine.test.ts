import { beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SCENARIO } from '../../src/lib/scenario/defaults';
import { Stepper as Prepared } from '../../src/lib/ui/app/stepper.svelte';

// A page begins with a cluster at rest; what takes steps comes after it.

beforeEach(() => {
  vi.resetModules();
  vi.doUnmock('../../src/lib/ui/app/engine');
});

/** A stepper whose engine has not come yet. */
async function atRest() {
  const { Stepper } = await import('../../src/lib/ui/app/stepper.svelte');
  return new Stepper(DEFAULT_SCENARIO);
}

it('a cluster at rest is the start of the scenario', async () => {
  const session = await atRest();
  expect(session.world).toEqual(new Prepared(DEFAULT_SCENARIO).world);
  expect([session.step, session.lastStep, session.playing]).toEqual([0, 0, false]);
});

it('what is pressed before the engine has come is done as it comes, in order', async () => {
  const session = await atRest();
  session.next();
  session.do({ action: 'crash', node: 'n3' });
  expect(session.step).toBe(0);
  await session.prepare();
  expect(session.step).toBe(2);
  expect(session.world.nodes['n3']?.alive).toBe(false);
  expect(session.path.map(({ act }) => act?.action)).toEqual([undefined, 'deliver', 'crash']);
});

it.each([
  ['Home', 'first', [0, 3]],
  ['back', 'back', [2, 3]],
  ['End', 'last', [3, 3]],
  ['Restart', 'restart', [0, 0]],
] as const)('%s pressed after Next is done after it, too', async (_name, does, place) => {
  const session = await atRest();
  for (let i = 0; i < 3; i++) session.next();
  session[does]();
  await session.prepare();
  expect([session.step, session.lastStep]).toEqual(place);
});

it('the run is watched from its start, as if the engine had been there', async () => {
  const session = await atRest();
  await session.prepare();
  const other = new Prepared(DEFAULT_SCENARIO);
  for (const one of [session, other]) for (let i = 0; i < 30; i++) one.next();
  expect(session.moment.seen).toEqual(other.moment.seen);
});

it('where the engine cannot be fetched, who presses is told so, and the next press tries again', async () => {
  vi.doMock('../../src/lib/ui/app/engine', () => Promise.reject(new Error('offline')));
  const session = await atRest();
  session.next();
  await vi.waitFor(() => expect(session.refusal).toMatch(/could not be fetched/));
  vi.doUnmock('../../src/lib/ui/app/engine');
  session.next();
  await vi.waitFor(() => expect(session.step).toBe(1));
});
