import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { tick } from 'svelte';
import { describe, expect, test, vi } from 'vitest';
import { cutOff, groupsOf } from '../../src/lib/picture/stage/cut';
import { sessionOn } from './samples';
import StageOn from './StageOn.svelte';

const FIVE = 'num_nodes = 5\nnum_clients = 1\n';

describe('cutting the network', () => {
  test('divides every group into near and far side, and loses no node', () => {
    expect(cutOff([['n1', 'n2', 'n3']], ['n3'])).toEqual([['n1', 'n2'], ['n3']]);
    expect(cutOff([['n1', 'n2'], ['n3']], ['n2', 'n3'])).toEqual([['n1'], ['n2'], ['n3']]);
    const names = Array.from({ length: 9 }, (_, i) => `n${i + 1}`);
    fc.assert(
      fc.property(fc.array(fc.subarray(names), { maxLength: 4 }), (cuts) => {
        const groups = cuts.reduce<readonly (readonly string[])[]>(cutOff, [names]);
        expect(groups.flat().sort()).toEqual([...names].sort());
        expect(groups.every((group) => group.length > 0)).toBe(true);
      }),
    );
  });

  test('a node that a partition does not name stands alone', () => {
    const session = sessionOn(FIVE);
    session.do({ action: 'partition', groups: [['n1', 'n2'], ['n3']] });
    expect(groupsOf(session.world)).toEqual([['n1', 'n2'], ['n3'], ['n4'], ['n5']]);
  });
});

describe('on the stage', () => {
  function show() {
    const session = sessionOn(FIVE);
    render(StageOn, { session });
    return { session, user: userEvent.setup() };
  }

  const button = (name: string) => screen.getByRole('button', { name });
  const box = (id: string) => screen.getByRole('checkbox', { name: `Cut off ${id}` });
  const order = () => screen.getAllByRole('checkbox').map((it) => it.dataset['side']);

  /** Drags a node's row to a height. jsdom has no layout, so the line is put at 200. */
  async function drag(id: string, from: number, to: number) {
    const place = screen.getByRole('article', { name: new RegExp(`^${id},`) }).parentElement as HTMLElement;
    vi.spyOn(document.querySelector('.cut') as Element, 'getBoundingClientRect').mockReturnValue(
      new DOMRect(0, 200, 800, 0),
    );
    const at = (clientY: number) => ({ clientY, button: 0, pointerId: 1 });
    await fireEvent.pointerDown(place, at(from));
    await fireEvent.pointerMove(place, at((from + to) / 2));
    await fireEvent.pointerMove(place, at(to));
    await fireEvent.pointerUp(place, at(to));
  }

  test('a row dragged over the line changes sides, and back again', async () => {
    const { session, user } = show();
    await user.click(button('Cut…'));
    await drag('n2', 80, 260);
    expect(box('n2')).toBeChecked();
    expect(order(), 'one side stands together').toEqual(['n1', 'n3', 'n4', 'n5', 'n2']);
    await drag('n2', 260, 80);
    expect(box('n2')).not.toBeChecked();
    await drag('n3', 80, 90);
    await drag('n3', 80, 120);
    expect(box('n3'), 'not over the line').not.toBeChecked();
    await drag('n5', 80, 260);
    await user.click(button('Cut'));
    expect(session.world.network.groups).toEqual([['n1', 'n2', 'n3', 'n4'], ['n5']]);
  });

  test('while nodes are chosen, the messages that the cut would hold are counted and look held', async () => {
    const { session, user } = show();
    session.next();
    for (let i = 0; i < 12; i++) session.do({ action: 'duplicate', to: 'n3' });
    await user.click(button('Cut…'));
    await user.click(box('n3'));
    expect(screen.getByRole('status')).toHaveTextContent('it would hold 13 messages');
    expect(screen.getByRole('button', { name: /^RequestVote from n1 to n3.*held/ })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^RequestVote from n1 to n2/ })).not.toHaveAccessibleName(
      /held/,
    );
  });

  test('a line between the sides says what the partition holds, and Heal removes it', async () => {
    const { session, user } = show();
    session.next();
    session.do({
      action: 'partition',
      groups: [
        ['n1', 'n4'],
        ['n2', 'n3', 'n5'],
      ],
    });
    await tick();
    expect(screen.getByText('cut: n1 n4 | n2 n3 n5 · 3 messages held')).toBeInTheDocument();
    const names = screen.getAllByRole('article').map((it) => it.getAttribute('aria-label')?.slice(0, 2));
    expect(names.slice(0, 5)).toEqual(['n1', 'n4', 'n2', 'n3', 'n5']);
    await user.click(button('Heal'));
    expect(session.world.network.groups).toBeNull();
    expect(screen.queryByRole('button', { name: 'Heal' })).toBeNull();
  });

  test('nodes are chosen by keyboard, and the sentence says what is missing', async () => {
    const { session, user } = show();
    button('Cut…').focus();
    await user.keyboard('{Enter}');
    const panel = screen.getByRole('group', { name: 'Cut the network' });
    expect(panel).toHaveTextContent('Choose the nodes to cut off');
    expect(within(panel).getByRole('button', { name: 'Cut' })).toHaveAttribute('aria-disabled', 'true');
    await user.click(within(panel).getByRole('button', { name: 'Cut' }));
    expect(session.step).toBe(0);
    for (const id of ['n2', 'n4']) {
      box(id).focus();
      await user.keyboard(' ');
      expect(box(id)).toBeChecked();
      expect(box(id), 'the focus goes with its row').toHaveFocus();
    }
    expect(panel).toHaveTextContent('n1 n3 n5 | n2 n4');
    await user.click(within(panel).getByRole('button', { name: 'Cut' }));
    expect(session.world.network.groups).toEqual([
      ['n1', 'n3', 'n5'],
      ['n2', 'n4'],
    ]);
    expect(screen.queryByRole('group', { name: 'Cut the network' })).toBeNull();
  });

  test('the focus returns however the choice of a cut ends', async () => {
    const { session, user } = show();
    const press = async (it: HTMLElement) => {
      it.focus();
      await user.keyboard('{Enter}');
    };
    const cut = () => within(screen.getByRole('group', { name: 'Cut the network' })).getByText('Cut');
    for (const leave of [
      async () => user.keyboard('{Escape}'),
      async () => press(button('Cancel')),
      async () => press(cut()),
    ]) {
      await press(button('Cut…'));
      await user.click(box('n3'));
      await leave();
      expect(button('Cut…')).toHaveFocus();
    }
    expect(session.world.network.groups).toHaveLength(2);
  });

  test('Escape and Cancel end the choice', async () => {
    const { session, user } = show();
    for (const leave of [() => user.keyboard('{Escape}'), () => user.click(button('Cancel'))]) {
      await user.click(button('Cut…'));
      await user.click(box('n3'));
      await leave();
      expect(screen.queryByRole('checkbox', { name: 'Cut off n3' })).toBeNull();
    }
    expect(session.step).toBe(0);
  });

  test('rows and chips are pressed as ever', async () => {
    const { session, user } = show();
    await user.click(screen.getByRole('button', { name: 'Open n1' }));
    await user.click(screen.getByRole('button', { name: /^StartElection/ }));
    expect(session.step).toBe(0);
  });
});
