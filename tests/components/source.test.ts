import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { fetchPacker } from '../../src/lib/ui/app/packer';
import { Source } from '../../src/lib/ui/app/source.svelte';
import { LED, sessionOn } from './samples';
import { opened } from '../systems';

const NOWHERE = { example: null, toml: null, step: 0 };

function sourceOf(answer: () => Promise<Response>) {
  const fetched = vi.fn<typeof fetch>(answer);
  vi.stubGlobal('fetch', fetched);
  const session = sessionOn(LED);
  return { session, fetched, source: new Source(session, 'single', 'here.toml') };
}

const file = (name: string) => Promise.resolve(new Response(readFileSync(`static/examples/${name}`, 'utf8')));

afterEach(() => void vi.unstubAllGlobals());

describe('an example in an address', () => {
  test.each(['election.toml', 'bugs/vote-twice.toml', 'bugs/multipaxos/apply-over-gap.toml'])(
    '%s is shown at its step',
    async (example) => {
      const { session, source } = sourceOf(() => file('election.toml'));
      expect(await source.comeBack({ ...NOWHERE, example, step: 2 })).toBe(true);
      expect([source.example, session.step, session.refusal]).toEqual([example, 2, null]);
    },
  );

  test.each([
    [
      { step: 10_000 },
      /^The address asks for step 10000, but its run has the steps 0 to (\d+): step \1 is shown\.$/,
    ],
    [{ step: 0, noStep: 'x'.repeat(99) }, /^The address asks for step x{60}, but .*: step 0 is shown\.$/],
  ])('of which %j is asked says that it has no such step', async (asked, said) => {
    const { session, source } = sourceOf(() => file('election.toml'));
    expect(await source.comeBack({ ...NOWHERE, ...asked, example: 'election.toml' })).toBe(true);
    expect(session.step).toBe(asked.step && session.lastStep);
    expect(session.refusal).toMatch(said);
  });

  test.each([
    '../../x',
    '/etc/passwd',
    'a/../b.toml',
    'https://example.org/a.toml',
    'a.toml?b',
    '',
    'x'.repeat(500),
  ])('%s is not even asked for, and that is said', async (example) => {
    const { session, fetched, source } = sourceOf(() => file('election.toml'));
    expect(await source.comeBack({ ...NOWHERE, example })).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
    expect(session.refusal).toBe(
      `There is no example named ${example.slice(0, 60)}. What runs stays as it is.`,
    );
    expect(source.example).toBe('here.toml');
  });

  test.each<[string, () => Promise<Response>, RegExp]>([
    [
      'is not there',
      () => Promise.resolve(new Response('', { status: 404 })),
      /^There is no example named a\.toml\./,
    ],
    [
      'is no scenario',
      () => Promise.resolve(new Response('<!doctype html>')),
      /^The example a\.toml cannot be read: /,
    ],
    [
      'is not given out',
      () => Promise.resolve(new Response('', { status: 500 })),
      /^The example a\.toml could not be fetched: /,
    ],
    [
      'cannot be fetched',
      () => Promise.reject(new TypeError('offline')),
      /^The example a\.toml could not be fetched: /,
    ],
  ])('that %s is said, and what runs stays', async (_what, answer, said) => {
    const { session, source } = sourceOf(answer);
    const { timeline } = session;
    expect(await source.comeBack({ ...NOWHERE, example: 'a.toml', step: 3 })).toBe(false);
    expect(session.refusal).toMatch(said);
    expect([session.timeline, source.example]).toEqual([timeline, 'here.toml']);
  });

  test('that arrives after something else was asked for is neither shown nor reported', async () => {
    let arrive = (_answer: Response) => {};
    const { session, source } = sourceOf(() => new Promise((resolve) => (arrive = resolve)));
    const first = source.openExample('a.toml');
    await source.comeBack({ ...NOWHERE, toml: 'title = "Later"' });
    arrive(new Response('title = "Earlier"'));
    expect(await first).toBe(false);
    expect([session.scenario.setup.title, session.refusal]).toEqual(['Later', null]);
  });
});

describe('a text in an address', () => {
  const text = () => sourceOf(() => Promise.reject(new Error('nothing is fetched')));

  test('with errors is handed to the editor, and what runs stays', async () => {
    const { session, source } = text();
    const { timeline } = session;
    expect(await source.comeBack({ ...NOWHERE, toml: 'num_nods = 5' })).toBe(false);
    expect(source.rejected).toBe('num_nods = 5');
    expect(session.errors).toHaveLength(1);
    expect(session.failure).toMatch(/address has errors/);
    expect([session.timeline, source.example]).toEqual([timeline, 'here.toml']);
  });

  test('that cannot be read is reported', async () => {
    const { session, source } = text();
    expect(await source.comeBack({ ...NOWHERE, damaged: 'The link was cut short.' })).toBe(false);
    expect(session.failure).toMatch(/^The link was cut short. What is shown is something else/);
    expect(source.rejected).toBeNull();
  });
});

test('the last act that a run may have is in the address, and one more is refused', async () => {
  const { session, source } = sourceOf(() => file('config.toml'));
  await fetchPacker();
  session.do({ action: 'heal' });
  expect(source.address()).toEqual({ hash: expect.stringMatching(/^#v1\.1\.\d+\.[\w-]+$/) as string });
  session.load(opened(`num_nodes = 3\nstep = [\n${'{action="heal"},\n'.repeat(10_000)}]`));
  session.last();
  expect(source.address()).toMatchObject({ hash: expect.stringMatching(/^#v1\.10000\./) as string });
  session.do({ action: 'heal' });
  expect(session.refusal).toContain('act 10,000');
  expect(source.address()).toMatchObject({ hash: expect.stringMatching(/^#v1\.10000\./) as string });
  expect(source.address('ab1')).toEqual({ hash: '#kept=ab1&step=10000' });
});

describe('an example is recognised by its scenario', () => {
  test('Undo brings its name back with it, and its address', async () => {
    const { session, source } = sourceOf(() => file('election.toml'));
    session.do({ action: 'crash', node: 'n2' });
    await source.openExample('election.toml');
    expect(source.example).toBe('election.toml');
    session.undo();
    expect(source.example).toBe('here.toml');
    session.restart();
    expect(source.address()).toEqual({ hash: '#example=here.toml&step=0' });
  });

  test('with bugs on it is no longer the example: a reload keeps the bugs', async () => {
    const { session, source } = sourceOf(() => file('config.toml'));
    await fetchPacker();
    session.do({ action: 'crash', node: 'n2' });
    session.withBugs(['vote-twice']);
    expect(source.example).toBeNull();
    expect(source.address()).toEqual({ hash: expect.stringMatching(/^#v1\./) as string });
    session.undo();
    expect(source.example).toBe('here.toml');
  });
});
