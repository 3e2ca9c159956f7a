import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import type { Message } from '../../src/lib/protocol/message';
import ChipButton from '../../src/lib/ui/kit/ChipButton.svelte';

const VOTE: Message = {
  id: 1,
  type: 'RequestVote',
  from: 'n1',
  to: 'n2',
  sentAt: 0,
  term: 1,
  lastLogIndex: 0,
  lastLogTerm: 0,
} as Message;

/** Where the pointer is released, relative to where it was pressed, and where the pill is by then. */
const CASES = [
  ['the pill has left it', 0, 300, 1],
  ['it trembled, and the pill has left it', 3, 300, 1],
  ['it was moved off to think better of it', 200, 0, 0],
  ['the pill is still there: the browser makes the click', 0, 0, 0],
] as const;

test.each(CASES)('the pointer is let go where %s', async (_, pointerBy, pillBy, opened) => {
  const onopen = vi.fn();
  render(ChipButton, { message: VOTE, label: { words: 'Vote? t1', kind: 'elect' }, held: false, onopen });
  const pill = screen.getByRole('button', { name: /^RequestVote from n1 to n2/ });
  let left = 0;
  pill.getBoundingClientRect = () => new DOMRect(left, 0, 80, 30);
  await fireEvent.pointerDown(pill, { button: 0, clientX: 40, clientY: 15, pointerId: 1 });
  left = pillBy;
  await fireEvent.pointerUp(pill, { button: 0, clientX: 40 + pointerBy, clientY: 15, pointerId: 1 });
  expect(onopen).toHaveBeenCalledTimes(opened);
});
