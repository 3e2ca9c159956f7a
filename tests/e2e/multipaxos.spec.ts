import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe';
import { expect, test } from './fixtures';
import { live, loadFile, nextButton, openLab, settle, stage } from './lab';

const PAXOS = `title = "Paxos by hand"
system = "multipaxos"
num_clients = 1

[[client]]
id = "c1"
requests = []
`;

const card = (page: Page, name: string | RegExp) => stage(page).getByRole('article', { name, exact: true });
const reasons = (page: Page) => page.getByRole('region', { name: 'Why', exact: true });

/** Clicks a message on the stage, and delivers it from its dialog. */
async function click(page: Page, way: string): Promise<void> {
  await stage(page)
    .getByRole('button', { name: new RegExp(`^${way}`) })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deliver' }).click();
}

/** Delivers messages from the list, in this order. */
async function deliver(page: Page, ...ways: readonly string[]): Promise<void> {
  const list = page.getByRole('list', { name: 'Messages in flight' });
  for (const way of ways)
    await list
      .getByRole('button', { name: `Deliver ${way}`, exact: true })
      .first()
      .click();
}

async function put(page: Page, to: string): Promise<void> {
  const form = page.getByRole('region', { name: 'Client' });
  await form.getByLabel('To node').selectOption(to);
  await form.getByRole('button', { name: 'Send' }).click();
}

/** l1 leads ballot 1.l1, which a1 and a2 have promised. */
async function phase1(page: Page): Promise<void> {
  await click(page, 'Prepare from l1 to a1');
  await expect(live(page)).toContainText('Step 1. a1 promises ballot 1.l1 to l1');
  await expect(card(page, 'a1, acceptor, promised 1.l1')).toBeVisible();
  await click(page, 'Prepare from l1 to a2');
  await deliver(page, 'Promise from a1 to l1', 'Promise from a2 to l1');
}

test(
  'MultiPaxos from a file: phase 1, a put, and a duel, by clicking messages',
  { tag: '@once' },
  async ({ page }) => {
    test.setTimeout(90_000);
    await openLab(page);
    await loadFile(page, PAXOS);
    for (const name of [
      'l1, preparing, ballot 1.l1',
      'l2, idle',
      'a1, acceptor',
      'a3, acceptor',
      'r1, replica',
    ])
      await expect(card(page, name)).toBeVisible();
    await expectNoViolations(page, 'start');

    await phase1(page);
    await expect(live(page)).toContainText('l1 leads ballot 1.l1');
    await expect(card(page, 'l1, leading, ballot 1.l1')).toBeVisible();

    await put(page, 'l1');
    await click(page, 'ClientPut from c1 to l1');
    await click(page, 'Accept from l1 to a1');
    await expect(live(page)).toContainText('a1 accepts put a=1 for slot 1 in ballot 1.l1');
    const accepted = card(page, 'a1, acceptor, promised 1.l1').getByRole('list', { name: 'Accepted' });
    await expect(
      accepted.getByRole('listitem', { name: 'slot 1, a=1, accepted in ballot 1.l1' }),
    ).toBeVisible();
    await reasons(page).getByRole('button', { name: 'Why is slot 1 not chosen?' }).click();
    const why = page.getByRole('dialog', { name: 'Why is slot 1 not chosen?' });
    await expect(why).toContainText('Slot 1 is accepted by 1 of 3 acceptors in ballot 1.l1; it needs 2.');
    await expectNoViolations(page, 'why');
    await why.getByRole('button', { name: 'Close' }).click();
    await deliver(page, 'Accept from l1 to a2', 'Accepted from a1 to l1', 'Accepted from a2 to l1');
    await expect(live(page)).toContainText(
      'Slot 1 is chosen: 2 of 3 acceptors accepted put a=1 in ballot 1.l1',
    );
    await settle(page);
    await expect(card(page, 'r1, replica')).toContainText('a=1');

    await stage(page).getByRole('button', { name: 'Ballot timeout of l2' }).click();
    await expect(card(page, 'l2, preparing, ballot 1.l2')).toContainText('1.l2');
    await deliver(page, 'Prepare from l2 to a1', 'Prepare from l2 to a3', 'Promise from a1 to l2');
    await click(page, 'Promise from a3 to l2');
    await expect(live(page)).toContainText('l2 leads ballot 1.l2');
    await put(page, 'l1');
    await deliver(page, 'ClientPut from c1 to l1', 'Accept from l1 to a1');
    await expect(live(page)).toContainText(
      'a1 refuses slot 2 in ballot 1.l1: it has promised the higher ballot 1.l2',
    );
    await reasons(page).getByRole('button', { name: 'Why does a1 not accept what l1 proposes?' }).click();
    await expect(page.getByRole('dialog')).toContainText(
      'a1 has promised ballot 1.l2, which is higher than 1.l1.',
    );
    await page.keyboard.press('Escape');
    await click(page, 'AcceptRejected from a1 to l1');
    await expect(live(page)).toContainText('l1 steps aside: a1 has promised ballot 1.l2');
    await expect(card(page, 'l1, idle, ballot 1.l1')).toBeVisible();
    await expect(card(page, 'l2, leading, ballot 1.l2')).toBeVisible();
    await settle(page);
    await expect(page.getByRole('region', { name: 'Client' })).toContainText('consensus failed');
    await expect(page.getByRole('button', { name: 'safe every promise of MultiPaxos holds' })).toBeVisible();
  },
);

test(
  'the statechart of MultiPaxos follows the steps, and so does its why',
  { tag: '@once' },
  async ({ page }) => {
    await openLab(page);
    await loadFile(page, PAXOS);
    await page.getByRole('button', { name: 'Statechart' }).click();
    await phase1(page);
    await expect(page.getByRole('img', { name: /^l1 is leading; it took 2/ })).toBeVisible();
    await expect(page.getByRole('group', { name: 'What l1 asked and took' })).toContainText('✓ hasPromises');
    await expectNoViolations(page, 'statechart');
  },
);

const GOSSIP = `title = "Gossip by hand"
system = "gossip"
num_nodes = 3
num_clients = 1

[[client]]
id = "c1"
requests = [{ op = "put", key = "n", value = "7" }]
`;

test('gossip from a file: a number is set, told, and all converge', { tag: '@once' }, async ({ page }) => {
  await openLab(page);
  await loadFile(page, GOSSIP);
  await expect(stage(page).getByRole('article', { name: /^g\d, peer$/ })).toHaveCount(3);
  await click(page, 'ClientPut from c1 to g1');
  await expect(live(page)).toContainText('g1 takes 7 from c1');
  await expect(page.getByText('… not converged')).toBeVisible();
  await stage(page).getByRole('button', { name: 'Heartbeat of g1' }).click();
  await page.getByRole('button', { name: 'Reads' }).click();
  const reads = page.getByRole('region', { name: 'What clients could have read' });
  await expect(reads).toContainText('g1 holds 7; g2 g3 hold 0.');
  await click(page, 'Gossip from g1 to g2');
  await settle(page);
  await expect(reads).toContainText('every server holds 7.');
  await expect(page.getByText('✓ converged', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'safe every promise of Gossip holds' })).toBeVisible();
  await expectNoViolations(page, 'converged');
});

const SINGLE = `title = "One server by hand"
system = "single"
num_clients = 1

[[client]]
id = "c1"
requests = [{ op = "put", key = "a", value = "1" }, { op = "get", key = "a" }]
`;

test(
  'one server from a file: it answers in one turn, and its promises are checked',
  { tag: '@once' },
  async ({ page }) => {
    await openLab(page);
    await loadFile(page, SINGLE);
    await click(page, 'ClientPut from c1 to s1');
    await expect(live(page)).toContainText('s1 does put a=1 for c1: ok.');
    await expect(card(page, 's1, server')).toContainText('a=1');
    await click(page, 'ClientReply from s1 to c1');
    await settle(page);
    await expect(page.getByRole('region', { name: 'Client' })).toContainText('get a → 1');
    await expect(
      page.getByRole('button', { name: 'safe every promise of Single server holds' }),
    ).toBeVisible();
    await expect(nextButton(page)).toHaveAttribute('aria-disabled', 'true');
    await expectNoViolations(page, 'at rest');
  },
);
