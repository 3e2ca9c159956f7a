import { readdirSync, readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { parseScenario, play } from '../../src/lib/index';
import { factsOf } from '../../src/lib/picture/stage/room';
import { wayOf } from '../../src/lib/lessons/stops';
import { systemOf } from '../../src/lib/scenario/all-systems';
import type { World } from '../../src/lib/sim/world';
import { setTheme } from './axe';
import { expect, test } from './fixtures';
import { loadFile, openLab, untilAlive } from './lab';
import { illegible, type Shown } from './legible.js';
import { stressScenario } from './stress';

// Animations move things, so they are off.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

const SIZES = [
  { width: 1024, height: 768 },
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const;
const THEMES = ['light', 'projector'] as const;

/** All examples of a folder, by name. */
const examples = (folder: string): [string, string][] =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.toml'))
    .map((file) => [file, readFileSync(`${folder}/${file}`, 'utf8')]);

function shownOf(world: World): Shown {
  const system = systemOf(world.setup);
  const nodes = Object.values(world.nodes).map((state) => {
    const node = system.portrait(state);
    const kept = (!node.alive && system.persistent?.(state, world.setup)) || null;
    const facts = factsOf(node).map(({ field, brief, value }) =>
      kept && !kept.includes(field) ? `${brief} lost` : `${brief} ${value}`,
    );
    const inHead = node.epoch && node.epoch.line === undefined ? [node.epoch.brief] : [];
    const inLog = node.fields.filter(({ column }) => column === 'log').map(({ value }) => value);
    const stored = node.fields.find(({ column, blank }) => column === 'store' && !blank)?.value;
    return {
      id: node.id,
      role: node.alive ? node.role : 'crashed',
      facts: [...facts, ...inHead, ...inLog],
      entries: (node.row?.cells.slice(-4) ?? []).map(({ told }) => told),
      store: stored?.split(' ') ?? [],
    };
  });
  const inFlight: Record<string, number> = {};
  for (const { to } of world.network.inFlight) inFlight[to] = (inFlight[to] ?? 0) + 1;
  return { nodes, inFlight };
}

function worldsOf(toml: string): readonly World[] {
  const read = parseScenario(toml);
  if (!read.ok) throw new Error(read.errors.map(({ message }) => message).join('\n'));
  return play(read.scenario).worlds;
}

/** The check, in the page. */
const checkIn = (page: Page) => page.evaluateHandle<typeof illegible>(`(${illegible.toString()})`);

/** Steps through the open scenario from its start, and returns what cannot be read, with its step. */
async function readThrough(page: Page, worlds: readonly World[]): Promise<string[]> {
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await page.keyboard.press('Home');
  return page.evaluate(
    async ({ check, steps }) => {
      const found: string[] = [];
      for (const [step, shown] of steps.entries()) {
        const next = new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true });
        if (step > 0) document.body.dispatchEvent(next);
        await new Promise((done) => setTimeout(done));
        const live = document.querySelector('[data-testid="live"]')?.textContent ?? '';
        if (!live.includes(`Step ${step}.`)) found.push(`step ${step} is not shown: ${live.slice(0, 60)}`);
        found.push(...check(shown).map((it) => `step ${step}: ${it}`));
        if (found.length > 12) return [...found, '…'];
      }
      return found;
    },
    { check: await checkIn(page), steps: worlds.map(shownOf) },
  );
}

for (const size of SIZES)
  for (const theme of THEMES)
    test(
      `at every step of every example the stage is legible at ${size.width} by ${size.height}, ${theme}`,
      { tag: '@once' },
      async ({ page }) => {
        test.setTimeout(240_000);
        await page.setViewportSize(size);
        await setTheme(page, theme);
        await openLab(page);
        const bugs = theme === 'light' && size.width === 1280 ? examples('static/examples/bugs') : [];
        const stress: [string, string] = ['stress', stressScenario()];
        for (const [file, toml] of [...examples('static/examples'), ...bugs, stress]) {
          await loadFile(page, toml);
          expect.soft(await readThrough(page, worldsOf(toml)), file).toEqual([]);
        }
      },
    );

const LESSONS = readdirSync('src/lib/lessons').filter((file) => file.endsWith('.toml'));
/** The one with the longest logs, and the one with the most nodes. */
const FULLEST = LESSONS.filter((file) => /^(07|15)/.test(file));

for (const [{ width, height }, query, files] of [
  [SIZES[0], '?lecture', LESSONS],
  [SIZES[1], '', FULLEST],
  [SIZES[2], '', FULLEST],
] as const)
  test(
    `at every stop of a lesson the stage is legible at ${width} by ${height}${query}`,
    { tag: '@once' },
    async ({ page }) => {
      test.setTimeout(20_000 + files.length * 20_000);
      await page.setViewportSize({ width, height });
      for (const file of files) {
        const read = parseScenario(readFileSync(`src/lib/lessons/${file}`, 'utf8'));
        if (!read.ok) throw new Error(read.errors[0]?.message);
        const { stops, moments } = wayOf(read.scenario, systemOf(read.scenario.setup));
        await page.goto(`./lessons/${file.replace(/^\d+-|\.toml$/g, '')}/${query}`);
        await untilAlive(page);
        const shown = stops.map(({ at }) => ({
          ...shownOf((moments[at] as { world: World }).world),
          step: String(at),
        }));
        expect.soft(await readLesson(page, shown), file).toEqual([]);
      }
    },
  );

/** Goes through the lesson that is open, from its start, and gives what cannot be read, with the stop. */
async function readLesson(
  page: Page,
  stops: readonly (Shown & { readonly step: string })[],
): Promise<string[]> {
  return page.evaluate(
    async ({ check, all, steps }) => {
      const found: string[] = [];
      const press = async () => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'PageDown', bubbles: true }));
        await new Promise((done) => setTimeout(done, 20));
      };
      const stopNow = () => Number(/#stop=(\d+)/.exec(location.hash)?.[1] ?? 0);
      const stepNow = () =>
        document.querySelector('[data-testid="live"]')?.textContent?.match(/Step (\d+)\./)?.[1];
      for (const [stop, shown] of all.entries()) {
        // A press may show the rest of a text first, or the rest of a step of several acts.
        for (let i = 0; i < 30 && stopNow() < stop; i++) await press();
        for (let i = 0; i < 3 && stepNow() !== steps[stop]; i++) await press();
        if (stopNow() !== stop) return [...found, `stop ${stop} is not reached: ${stopNow()}`];
        found.push(...check(shown).map((it) => `stop ${stop}: ${it}`));
        if (found.length > 12) return [...found, '…'];
      }
      return found;
    },
    { check: await checkIn(page), all: stops, steps: stops.map(({ step }) => step) },
  );
}

/** What lies over something else or is cut on the stages of a page, and which rows are reached only by scrolling. */
async function crowded(page: Page): Promise<string[]> {
  return page.evaluate(
    (check) =>
      [...document.querySelectorAll('section[aria-label="Stage"]')].flatMap((it, stage) => {
        const rows = it.querySelector('.rows') as HTMLElement;
        const hidden = rows.scrollHeight - rows.clientHeight;
        const scrolls = hidden > 1 ? [`stage ${stage} scrolls by ${hidden} px`] : [];
        return [...check({ stage, nodes: [], inFlight: {} }), ...scrolls];
      }),
    await checkIn(page),
  );
}

for (const size of SIZES)
  for (const theme of THEMES)
    test(
      `two systems and the home page are legible at ${size.width} by ${size.height}, ${theme}`,
      { tag: '@once' },
      async ({ page }) => {
        await page.setViewportSize(size);
        await setTheme(page, theme);
        for (const [path, steps] of [
          ['./compare/', 6],
          ['./', 8],
        ] as const) {
          await page.goto(path);
          await untilAlive(page);
          for (let step = 0; step <= steps; step++) {
            await expect.poll(() => crowded(page), { message: `${path} ${step}` }).toEqual([]);
            await page.getByRole('button', { name: /^Next/ }).click();
          }
        }
      },
    );

/** Ways to spoil a stage. Each is a change of the page that the check must find. */
const SPOILT: readonly (readonly [string, (stage: Element) => void])[] = [
  [
    'a chip that lies over its row',
    (stage) => ((stage.querySelector('.chip') as HTMLElement).style.translate = '-300px 0'),
  ],
  [
    'a role that is hidden',
    (stage) => ((stage.querySelector('.role') as HTMLElement).style.visibility = 'hidden'),
  ],
  [
    'a chip whose words are cut',
    (stage) => {
      const words = stage.querySelector('.chip .words') as HTMLElement;
      words.style.cssText = 'overflow: hidden; width: 20px; display: block';
    },
  ],
  ['a chip that is gone', (stage) => stage.querySelector('[data-ids]')?.remove()],
  ['an entry that is gone', (stage) => stage.querySelector('li[aria-label*="index"]')?.remove()],
  [
    'rows that lie over one another',
    (stage) => ((stage.querySelector('article') as HTMLElement).style.marginBottom = '-40px'),
  ],
  [
    'a row too far right',
    (stage) => ((stage.querySelector('article') as HTMLElement).style.translate = '80px 0'),
  ],
];

test('a stage that is spoilt is found out', { tag: '@once' }, async ({ page }) => {
  test.slow();
  const shown = shownOf(worldsOf(readFileSync('static/examples/figure-8.toml', 'utf8'))[45] as World);
  for (const [what, spoil] of SPOILT) {
    await page.goto('about:blank');
    await openLab(page, '#example=figure-8.toml&step=45');
    await page.getByRole('article', { name: 'n5, leader, term 5' }).waitFor();
    const check = await checkIn(page);
    const look = () => page.evaluate(({ check: it, shown: what }) => it(what), { check, shown });
    expect(await look(), 'unspoilt').toEqual([]);
    await stageElement(page, spoil);
    expect(await look(), what).not.toEqual([]);
  }
});

const stageElement = (page: Page, spoil: (stage: Element) => void) =>
  page.getByRole('region', { name: 'Stage' }).evaluate(spoil);
