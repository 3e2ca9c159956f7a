import { render, screen, within } from '@testing-library/svelte';
import { describe, expect, test, vi } from 'vitest';
import { BUG_NAMES } from '../../src/lib/systems/multipaxos/bugs';
import type { PaxosState } from '../../src/lib/systems/multipaxos/state';
import { multipaxos } from '../../src/lib/systems/multipaxos/system';
import NodeCard from '../../src/lib/ui/panels/stage/NodeCard.svelte';
import { sessionOn } from './samples';

const EXAMPLE = `system = "multipaxos"
num_clients = 1
[[client]]
id = "c1"
requests = [{ op = "put", key = "a", value = "1" }]
`;

/** The card of a node, `steps` steps in. */
function card(
  id: string,
  steps: number,
  density: 'full' | 'compact' | 'tiny' = 'compact',
  crash = false,
  toml = EXAMPLE,
) {
  const session = sessionOn(toml, steps);
  if (crash) session.do({ action: 'crash', node: id });
  const { setup, nodes } = session.world;
  const node = nodes[id] as PaxosState;
  const kept = multipaxos.persistent?.(node, setup) ?? null;
  const change = undefined;
  render(NodeCard, { node: multipaxos.portrait(node), change, density, kept, onopen: vi.fn() });
  return screen.getByRole('article');
}

function lineOf(article: HTMLElement): string {
  const facts = [...article.querySelectorAll('.fields .fact')].map(({ textContent }) => textContent);
  return facts.join(' ').replace(/\s+/g, ' ').trim();
}

describe('the card of', () => {
  test.each([
    ['a leader that prepares', 'l1', 0, 'l1, preparing, ballot 1.l1', '1.l1 promises 0'],
    ['a leader that leads', 'l1', 5, 'l1, leading, ballot 1.l1', '1.l1 applied 0'],
    ['a leader without a ballot', 'l2', 0, 'l2, idle', 'ballot – applied 0'],
    ['an acceptor that has promised nothing', 'a1', 0, 'a1, acceptor', 'promised –'],
    ['an acceptor that has promised', 'a1', 1, 'a1, acceptor, promised 1.l1', 'promised 1.l1'],
    ['a replica', 'r1', 0, 'r1, replica', 'applied 0'],
  ])('%s says its role whole and its ballot on a line of its own', (_what, id, steps, name, line) => {
    const article = card(id, steps);
    expect(article).toHaveAccessibleName(name);
    expect(article.querySelector('header')).toHaveTextContent(new RegExp(`^${id} ${name.split(', ')[1]}$`));
    expect(lineOf(article)).toBe(line);
  });

  test.each([
    ['l1', 'l1, leading, ballot 102300.l1', '102300.l1 applied 0'],
    ['l2', 'l2, idle', 'ballot – applied 0'],
    ['a1', 'a1, acceptor, promised 102300.l1', '102300.l1'],
  ])('%s with a long ballot leaves out the word before it', (id, name, line) => {
    const begun = '[[node]]\nid = "l1"\nround = 102299\n';
    const article = card(id, 5, 'compact', false, EXAMPLE + begun);
    expect(article).toHaveAccessibleName(name);
    expect(lineOf(article)).toBe(line);
  });

  test('a leader shows what it knows to be chosen as chosen, also while it proposes it again', () => {
    const session = sessionOn(EXAMPLE, 40);
    const leader = session.world.nodes['l1'] as PaxosState & { chosen: object; proposals: object };
    const both = { ...leader, proposals: { 1: { command: { op: 'noop' }, acceptedBy: [] } } } as PaxosState;
    expect(Object.keys(leader.chosen)).toContain('1');
    expect(multipaxos.portrait(both).row?.cells[0]).toMatchObject({ index: 1, settled: true });
  });

  test('an acceptor with no room for more has the ballot beside its name', () => {
    expect(card('a1', 1, 'tiny')).toHaveTextContent(/^a1 1\.l1$/);
  });

  test('an acceptor that has accepted lists it by slot, not known to be chosen', () => {
    const article = card('a1', 8);
    const list = within(article).getByRole('list', { name: 'Accepted' });
    expect(within(list).getByRole('listitem')).toHaveAccessibleName('slot 1, a=1, accepted in ballot 1.l1');
  });

  test.each([
    ['l1', 'ballot lost'],
    ['a1', 'promised 1.l1'],
    ['r1', 'applied lost'],
  ])('%s says what a crash takes', (id, told) => {
    const article = card(id, 5, 'compact', true);
    expect(article.querySelector('.fields')).toHaveTextContent(told);
  });
});

describe('what survives a crash of a node of MultiPaxos', () => {
  test.each([{ bugs: [] }, ...BUG_NAMES.map((bug) => ({ bugs: [bug] }))])(
    'with the bugs $bugs is what a crash leaves',
    ({ bugs }) => {
      const session = sessionOn(`${EXAMPLE}[multipaxos]\nbugs = ${JSON.stringify(bugs)}\n`, 20);
      const { setup, nodes } = session.world;
      const fields = ['promised', 'accepted', 'round', 'ballot', 'chosen', 'lastApplied', 'store'];
      const full = Object.values(nodes).filter(({ id }) => ['l1', 'a1', 'r1'].includes(id)) as PaxosState[];
      for (const node of full) {
        const left = multipaxos.crash(node, setup).node as unknown as Record<string, unknown>;
        const before = node as unknown as Record<string, unknown>;
        const kept = fields.filter((field) => field in before && left[field] === before[field]);
        expect(multipaxos.persistent?.(node, setup), node.id).toEqual(kept);
      }
    },
  );
});
