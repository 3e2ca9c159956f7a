import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import StepsDialog from '../../src/lib/ui/panels/inspect/StepsDialog.svelte';
import { sessionOn } from './samples';

const THREE = 'num_nodes = 3\nnum_clients = 0';

/** Three steps, then another act from step 1 on. The second branch is shown. */
function forked() {
  const session = sessionOn(THREE, 3);
  session.jump(1);
  session.do({ action: 'timeout', node: 'n2' });
  return session;
}

function show(session = forked(), other: number | null = null) {
  const onclose = vi.fn();
  render(StepsDialog, { session, other, onclose });
  return { session, onclose, user: userEvent.setup() };
}

const button = (name: string) => screen.getByRole('button', { name });
const field = (name: string) => screen.getByRole('textbox', { name });
const lines = (part: string) =>
  within(screen.getByRole('table', { name: part }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent));

describe('comparing two steps', () => {
  test('begins with the step shown and the one before, told in words, part by part', () => {
    show(sessionOn(THREE, 1));
    expect(
      [field('Step of the first step'), field('Step of the second step')].map(
        (input) => (input as HTMLInputElement).value,
      ),
    ).toEqual(['0', '1']);
    expect(lines('n1')).toEqual(
      expect.arrayContaining([
        ['role', 'follower', 'candidate'],
        ['currentTerm', '0', '1'],
        ['votedFor', 'nobody', 'n1'],
      ]),
    );
    expect(lines('Messages in flight')).toEqual([
      ['main → n1 StartElection: Start election', 'message 1, sent at 0 ms', '–'],
      ['n1 → n2 RequestVote: Vote? t1', '–', expect.stringMatching(/^message 2, /)],
      ['n1 → n3 RequestVote: Vote? t1', '–', expect.stringMatching(/^message 3, /)],
    ]);
    expect(screen.queryByRole('table', { name: 'n2' })).toBeNull();
    expect(screen.getByRole('status')).toHaveTextContent(/^\d+ differences\.$/);
  });

  test('of a step with itself says that nothing differs', async () => {
    const { user } = show(sessionOn(THREE, 1));
    await user.click(button('First step: one step on'));
    expect(screen.getByRole('status')).toHaveTextContent('Nothing differs.');
    expect(screen.queryByRole('table')).toBeNull();
  });

  test('of two branches begins where they part, and returns there', async () => {
    const { user } = show(forked(), 1);
    expect(field('Step of the first step')).toHaveValue('2');
    expect(field('Step of the second step')).toHaveValue('2');
    expect(lines('n2')).toEqual(expect.arrayContaining([['role', 'candidate', 'follower']]));
    await user.click(button('◀ Both back'));
    expect(screen.getByRole('status')).toHaveTextContent('Nothing differs.');
    await user.click(button('First difference: step 2'));
    expect(screen.getByRole('table', { name: 'n2' })).toBeInTheDocument();
  });

  test('any step can be chosen by its number; beyond the ends, the end', async () => {
    const { user } = show(sessionOn(THREE, 3));
    const input = field('Step of the second step');
    await user.clear(input);
    await user.type(input, '99{Enter}');
    await user.tab();
    expect(input).toHaveValue('3');
    await user.clear(input);
    await user.type(input, 'x');
    await user.tab();
    expect(input).toHaveValue('3');
  });

  test('a shorter branch chosen shows its own last step', async () => {
    const session = forked();
    session.switchTo(1);
    session.jump(3);
    const { user } = show(session);
    await user.selectOptions(screen.getByRole('combobox', { name: 'Branch of the second step' }), 'Branch 2');
    expect(field('Step of the second step')).toHaveValue('2');
  });

  test('either step can be gone to', async () => {
    const { session, onclose, user } = show(forked(), 1);
    await user.click(button('Second step: one step on'));
    await user.click(button('Show the second step'));
    expect(onclose).toHaveBeenCalled();
    expect([session.timeline.branch, session.step]).toEqual([1, 3]);
  });

  test('two branches of a thousand steps each show what differs between two steps, and no list of all', () => {
    const session = forked();
    for (const branch of [1, 2]) {
      session.switchTo(branch);
      session.last();
      for (let i = 0; i < 1000; i++) session.do({ action: 'timeout', node: 'n3' });
    }
    show(session, 1);
    expect(screen.getByRole('table', { name: 'n2' })).toBeInTheDocument();
    expect(document.querySelectorAll('tr, option').length).toBeLessThan(100);
  });
});
