import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { addressAt, expectStep, LED, live, loadFile, nextButton, openLab, stage, THREE } from './lab';

const encode = (toml: string) => Buffer.from(toml).toString('base64url');
const branches = (page: Page) => page.getByRole('button', { name: /^\d+ branch/ });

/** Two branches, with the person in the middle of the second, which has a name. */
async function growTwo(page: Page): Promise<string> {
  await openLab(page);
  for (let i = 0; i < 4; i++) await page.keyboard.press('n');
  await page.keyboard.press('Home');
  await expectStep(page, 0);
  // From here on an address at step 1 is that of the second branch.
  await page.waitForURL(/#v1\.0\./);
  await page
    .getByRole('list', { name: 'Messages in flight' })
    .getByRole('button', { name: 'Drop StartElection from main to n1' })
    .click();
  await expect(branches(page)).toHaveText('2 branches');
  await branches(page).click();
  await page.getByRole('textbox', { name: 'Name of branch 2' }).fill('Dropped');
  await page.getByRole('button', { name: 'Close' }).click();
  await page.waitForURL(addressAt(1));
  return (await live(page).textContent()) ?? '';
}

async function expectTwo(page: Page, told: string): Promise<void> {
  await expect(branches(page)).toHaveText('2 branches');
  await expect(live(page)).toHaveText(told);
  await branches(page).click();
  await expect(page.getByRole('textbox', { name: 'Name of branch 2' })).toHaveValue('Dropped');
  await page.getByRole('button', { name: 'Switch to Branch 1' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('End');
  await expectStep(page, 4);
}

test.describe('every branch comes back', () => {
  test('with a reload', async ({ page }) => {
    const told = await growTwo(page);
    await page.reload();
    await expectTwo(page, told);
  });

  test('with a reload right after another', { tag: '@once' }, async ({ page }) => {
    const told = await growTwo(page);
    await page.reload({ waitUntil: 'domcontentloaded' });
    await page.reload();
    await expectTwo(page, told);
  });

  test('from Compare, and from a side of it in the lab', async ({ page }) => {
    const told = await growTwo(page);
    await page.getByRole('link', { name: 'Two systems' }).click();
    await page.waitForURL(/compare\/.*step=/);
    await page.getByRole('region', { name: /^Left/ }).getByRole('button', { name: 'Lab…' }).click();
    await page.waitForURL(/lab\/#v1\./);
    await expect(branches(page)).toHaveText('1 branch');
    await page.goBack();
    await page.waitForURL(/compare\//);
    await page.goBack();
    await expectTwo(page, told);
  });

  test('and a link to another run is that run', async ({ page }) => {
    await growTwo(page);
    await page.goto('./');
    await openLab(page, `#toml=${encode(LED)}&step=0`);
    await expect(page.locator('h1')).toHaveText('Led');
    await expect(branches(page)).toHaveText('1 branch');
  });

  test(
    'unless the tab has no room for it: then the address has the newest run',
    { tag: '@once' },
    async ({ page }) => {
      await growTwo(page);
      await page.reload();
      await expect(branches(page)).toHaveText('2 branches');
      await page.evaluate(() => {
        for (let part = 'x'.repeat(1 << 20), i = 0; part.length > 0; i++) {
          try {
            sessionStorage.setItem(`full ${i}`, part);
          } catch {
            part = part.slice(1 + part.length / 2);
          }
        }
      });
      await stage(page)
        .getByRole('button', { name: /^Election timeout of n2/ })
        .click();
      await expectStep(page, 2);
      await page.waitForURL(addressAt(2));
      await page.reload();
      await expectStep(page, 2);
      await expect(live(page)).toContainText('n2 starts an election');
    },
  );

  test(
    'R goes to the start of the scenario with its own steps, also after a reload',
    { tag: '@once' },
    async ({ page }) => {
      await openLab(page, '#example=election.toml&step=0');
      await expect(page.locator('h1')).toHaveText('An election with rejected votes');
      const ofOwn = (await page.getByText(/^of \d+$/).textContent()) ?? '';
      await page.keyboard.press('n');
      await page
        .getByRole('list', { name: 'Messages in flight' })
        .getByRole('button', { name: 'Drop RequestVote from n1 to n2' })
        .click();
      await expect(page.getByText('of 2', { exact: true })).toBeVisible();
      await page.reload();
      await expect(page.getByText('of 2', { exact: true })).toBeVisible();
      await page.keyboard.press('r');
      await expect(page.getByText(ofOwn, { exact: true })).toBeVisible();
    },
  );
});

test.describe('a link that leads nowhere', () => {
  test.use({ expectedErrors: [/404/] });

  const panel = (page: Page) => page.getByRole('region', { name: 'Scenario as TOML' });
  const PAGES: [string, string, RegExp][] = [
    ['lab', 'config.toml', /^Step 1\. n1 starts an election/],
    ['compare', 'same-requests.toml', /^Step 1\./],
  ];
  const CUT = encode(`${LED}\n[[step]]\naction = "deliver"\n`).slice(0, -6);

  for (const [where, example, first] of PAGES) {
    for (const [what, hash, said] of [
      ['is no text', '#toml=!!!!&step=3', /cannot be read: the link was cut short/],
      ['is cut within a character', `#toml=${CUT.slice(0, -1)}a=&step=3`, /cannot be read|has errors/],
      [
        'leads out of the examples',
        `#example=../${where}/${example}&step=3`,
        /There is no example named \.\.\//,
      ],
      ['names no example', '#example=nosuch.toml&step=3', /There is no example named nosuch\.toml\./],
    ] as const) {
      test(
        `${where}: it ${what}, which is said, and the address stays until the person acts`,
        { tag: '@once' },
        async ({ page }) => {
          await page.goto(`./${where}/${hash}`);
          await expect(page.getByRole('alert').filter({ hasText: said })).toBeAttached();
          await page.reload();
          await expect(page.getByRole('alert').filter({ hasText: said })).toBeAttached();
          expect(new URL(page.url()).hash).toBe(hash);
          await page.keyboard.press('Escape');
          await nextButton(page).click();
          await expect(live(page)).toHaveText(first);
          await page.waitForURL(addressAt(1));
        },
      );
    }

    test(
      `${where}: a text with errors is shown beside them, and the address stays`,
      { tag: '@once' },
      async ({ page }) => {
        const toml = 'num_nods = 5\n<img src=x onerror=alert(1)>\n';
        const hash = `#toml=${encode(toml)}&step=3`;
        await page.goto(`./${where}/${hash}`);
        await expect(panel(page).getByRole('textbox', { name: 'TOML text' })).toHaveValue(toml);
        await expect(panel(page).getByRole('alert')).toContainText('One thing is wrong; nothing was changed');
        await panel(page).getByRole('button', { name: 'Close' }).click();
        await expect(page.getByRole('alert')).toContainText('The scenario in the address has errors');
        await page.reload();
        await expect(panel(page)).toBeVisible();
        expect(new URL(page.url()).hash).toBe(hash);
      },
    );
  }

  for (const [what, hash, said] of [
    ['cannot be made out', '#toml=!!!!&step=1', /cannot be read: the link was cut short/],
    [
      'is of a tree that is not kept',
      '#kept&step=1',
      /^No run is kept in this browser\. What is shown is something else/,
    ],
  ] as const) {
    test(
      `written by hand over a run, one that ${what} stays until the person acts`,
      { tag: '@once' },
      async ({ page }) => {
        const told = await growTwo(page);
        const { hash: before } = new URL(page.url());
        await page.evaluate((it) => void (location.hash = it), hash);
        await expect(page.getByRole('alert')).toHaveText(said);
        // An address is written at most 300 ms after the last one.
        const written = page.waitForURL((url) => url.hash !== hash, { timeout: 1_000 });
        await expect(written).rejects.toThrow(/Timeout/);
        await expect(live(page)).toHaveText(told);
        await page.keyboard.press('Home');
        await page.waitForURL((url) => url.hash === before.replace(/^#v1\.\d+/, '#v1.0'));
        await expect(branches(page)).toHaveText('2 branches');
      },
    );
  }

  test('on a phone that is in view, too', { tag: '@once' }, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('./lab/#toml=!!!!');
    await expect(page.getByRole('alert')).toBeInViewport({ ratio: 1 });
  });

  test('mended in the editor, it runs and is in the address', { tag: '@once' }, async ({ page }) => {
    await page.goto(`./lab/#toml=${encode(THREE.replace('nodes', 'nods'))}&step=0`);
    await panel(page).getByRole('textbox', { name: 'TOML text' }).fill(THREE);
    await panel(page).getByRole('button', { name: 'Run this' }).click();
    await expect(page.locator('h1')).toHaveText('Three');
    await page.waitForURL(/#v1\.0\./);
    await page.reload();
    await expect(page.locator('h1')).toHaveText('Three');
  });
});

test(
  'the longest run is in the address, one act more is refused, and a reload brings all of it',
  { tag: '@once' },
  async ({ page }) => {
    test.setTimeout(90_000);
    await openLab(page);
    await loadFile(
      page,
      `title = "Long"\nnum_nodes = 3\nstep = [\n${'{action="heal"},\n'.repeat(10_000)}]\n`,
    );
    await page.keyboard.press('End');
    await expectStep(page, 10_000);
    await page.waitForURL(addressAt(10000));
    const { hash } = new URL(page.url());
    await page.keyboard.press('n');
    await expect(page.getByRole('alert')).toContainText('the run stops at act 10,000');
    expect(new URL(page.url()).hash).toBe(hash);

    await page.reload();
    await expectStep(page, 10_000);
    await branches(page).click();
    await page.getByRole('button', { name: 'Keep all in this browser' }).click();
    await expect(page.getByRole('dialog').getByRole('status')).toContainText('All is kept');
    await page.getByRole('button', { name: 'Close' }).click();
    await page.waitForURL(/#kept=\w+&step=10000$/);
  },
);

for (const [where, hash, title] of [
  ['lab', '#example=election.toml&step=2', 'An election with rejected votes'],
  ['compare', '#example=leader-crashes.toml&step=2', 'The leader crashes'],
] as const) {
  test(
    `${where}: an address set in the instant in which the page writes its own is the one that is shown`,
    {
      tag: '@once',
    },
    async ({ page }) => {
      await page.addInitScript(() => {
        const pending = new Map<number, () => void>();
        const later = window.setTimeout.bind(window);
        const set = (act: () => void, ms?: number) => {
          const id = later(() => {
            pending.delete(id);
            act();
          }, ms);
          pending.set(id, act);
          return id;
        };
        Object.assign(window, { setTimeout: set, pending });
      });
      await page.goto(`./${where}/`);
      await page.waitForURL(addressAt(0));
      await page.keyboard.press('n');
      await page.waitForURL(addressAt(1));
      await page.evaluate(async (it) => {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'n', bubbles: true }));
        for (let i = 0; i < 50; i++) await Promise.resolve();
        location.hash = it;
        // The pending write comes due before the browser has reported the new address.
        const { pending } = window as unknown as { pending: Map<number, () => void> };
        for (const act of [...pending.values()]) act();
      }, hash);
      await expectStep(page, 2);
      await expect(page.locator('h1')).toHaveText(title);
      await page.waitForTimeout(600);
      expect(new URL(page.url()).hash).toBe(hash);
    },
  );
}

test(
  'Share gives a short link that opens the same run at the same step',
  { tag: '@once' },
  async ({ page }) => {
    await openLab(page, '#example=figure-8.toml&step=45');
    await expectStep(page, 45);
    await page.getByRole('button', { name: 'Share' }).click();
    const field = page.getByRole('textbox', { name: 'Link to this step' });
    await expect(field).toHaveValue(/#v1\.45\.\d+\.[\w-]+$/);
    const link = await field.inputValue();
    const told = (await live(page).textContent()) ?? '';
    for (const sent of [link, `${link}.`]) {
      await page.goto('about:blank');
      await page.goto(sent);
      await expect(live(page)).toHaveText(told);
    }
    await page.goto('about:blank');
    await page.goto(link.slice(0, -9));
    await expect(page.getByText('The link was cut short on its way')).toBeVisible();
  },
);

test('a reload with the editor open brings back what was typed', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  await page.getByRole('button', { name: 'File', exact: true }).click();
  await page.getByRole('button', { name: 'Edit TOML' }).click();
  const text = page.getByRole('textbox', { name: 'TOML text' });
  await text.fill('title = "Typed"\nnum_nodes = 2\n');
  await page.reload();
  await expect(text).toHaveValue('title = "Typed"\nnum_nodes = 2\n');
  await page.getByRole('button', { name: 'Run this' }).click();
  await expect(page.locator('h1')).toHaveText('Typed');
});
