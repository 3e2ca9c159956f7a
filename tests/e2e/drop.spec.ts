import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './fixtures';
import { addressAt, THREE, expectStep, fromFile, nextButton, openLab } from './lab';

// Real drags by the browser itself: an event made by a script reaches its target even if something lies over it.

const COPY = 1;
const OVERLAY = 'Drop a TOML file to run it';
const PAIR = 'title = "Three"\nnum_nodes = 3\nnum_clients = 1\n[compare]\nsystems = ["raft", "single"]\n';

type Place = readonly [x: number, y: number];
const MIDDLE: Place = [600, 330];

/** A drag of files, or of text, from outside the page. */
async function dragOf(page: Page, what: { readonly files: readonly string[] } | { readonly text: string }) {
  const session = await page.context().newCDPSession(page);
  const items = 'text' in what ? [{ mimeType: 'text/plain', data: what.text }] : [];
  const files = 'files' in what ? [...what.files] : [];
  const data = { items, files, dragOperationsMask: COPY };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel', [x, y]: Place) =>
    session.send('Input.dispatchDragEvent', { type, x, y, data });
  return {
    enter: (at: Place) => send('dragEnter', at),
    over: (at: Place) => send('dragOver', at),
    drop: (at: Place) => send('drop', at),
    cancel: (at: Place) => send('dragCancel', at),
  };
}

function fileWith(content: string, info: TestInfo, name = 'dropped.toml'): string {
  mkdirSync(info.outputDir, { recursive: true });
  const path = info.outputPath(name);
  writeFileSync(path, content);
  return path;
}

/** Drags a file over the page, across it, and drops it in the middle. */
async function dropFile(page: Page, file: string, at: Place = MIDDLE): Promise<void> {
  const drag = await dragOf(page, { files: [file] });
  await drag.enter([20, 20]);
  for (const x of [100, 300, 500]) await drag.over([x, at[1]]);
  await drag.over(at);
  await drag.drop(at);
}

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

async function expectDropped(page: Page): Promise<void> {
  await expect(heading(page)).toHaveText('Three');
  await expect(page.getByText(OVERLAY)).toHaveCount(0);
  expect(page.context().pages()).toHaveLength(1);
}

/** States in which a file may be dropped. */
const STATES: readonly (readonly [what: string, bring: (page: Page) => Promise<unknown>])[] = [
  ['at the start', () => Promise.resolve()],
  ['in the midst of a run', (page) => page.keyboard.press('n')],
  ['while it plays', (page) => page.getByRole('button', { name: 'Play' }).click()],
  ['on a blank screen', (page) => page.keyboard.press('b')],
  ['on the key sheet', (page) => page.keyboard.press('?')],
  ['on the editor', (page) => fromFile(page, 'Edit TOML')],
];

for (const [where, text] of [
  ['lab', THREE],
  ['compare', PAIR],
] as const) {
  test.describe(where, { tag: '@once' }, () => {
    test.beforeEach(async ({ page }) => {
      if (where === 'lab') return openLab(page);
      await page.goto('./compare/');
      await page.waitForURL(addressAt());
    });

    for (const [what, bring] of STATES) {
      test(`a file is dropped ${what}`, async ({ page }, info) => {
        await bring(page);
        await dropFile(page, fileWith(text, info));
        await expectDropped(page);
        await expect(page.locator('dialog')).toHaveCount(0);
        await expectStep(page, 0);
        await page.keyboard.press('PageDown');
        await expectStep(page, 1);
      });
    }

    // The overlay changes what is under the pointer: the drop must reach the page after any number of moves.
    for (const moves of [0, 1, 2, 3, 4]) {
      test(`a file is dropped after ${moves} moves`, async ({ page }, info) => {
        const drag = await dragOf(page, { files: [fileWith(text, info)] });
        await drag.enter(MIDDLE);
        for (let i = 0; i < moves; i++) {
          await drag.over([600 + i, 330]);
          await expect(page.getByText(OVERLAY)).toBeVisible();
        }
        await drag.drop([600 + moves, 330]);
        await expectDropped(page);
      });
    }

    test('a folder is refused with a sentence', async ({ page }, info) => {
      const folder = info.outputPath('folder.toml');
      mkdirSync(folder, { recursive: true });
      const before = await heading(page).textContent();
      await dropFile(page, folder);
      await expect(page.getByText('This is a folder: drop one TOML file.')).toBeVisible();
      await page.keyboard.press('PageDown');
      await expectStep(page, 1);
      await expect(heading(page)).toHaveText(before ?? '');
      await expect(page.getByText('This is a folder')).toHaveCount(0);
    });

    test('several files are refused with a sentence', async ({ page }, info) => {
      const files = ['a.toml', 'b.toml'].map((name) => fileWith(text, info, name));
      const drag = await dragOf(page, { files });
      await drag.enter(MIDDLE);
      await drag.over(MIDDLE);
      await drag.drop(MIDDLE);
      await expect(page.getByText('These are 2 files: drop one TOML file.')).toBeVisible();
    });

    test('a file with errors is shown beside them', async ({ page }, info) => {
      await page.keyboard.press('?');
      await dropFile(page, fileWith('num_nods = 3\n', info));
      const editor = page.getByRole('region', { name: 'Scenario as TOML' });
      await expect(editor.getByRole('alert')).toContainText('did you mean "num_nodes"?');
      await expect(page.locator('dialog')).toHaveCount(0);
    });

    test('a drag that leaves takes the overlay with it', async ({ page }, info) => {
      const drag = await dragOf(page, { files: [fileWith(text, info)] });
      await drag.enter(MIDDLE);
      await drag.over(MIDDLE);
      await expect(page.getByText(OVERLAY)).toBeVisible();
      await drag.cancel(MIDDLE);
      await expect(page.getByText(OVERLAY)).toHaveCount(0);
    });

    test('dragged text is no file: it goes where text can be typed, and nothing else happens', async ({
      page,
    }) => {
      await fromFile(page, 'Edit TOML');
      const area = page.getByRole('textbox', { name: 'TOML text' });
      await area.fill('');
      const box = await area.boundingBox();
      const at: Place = [(box?.x ?? 0) + 60, (box?.y ?? 0) + 20];
      const drag = await dragOf(page, { text: THREE });
      await drag.enter(at);
      await drag.over(at);
      await expect(page.getByText(OVERLAY)).toHaveCount(0);
      await drag.drop(at);
      await expect(area).toHaveValue(THREE);
      await page.keyboard.press('Escape');
      await drag.enter(MIDDLE);
      await drag.over(MIDDLE);
      await drag.drop(MIDDLE);
      await expect(page.getByText(OVERLAY)).toHaveCount(0);
      await expectStep(page, 0);
    });
  });
}

test('a file that is gone by the time it is read is said to be', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  await page.evaluate(() => {
    File.prototype.slice = () => {
      throw new DOMException('gone', 'NotFoundError');
    };
  });
  await page
    .getByLabel('TOML file')
    .setInputFiles({ name: 'gone.toml', mimeType: 'text/plain', buffer: Buffer.from(THREE) });
  await expect(page.getByRole('alert')).toContainText('The file gone.toml could not be read');
  await nextButton(page).click();
  await expectStep(page, 1);
});
