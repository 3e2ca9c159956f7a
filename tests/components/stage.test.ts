import { render, screen, within } from '@testing-library/svelte';
import { readFileSync } from 'node:fs';
import userEvent from '@testing-library/user-event';
import { flushSync } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { BUG_NAMES } from '../../src/lib/systems/multipaxos/bugs';
import type { PaxosState } from '../../src/lib/systems/multipaxos/state';
import { multipaxos } from '../../src/lib/scenario/systems/multipaxos';
import { sessionOn } from './samples';
import StageOn from './StageOn.svelte';

const row = (name: string | RegExp) => screen.getByRole('article', { name });
const textOf = (element: Element) => element.textContent?.replace(/\s+/g, ' ').trim();

/** Four nodes, each in another role, with logs, votes and stores. */
const ROLES = `num_nodes = 4
num_clients = 0
[raft]
auto_start = false
[[node]]
id = "n1"
term = 2
role = "leader"
voted_for = "n1"
commit_index = 1
log = [{ term = 1, op = "put", key = "a", value = "1" }, { term = 2, op = "delete", key = "a" }]
[[node]]
id = "n2"
term = 3
role = "candidate"
`;

/** `ROLES`, with n4 crashed. */
function roles() {
  const session = sessionOn(ROLES);
  session.do({ action: 'crash', node: 'n4' });
  return session;
}

describe('the row of a node', () => {
  test('says in its name and in words what the node is', () => {
    render(StageOn, { session: roles() });
    for (const [id, role, term] of [
      ['n1', 'leader', 2],
      ['n2', 'candidate', 3],
      ['n3', 'follower', 0],
      ['n4', 'crashed', 0],
    ] as const) {
      const it = row(`${id}, ${role}, term ${term}`);
      expect(within(it).getByText(role)).toBeInTheDocument();
      expect(it.querySelector('.term')).toHaveTextContent(`t${term}`);
    }
  });

  test('draws each role with a shape of its own', () => {
    render(StageOn, { session: roles() });
    const shapes = screen.getAllByRole('article').map((it) => it.querySelector('svg')?.innerHTML);
    expect(new Set(shapes).size).toBe(4);
  });

  test('shows whom it voted for, how far it has committed, and its store', () => {
    render(StageOn, { session: roles() });
    expect(textOf(row(/^n1/))).toMatch(/vote n1 ?commit 1/);
    expect(textOf(row(/^n1/))).toContain('a=1');
  });

  test('announces of each log entry whether it is committed', () => {
    render(StageOn, { session: roles() });
    const entries = within(within(row(/^n1/)).getByRole('list', { name: 'Log' })).getAllByRole('listitem');
    expect(entries.map((entry) => entry.getAttribute('aria-label'))).toEqual([
      'index 1, term 1, a=1, committed',
      'index 2, term 2, del a, not committed',
    ]);
  });

  test('marks what the step changed and says what it was', () => {
    const session = roles();
    session.do({ action: 'timeout', node: 'n3' });
    render(StageOn, { session });
    const text = textOf(row(/^n3/));
    expect(text).toMatch(/candidate\s?, changed, was follower/);
    expect(text).toMatch(/t1\s?, changed, was 0/);
    expect(text).toMatch(/vote n3\s?, changed, was nobody/);
    expect(textOf(row(/^n1/))).not.toContain('changed');
  });

  test('strikes out removed entries for one step', () => {
    const session = sessionOn(readFileSync('static/examples/overwrite.toml', 'utf8'));
    render(StageOn, { session });
    const gone = () => document.querySelectorAll('.cell.gone').length;
    const seen: number[] = [];
    for (let i = 0; i < session.lastStep; i++) {
      flushSync(() => session.next());
      seen.push(gone());
    }
    expect(seen.filter((count) => count > 0)).toEqual([1]);
    expect(seen.at(-1)).toBe(0);
  });

  test('opens by its name', async () => {
    const onnode = vi.fn();
    render(StageOn, { session: roles(), onnode });
    await userEvent.click(screen.getByRole('button', { name: 'Open n1' }));
    expect(onnode).toHaveBeenCalledExactlyOnceWith('n1');
  });

  test('fires its timer, and restarts what is down', async () => {
    const session = roles();
    render(StageOn, { session });
    await userEvent.click(screen.getByRole('button', { name: 'Election timeout of n3' }));
    expect(session.world.nodes['n3']?.role).toBe('candidate');
    await userEvent.click(screen.getByRole('button', { name: 'Restart n4' }));
    expect(session.world.nodes['n4']?.alive).toBe(true);
  });

  test('has the marks of what the leader believes of its log', () => {
    render(StageOn, { session: roles() });
    expect(within(row(/^n3/)).getByLabelText('n1: nextIndex 3')).toBeVisible();
    expect(within(row(/^n1/)).queryByLabelText(/nextIndex/)).toBeNull();
  });
});

describe('an inbox', () => {
  const RACE = 'num_nodes = 3\nnum_clients = 0\n';

  test('has a chip for each message, oldest first, and what Next delivers is marked', async () => {
    const session = sessionOn(RACE, 1);
    const onmessage = vi.fn();
    render(StageOn, { session, onmessage });
    const inbox = screen.getByRole('list', { name: 'In flight to n2' });
    const chip = within(inbox).getByRole('button');
    expect(chip).toHaveAccessibleName('RequestVote from n1 to n2: Vote? t1, next');
    expect(textOf(chip.querySelector('.chip') as Element)).toBe('n1Vote? t1');
    await userEvent.click(chip);
    expect(onmessage).toHaveBeenCalledExactlyOnceWith(session.world.network.inFlight[0]);
  });

  test('says of a message what holds it, that its term has passed, and that it will be lost', () => {
    const session = sessionOn(RACE, 1);
    session.do({ action: 'timeout', node: 'n2' });
    session.do({ action: 'timeout', node: 'n2' });
    session.do({ action: 'partition', groups: [['n1'], ['n2', 'n3']] });
    session.do({ action: 'crash', node: 'n3' });
    render(StageOn, { session });
    const name = 'RequestVote from n1 to n2: Vote? t1, held, of a term or ballot that its receiver has left';
    expect(screen.getByRole('button', { name })).toBeInTheDocument();
    expect(screen.getAllByRole('button', { name: /, will be lost, n3 is down$/ }).length).toBeGreaterThan(0);
  });

  test('shows hidden messages on request', async () => {
    const session = sessionOn(RACE, 1);
    for (let i = 0; i < 14; i++) session.do({ action: 'timeout', node: 'n3' });
    render(StageOn, { session });
    const inbox = screen.getByRole('list', { name: 'In flight to n2' });
    const count = () => within(inbox).getAllByRole('button', { name: /^RequestVote/ }).length;
    expect(count()).toBeLessThan(15);
    await userEvent.click(within(inbox).getByRole('button', { name: /^Show \d+ more/ }));
    expect(count()).toBe(15);
    await userEvent.click(within(inbox).getByRole('button', { name: /^Show fewer/ }));
    expect(count()).toBeLessThan(15);
  });
});

const PAXOS = `system = "multipaxos"
num_clients = 1
[[client]]
id = "c1"
requests = [{ op = "put", key = "a", value = "1" }]
`;

describe('MultiPaxos on the stage', () => {
  test.each([
    ['a leader that prepares', 0, 'l1, preparing, ballot 1.l1', /1\.l1 promises 0/],
    ['a leader that leads', 5, 'l1, leading, ballot 1.l1', /1\.l1 applied 0/],
    ['a leader without a ballot', 0, 'l2, idle', /ballot – ?applied 0/],
    ['an acceptor that has promised nothing', 0, 'a1, acceptor', /promised –/],
    ['an acceptor that has promised', 1, 'a1, acceptor, promised 1.l1', /promised 1\.l1/],
    ['a replica', 0, 'r1, replica', /applied 0/],
  ])('%s says its ballot and how far it is', (_what, steps, name, text) => {
    render(StageOn, { session: sessionOn(PAXOS, steps) });
    expect(textOf(row(name))).toMatch(text);
  });

  test('an acceptor lists by slot what it has accepted, not known to be chosen', () => {
    render(StageOn, { session: sessionOn(PAXOS, 9) });
    const list = within(row(/^a1/)).getByRole('list', { name: 'Accepted' });
    expect(within(list).getByRole('listitem')).toHaveAccessibleName('slot 1, a=1, accepted in ballot 1.l1');
  });

  test.each([
    ['l1', /ballot\s+lost/],
    ['a1', /promised 1\.l1/],
    ['r1', /applied\s+lost/],
  ])('%s says what a crash takes', (id, told) => {
    const session = sessionOn(PAXOS, 5);
    session.do({ action: 'crash', node: id });
    render(StageOn, { session });
    expect(textOf(row(new RegExp(`^${id}, crashed`)))).toMatch(told);
  });

  test('a leader shows what it knows to be chosen as chosen, also while it proposes it again', () => {
    const session = sessionOn(PAXOS, 40);
    const leader = session.world.nodes['l1'] as PaxosState & { chosen: object; proposals: object };
    const both = { ...leader, proposals: { 1: { command: { op: 'noop' }, acceptedBy: [] } } } as PaxosState;
    expect(Object.keys(leader.chosen)).toContain('1');
    expect(multipaxos.portrait(both).row?.cells[0]).toMatchObject({ index: 1, settled: true });
  });

  test.each([{ bugs: [] }, ...BUG_NAMES.map((bug) => ({ bugs: [bug] }))])(
    'with the bugs $bugs, what survives a crash is what a crash leaves',
    ({ bugs }) => {
      const session = sessionOn(`${PAXOS}[multipaxos]\nbugs = ${JSON.stringify(bugs)}\n`, 20);
      const { setup, nodes } = session.world;
      const fields = ['promised', 'accepted', 'round', 'ballot', 'chosen', 'lastApplied', 'store'];
      const full = Object.values(nodes).filter(({ id }) => ['l1', 'a1', 'r1'].includes(id)) as PaxosState[];
      for (const node of full) {
        const left = new Map(Object.entries(multipaxos.crash(node, setup).node));
        const before = new Map(Object.entries(node));
        const kept = fields.filter((field) => before.has(field) && left.get(field) === before.get(field));
        expect(multipaxos.persistent?.(node, setup), node.id).toEqual(kept);
      }
    },
  );
});

describe('other systems on the stage', () => {
  test('a peer of gossip shows its number in place of a log', () => {
    render(StageOn, { session: sessionOn('system = "gossip"\nnum_nodes = 3\n') });
    expect(screen.getAllByRole('article', { name: /^g\d, peer$/ })).toHaveLength(3);
    expect(row(/^g1/).querySelector('.number')).toHaveTextContent(/^\d+$/);
  });

  test('one server has one row, with its store and no cut', () => {
    render(StageOn, { session: sessionOn('system = "single"\n') });
    expect(row('s1, server')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Cut…' })).toBeNull();
  });
});
