import { readFileSync } from 'node:fs';
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { PROMISES } from '../../src/lib/checks/raft/promises';
import Promises from '../../src/lib/ui/panels/checks/Promises.svelte';
import PromisesDialog from '../../src/lib/ui/panels/checks/PromisesDialog.svelte';
import type { Stepper } from '../../src/lib/ui/run/stepper.svelte';
import { LED, sessionOn } from './samples';
import { showLab } from './show-lab';

const bug = (name: string) => readFileSync(`static/examples/bugs/${name}.toml`, 'utf8');
const button = (name: string | RegExp) => screen.getByRole('button', { name });

function showInLab(toml: string) {
  const session = sessionOn(toml);
  showLab(session);
  return { session, user: userEvent.setup() };
}

afterEach(() => void vi.useRealTimers());

describe('the badge of promises', () => {
  test('says that all hold, in words and not by colour alone', () => {
    render(Promises, { session: sessionOn('num_nodes = 3'), onopen: vi.fn() });
    expect(button('safe every promise of Raft holds')).toHaveTextContent('✓');
    expect(screen.queryByText(/bug on/)).toBeNull();
  });

  test('names the first broken promise, its step, and the bugs that are on', async () => {
    const onopen = vi.fn();
    const { system, world } = sessionOn('[raft]\nbugs = ["vote-twice", "no-prev-check"]');
    const at = (invariant: string, step: number) => ({ invariant, step, message: '', nodes: [] });
    const seen = { violations: [at('vote-once', 4), at('log-matching', 9)], accused: {} };
    const moment = { seen } as unknown as Stepper['moment'];
    render(Promises, { session: { system, world, moment }, onopen });
    expect(button('Vote once broken at step 4')).toHaveTextContent('✗');
    expect(screen.getByText('bug on: vote-twice, no-prev-check')).toBeInTheDocument();
    await userEvent.click(button('Vote once broken at step 4'));
    expect(onopen).toHaveBeenCalledOnce();
  });
});

test('shows the liveness goal beside it', () => {
  const session = sessionOn(
    'system = "gossip"\nnum_nodes = 2\nnum_clients = 0\n[[node]]\nid = "g1"\nvalue = 7\n[[step]]\naction = "heartbeat"\nnode = "g1"\n[[step]]\naction = "settle"',
    0,
  );
  render(Promises, { session, onopen: vi.fn() });
  expect(screen.getByText('not converged')).toHaveAttribute('title', 'g1 holds 7; g2 holds 0.');
  session.last();
  flushSync();
  expect(screen.getByText('converged')).toHaveAttribute('title', 'every server holds 7.');
});

describe('a bug that is run to its violation', () => {
  test('changes the badge at the step that breaks the promise, and back before it', async () => {
    const { session, user } = showInLab(bug('no-step-down'));
    expect(screen.getByText('bug on: no-step-down')).toBeInTheDocument();
    for (let step = 0; step < 3; step++) {
      expect(button('safe every promise of Raft holds')).toBeInTheDocument();
      await user.click(button(/^Next/));
    }
    expect(session.step).toBe(3);
    expect(button('Election safety broken at step 3')).toBeInTheDocument();
    await user.click(button('Back one step'));
    expect(button('safe every promise of Raft holds')).toBeInTheDocument();
  });

  test('is shown in the paper’s words, with the evidence and a link to the step', async () => {
    const { session, user } = showInLab(bug('no-step-down'));
    session.last();
    session.next();
    session.next();
    expect(session.step).toBe(5);
    await user.click(await screen.findByRole('button', { name: 'Election safety broken at step 3' }));
    const dialog = await screen.findByRole('dialog', { name: 'Broken promises' });
    const told = within(dialog).getByRole('article', { name: 'Election safety broken' });
    expect(told).toHaveTextContent('at most one leader can be elected in a given term (§5.2)');
    expect(within(told).getByText('n1', { selector: 'b' }).parentElement).toHaveTextContent(/leader, term 2/);
    expect(within(told).getByText('n3', { selector: 'b' }).parentElement).toHaveTextContent(/leader, term 2/);
    await user.click(within(told).getByRole('button', { name: 'Go to step 3' }));
    expect(session.step).toBe(3);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('shows the logs that are the evidence, as they were when it broke', async () => {
    const session = sessionOn(bug('commit-any-term'));
    session.last();
    render(PromisesDialog, { session, onclose: vi.fn() });
    const told = screen.getByRole('article', { name: 'Leader completeness broken' });
    const logs = within(told).getAllByRole('list', { name: /^log of n\d$/ });
    expect(logs.length).toBeGreaterThan(0);
    const entries = logs.map((log) =>
      within(log)
        .getAllByRole('listitem')
        .map((item) => item.ariaLabel),
    );
    expect(entries).toContainEqual([
      'index 1, term 1, a=1, committed',
      expect.stringMatching(/^index 2, term 3, b=3, not committed/),
    ]);
  });

  test('Play runs into it', () => {
    vi.useFakeTimers();
    const session = sessionOn(bug('no-step-down'));
    session.speed = 20;
    session.togglePlay();
    vi.advanceTimersByTime(2000);
    session.togglePlay();
    expect(session.moment.seen.violations[0]).toMatchObject({ invariant: 'election-safety', step: 3 });
    session.dispose();
  });
});

describe('the list of promises', () => {
  test('has every promise, each said to hold or to be broken', () => {
    const session = sessionOn(bug('no-step-down'));
    session.last();
    render(PromisesDialog, { session, onclose: vi.fn() });
    const broken = new Set<string>(session.moment.seen.violations.map(({ invariant }) => invariant));
    const list = screen.getByRole('heading', { name: 'What is checked after every step' }).nextElementSibling;
    const lines = within(list as HTMLElement).getAllByRole('listitem');
    expect(lines).toHaveLength(Object.keys(PROMISES).length);
    for (const [i, [name, words]] of Object.entries(PROMISES).entries()) {
      expect(lines[i]).toHaveTextContent(`${broken.has(name) ? 'broken' : 'holds'}: ${words}`);
    }
  });

  test('of a correct run shows that all hold, and what the clients saw', async () => {
    const session = sessionOn(LED);
    session.do({ action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' });
    while (session.nextMessage) session.next();
    const onclose = vi.fn();
    render(PromisesDialog, { session, onclose });
    const dialog = await screen.findByRole('dialog', { name: 'Every promise of Raft holds' });
    expect(screen.queryByRole('article')).toBeNull();
    expect(dialog).toHaveTextContent('It can be told as one operation after another.');
    expect(screen.getByRole('img', { name: /^c1: .*a.* → ok/ })).toBeInTheDocument();
    await userEvent.click(button('Close'));
    expect(onclose).toHaveBeenCalled();
    expect(session.moment.seen.violations).toEqual([]);
  });

  test('of a history that is not linearizable shows which operation does not fit', () => {
    const session = sessionOn(bug('local-reads'));
    session.last();
    render(PromisesDialog, { session, onclose: vi.fn() });
    expect(screen.getByRole('article', { name: 'Linearizability broken' })).toHaveTextContent('§8');
    expect(screen.getByRole('group', { name: 'Operations of the clients' })).toBeInTheDocument();
    expect(screen.queryByText('It can be told as one operation after another.')).toBeNull();
  });

  test('links the operation that does not fit, and those before it, to messages and log entries', async () => {
    const session = sessionOn(bug('local-reads'));
    session.last();
    const onclose = vi.fn();
    render(PromisesDialog, { session, onclose });
    const blocked = screen.getByRole('region', { name: 'Evidence of c2: get a → key not found: a' });
    expect(blocked).toHaveTextContent('Cannot be placed');
    expect(blocked).toHaveTextContent('No node’s log carries request 1 of c2.');
    const fits = screen.getByRole('region', { name: /^Evidence of c1: .*a.* → ok$/ });
    expect(fits).toHaveTextContent(/applied at index 1 \(term 2\) on n1/);
    const to = within(blocked).getByRole('button', { name: /^Go to step 6: request delivered to n3/ });
    await userEvent.click(to);
    expect(session.step).toBe(6);
    expect(onclose).toHaveBeenCalledOnce();
  });
});
