import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { enabled, fromLink, parseScenario, play, start, step, toLink } from '../../../src/lib/index';
import { toBase64Url } from '../../../src/lib/link/base64';
import { MOST_UNPACKED, pack, unpack } from '../../../src/lib/link/deflate';
import { readContents } from '../../../src/lib/link/contents';
import { packedFragment, readFragment } from '../../../src/lib/link/fragment';
import type { Scenario } from '../../../src/lib/sim/scenario';
import { asRecorded, toSteps } from '../../../src/lib/sim/select';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { anyScenario } from '../../properties/scenario-arbitraries';
import { parsed } from '../scenario/parsed';

const figure8 = parsed(readFileSync('static/examples/figure-8.toml', 'utf8'));
const base64Url = (text: string) => toBase64Url(new TextEncoder().encode(text));

/** A run of random acts of a person, as the lab records it. */
function wandered(scenario: Scenario, acts: number): Scenario {
  const system = systemOf(scenario.setup);
  let world = start(scenario);
  let chance = 1;
  const done = Array.from({ length: acts }, () => {
    const all = enabled(world).filter(({ action }) => action !== 'crash' && action !== 'drop');
    chance = (chance * 48271) % 0x7fffffff;
    const act = all[chance % Math.min(all.length, 12)] ?? all[0];
    if (!act) throw new Error('nothing can be done');
    const recorded = asRecorded(system, world, act);
    const result = step(world, act);
    if (result.ok) world = result.world;
    return recorded;
  });
  return { ...scenario, steps: toSteps(done) };
}

describe('a link', () => {
  test('gives back every example, lesson and challenge, at each step', async () => {
    const folders = [
      'static/examples',
      'static/examples/bugs',
      'static/compare',
      'src/lib/lessons',
      'src/lib/lessons/challenges',
    ];
    for (const folder of folders) {
      for (const file of readdirSync(folder).filter((name) => name.endsWith('.toml'))) {
        const scenario = parsed(readFileSync(`${folder}/${file}`, 'utf8'));
        const link = await toLink(scenario, 5);
        expect(await fromLink(link), file).toEqual({ ok: true, scenario, step: 5 });
        for (const at of play(scenario).worlds.keys())
          expect(readFragment(link.replace('v1.5.', `v1.${at}.`))).toMatchObject({
            kind: 'packed',
            step: at,
          });
      }
    }
  });

  test('gives back any scenario that a file can hold', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, fc.nat(), async (scenario, at) => {
        expect(await fromLink(`#${await toLink(scenario, at, [])}`)).toEqual({
          ok: true,
          scenario,
          step: at,
        });
      }),
      { numRuns: 100 },
    );
  });

  test('holds 200 steps of five nodes in 2,000 characters, and only what an address does not escape', async () => {
    const run = wandered(parsed('num_nodes = 5\nnum_clients = 3\n'), 200);
    expect(play(run).worlds).toHaveLength(201);
    const link = await toLink(run, 200);
    expect(link.length).toBeLessThanOrEqual(2000);
    expect(link).toMatch(/^[\w.-]+$/);
  });

  test('is refused where no scenario file could hold the run', async () => {
    const steps = Array.from({ length: 10_001 }, () => ({ action: 'next' }) as const);
    await expect(toLink({ ...figure8, steps }, 0, [])).rejects.toThrow('at most 10,000');
  });
});

describe('what mail and chat do to a link', () => {
  const legacy = `toml=${base64Url('num_nodes = 3\n')}&example=b&step=2`;

  test.each<[string, (link: string) => string]>([
    ['puts the address before it', (link) => `https://example.org/lab/#${link}`],
    ['breaks its lines', (link) => link.replace(/(.{60})/g, '$1\r\n')],
    ['hides spaces in it', (link) => link.replace(/(.{30})/g, '$1\u200b')],
    ['puts brackets around it', (link) => `<https://example.org/lab/#${link}>`],
    ['ends a sentence with it', (link) => `${link}.`],
    ['ends a sentence in brackets with it', (link) => `${link}).`],
    ['escapes it', (link) => encodeURIComponent(link)],
    ['escapes the whole address', (link) => encodeURIComponent(`https://example.org/lab/#${link}`)],
    ['escapes it twice', (link) => encodeURIComponent(encodeURIComponent(`#${link}`))],
    ['writes & as HTML has it', (link) => link.replaceAll('&', '&amp;')],
    ['does so twice', (link) => link.replaceAll('&', '&amp;amp;')],
  ])('%s: it is undone', async (_what, mangle) => {
    const link = await toLink(figure8, 7);
    expect(await fromLink(mangle(link))).toEqual({ ok: true, scenario: figure8, step: 7 });
    expect(await fromLink(mangle(legacy))).toMatchObject({ ok: true, step: 2 });
  });

  test('a link cut at any place is reported, and never opens a shorter run', async () => {
    const link = await toLink(figure8, 7);
    for (let length = 1; length < link.length; length++) {
      expect(await fromLink(link.slice(0, length))).toMatchObject({ ok: false });
    }
    expect(await fromLink(link.slice(0, -3))).toMatchObject({ error: expect.stringContaining('cut short') });
    const old = legacy.slice(0, legacy.indexOf('&'));
    for (let length = 5; length <= old.length; length++) {
      expect(await fromLink(old.slice(0, length))).toMatchObject({
        error: expect.stringContaining('cut short'),
      });
    }
  });

  test('a changed character is reported, or changes nothing', async () => {
    const link = await toLink(figure8, 7);
    let reported = 0;
    for (let i = link.lastIndexOf('.') + 1; i < link.length; i++) {
      const other = link[i] === 'A' ? 'B' : 'A';
      const read = await fromLink(link.slice(0, i) + other + link.slice(i + 1));
      if (read.ok) expect(read).toEqual({ ok: true, scenario: figure8, step: 7 });
      else reported++;
    }
    // Deflate has a few unused bits: at the end of a block, and in the last character.
    expect(reported).toBeGreaterThan(link.length - 20);
  });

  test('reading never throws', async () => {
    const link = await toLink(figure8, 7);
    const mangled = fc
      .tuple(fc.nat(link.length), fc.nat(20), fc.string())
      .map(([at, out, put]) => link.slice(0, at) + put + link.slice(at + out));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), mangled), async (given) => void (await fromLink(given))),
    );
  });
});

describe('a hostile link', () => {
  const linkOf = (text: string) => packedFragment(0, pack(text));

  test('that inflates beyond 1 MiB is refused', async () => {
    const bomb = linkOf(' '.repeat(MOST_UNPACKED + 1));
    expect(bomb.length).toBeLessThan(2000);
    expect(await fromLink(bomb)).toMatchObject({ ok: false, error: expect.stringContaining('1 MiB') });
  });

  test.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['no set-up', '{"steps":{"count":0,"columns":[]}}'],
    ['more steps than a file has', '{"setup":"","steps":{"count":10001,"columns":[]}}'],
    ['half a step', '{"setup":"","steps":{"count":0.5,"columns":[]}}'],
    [
      'a column of no numbers',
      '{"setup":"","steps":{"count":1,"columns":[{"key":"a","values":[],"rows":["x"]}]}}',
    ],
  ])('that holds %s is refused', async (_what, text) => {
    expect(await fromLink(linkOf(text))).toMatchObject({ ok: false });
  });

  test('whose set-up is no scenario says what is wrong', async () => {
    const link = linkOf('{"setup":"num_nodes = 99","steps":{"count":0,"columns":[]}}');
    expect(await fromLink(link)).toMatchObject({ ok: false, error: expect.stringContaining('num_nodes') });
  });

  test('with a key such as __proto__ changes nothing else', async () => {
    const link = linkOf(
      '{"setup":"","steps":{"count":1,"columns":[{"key":"__proto__","values":[{"action":"next"}],"rows":[1]}]}}',
    );
    expect(await fromLink(link)).toMatchObject({ ok: false });
    expect(Object.hasOwn(Object.prototype, 'action')).toBe(false);
  });
});

describe('a link whose replay differs', () => {
  test('opens up to the step before, and says so', async () => {
    const run = wandered(parsed('num_nodes = 3\nnum_clients = 1\n'), 40);
    const { worlds } = play(run);
    const changed = worlds.map((world, i) => (i < 21 ? world : { ...world, nodes: {} }));
    const read = await fromLink(await toLink(run, 40, changed));
    expect(read).toMatchObject({ ok: true, step: 20, differs: expect.stringContaining('from step 21 on') });
    if (read.ok) expect(play(read.scenario).worlds).toHaveLength(21);
  });

  test('where a step cannot be done any more, says why', async () => {
    const { worlds } = play(figure8);
    const longer = [...worlds, ...worlds.slice(-1)];
    expect(await fromLink(await toLink(figure8, 3, longer))).toMatchObject({
      ok: true,
      step: 3,
      differs: expect.any(String),
    });
  });
});

describe('a link to a pair', () => {
  const pair = parsed(readFileSync('static/compare/leader-cut-off.toml', 'utf8'));

  test('that is replayed as shared opens whole', async () => {
    expect(await fromLink(await toLink(pair, 2))).toEqual({ ok: true, scenario: pair, step: 2 });
  });

  test('whose replay differs opens up to the step before, and says so', async () => {
    const packed = readFragment(await toLink(pair, 3));
    const unpacked = packed.kind === 'packed' ? await unpack(packed.packed) : 'damaged';
    const inside = typeof unpacked === 'string' ? null : readContents(unpacked.text);
    const digests = inside?.digests?.map((digest, i) => (i === 2 ? '' : digest));
    const read = await fromLink(packedFragment(3, pack(JSON.stringify({ ...inside, digests }))));
    expect(read).toMatchObject({ ok: true, step: 2, differs: expect.stringContaining('from step 3 on') });
    if (read.ok) expect(read.scenario.pair?.steps).toEqual(pair.pair?.steps.slice(0, 2));
  });
});

describe('links of earlier versions', () => {
  test.each(readdirSync('tests/unit/link/fixtures').filter((name) => name.endsWith('.txt')))(
    '%s opens for ever',
    async (name) => {
      const [fragment = '', at] = readFileSync(`tests/unit/link/fixtures/${name}`, 'utf8').trim().split('\n');
      const read = await fromLink(fragment, (file) =>
        Promise.resolve(readFileSync(`static/examples/${file}`, 'utf8')),
      );
      expect(read).toMatchObject({ ok: true, step: Number(at) });
      expect(read).not.toHaveProperty('differs');
    },
  );

  test.each([
    ['kept&step=3', 'only there'],
    ['', 'no run'],
    ['step=4', 'no run'],
    ['example=figure-8.toml&step=4', 'names an example'],
    ['v2.1.3.abc', 'newer version'],
    ['nonsense', 'changed on its way'],
  ])('%s cannot be opened without a page, and it says why', async (fragment, why) => {
    expect(await fromLink(fragment)).toMatchObject({ ok: false, error: expect.stringContaining(why) });
  });

  test('a text with an error says where', async () => {
    expect(parseScenario('num_nodes = 0').ok).toBe(false);
    expect(await fromLink(`toml=${base64Url('\nnum_nodes = 0')}&step=0`)).toMatchObject({
      ok: false,
      error: expect.stringContaining('line 2'),
    });
  });
});
