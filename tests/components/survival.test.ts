import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { BUG_NAMES } from '../../src/lib/systems/raft/bugs';
import { raft } from '../../src/lib/scenario/systems/raft';
import NodeDialog from '../../src/lib/ui/panels/inspect/NodeDialog.svelte';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { LED, node, sessionOn } from './samples';
import StageOn from './StageOn.svelte';
import { raftProtocol } from '../../src/lib/systems/raft/protocol';

function open({ system, world, before }: Session, id: string) {
  const onact = vi.fn();
  render(NodeDialog, { system, world, before, id, onact, onclose: vi.fn() });
  return onact;
}

describe('what survives a crash', () => {
  test.each([
    [[], ['currentTerm', 'votedFor', 'log']],
    [['vote-not-persisted'], ['currentTerm', 'log']],
    [['term-not-persisted', 'log-not-persisted'], ['votedFor']],
    [['apply-twice'], ['currentTerm', 'votedFor', 'log', 'store']],
  ])('with the bugs %j it is %j', (bugs, kept) => {
    const { setup } = sessionOn(`num_nodes = 3\n[raft]\nbugs = ${JSON.stringify(bugs)}\n`).world;
    expect(raft.persistent?.(node(), setup)).toEqual(kept);
  });

  test.each(BUG_NAMES)('with the bug %s is what a crash leaves', (bug) => {
    const { setup } = sessionOn(`num_nodes = 3\n[raft]\nbugs = ["${bug}"]\n`).world;
    const full = node({
      currentTerm: 3,
      votedFor: 'n2',
      log: [{ term: 1, op: 'noop' }],
      commitIndex: 1,
      lastApplied: 1,
      store: { a: '1' },
    });
    const after = raftProtocol.crash(full, setup).node;
    const fields = ['currentTerm', 'votedFor', 'log', 'commitIndex', 'lastApplied', 'store'] as const;
    expect([...(raft.persistent?.(node(), setup) ?? [])].sort()).toEqual(
      fields.filter((field) => after[field] === full[field]).sort(),
    );
  });

  test.each(['n2', 'n3'])('is said in the dialog of %s, before a crash and after', (id) => {
    const session = sessionOn(LED);
    session.do({ action: 'crash', node: 'n3' });
    open(session, id);
    expect(screen.getByRole('dialog', { name: id })).toHaveTextContent(
      'A crash keeps currentTerm, votedFor and log; everything else is lost.',
    );
  });

  test('is told on the stage: what is lost while a node is down', () => {
    const session = sessionOn(LED);
    session.do({ action: 'crash', node: 'n3' });
    render(StageOn, { session });
    expect(screen.getByRole('article', { name: /^n3, crashed/ })).toHaveTextContent(/commit\s+lost/);
    expect(screen.getByRole('article', { name: /^n2, follower/ })).not.toHaveTextContent('lost');
  });
});

describe('from its dialog a node', () => {
  test('is cut off from the rest', async () => {
    const onact = open(sessionOn(LED), 'n2');
    await userEvent.click(screen.getByRole('button', { name: 'Cut off from the rest' }));
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action: 'partition', groups: [['n1', 'n3'], ['n2']] });
  });

  test('that is already alone cannot be cut off', () => {
    const session = sessionOn(LED);
    session.do({ action: 'partition', groups: [['n1', 'n3'], ['n2']] });
    open(session, 'n2');
    expect(screen.queryByRole('button', { name: 'Cut off from the rest' })).toBeNull();
  });
});
