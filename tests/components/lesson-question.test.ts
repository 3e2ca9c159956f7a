import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../src/lib/lessons/answers';
import type { Ask } from '../../src/lib/sim/lesson';
import AskCard from '../../src/lib/ui/panels/lesson/Ask.svelte';

const SHOWS = [{ action: 'heal' as const }];
const CHOICES: Ask = {
  question: 'Who *leads*?',
  choices: [
    { text: 'n1', right: true, why: 'It has two votes.' },
    { text: 'n2', why: 'It has one vote.', shows: SHOWS },
    { text: 'Nobody', why: 'n1 does.' },
  ],
};
const VALUE: Ask = { question: 'Which term?', value: { node: 'n1', field: 'term' }, why: 'It is 2.' };
const POINT: Ask = { question: 'Which node?', point: 'node', right: ['n3'], why: 'n3 is ahead.' };

function show(
  ask: Ask,
  more: Partial<{
    answer: Answer;
    right: (answer: Answer) => boolean;
    options: string[];
    pointed: string;
    rightInWords: string;
  }> = {},
) {
  const onanswer = vi.fn();
  const onsee = vi.fn();
  render(AskCard, { ask, options: [], answer: undefined, right: null, onanswer, onsee, ...more });
  return { onanswer, onsee };
}

const rightIs = (choice: number) => (answer: Answer) => 'choice' in answer && answer.choice === choice;

describe('choices', () => {
  test('are buttons, and do not show which is right', async () => {
    const { onanswer } = show(CHOICES);
    expect(screen.getByRole('heading')).toHaveTextContent('Who leads?');
    const buttons = screen.getAllByRole('button');
    expect(buttons.map((button) => button.textContent?.trim())).toEqual(['1 n1', '2 n2', '3 Nobody']);
    expect(screen.queryByText('It has two votes.')).toBeNull();
    expect(screen.queryByText(/Right|Wrong|✓|✗/)).toBeNull();
    await userEvent.click(buttons[1] as HTMLElement);
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({ choice: 1 });
  });

  test('are answered by their number as well', async () => {
    const { onanswer } = show(CHOICES);
    await userEvent.keyboard('3');
    await userEvent.keyboard('4');
    expect(onanswer).toHaveBeenCalledExactlyOnceWith({ choice: 2 });
  });

  test('once revealed, each says why it is right or wrong, and the answer is marked', async () => {
    const { onanswer, onsee } = show(CHOICES, { answer: { choice: 1 }, right: rightIs(0) });
    const items = screen.getAllByRole('listitem');
    expect(items.map((item) => item.textContent?.replaceAll(/\s+/g, ' ').trim())).toEqual([
      '✓ Right: n1 It has two votes.',
      '✗ Wrong: n2 your answer It has one vote. See it',
      '✗ Wrong: Nobody n1 does.',
    ]);
    expect(screen.getByRole('status')).toHaveTextContent('Not so.');
    await userEvent.click(within(items[1] as HTMLElement).getByRole('button', { name: 'See it' }));
    expect(onsee).toHaveBeenCalledExactlyOnceWith(SHOWS);
    await userEvent.keyboard('1');
    expect(onanswer).not.toHaveBeenCalled();
  });

  test('a right answer is marked as right, and a missing one as missing', () => {
    show(CHOICES, { answer: { choice: 0 }, right: rightIs(0) });
    expect(screen.getByRole('status')).toHaveTextContent('Right.');
  });

  test('without an answer nothing is called wrong of the student', () => {
    show(CHOICES, { right: rightIs(0) });
    expect(screen.getByRole('status')).toHaveTextContent('Not answered.');
    expect(screen.queryByText('your answer')).toBeNull();
  });
});

test('a value is chosen from its possible values', async () => {
  const { onanswer } = show(VALUE, { options: ['1', '2', '3'] });
  await userEvent.click(screen.getByRole('button', { name: '2' }));
  expect(onanswer).toHaveBeenCalledExactlyOnceWith({ value: '2' });
});

test('a value revealed has its one reason', () => {
  show(VALUE, {
    options: ['1', '2'],
    answer: { value: '2' },
    right: (it) => 'value' in it && it.value === '2',
  });
  expect(screen.getByText('It is 2.')).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('Right.');
});

test('a question to point at something has no list, and shows what was chosen', () => {
  show(POINT);
  expect(screen.queryByRole('list')).toBeNull();
  expect(screen.getByText(/press it on the stage/)).toBeVisible();
});

test('revealed, it says what was pointed at and why', () => {
  show(POINT, { answer: { node: 'n1' }, right: () => false, pointed: 'n1' });
  expect(screen.getByText('You pointed at n1.')).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent('Not so.');
  expect(screen.getByText('n3 is ahead.')).toBeVisible();
});

test('revealed, it says what would have been right, answered or not', () => {
  show(POINT, { right: () => false, rightInWords: 'n3' });
  expect(screen.getByText(/Right:/).parentElement).toHaveTextContent(/Right: *n3/);
  expect(screen.getByRole('status')).toHaveTextContent('Not answered.');
});

test('nobody counts hands for a question without choices', () => {
  render(AskCard, {
    ...{ ask: POINT, options: [], answer: undefined, right: null },
    ...{ hands: { before: [], after: [], set: vi.fn() }, onanswer: vi.fn(), onsee: vi.fn() },
  });
  expect(screen.queryByRole('button', { name: 'Count hands' })).toBeNull();
});

test('hands are counted per choice and round, and shown as bars only with the answer', async () => {
  const set = vi.fn();
  const hands = { before: [3, 9, 0], after: [12, 2, 0], set };
  const { unmount } = render(AskCard, {
    ...{ ask: CHOICES, options: [], answer: undefined, right: null, hands },
    ...{ onanswer: vi.fn(), onsee: vi.fn() },
  });
  expect(screen.queryByRole('spinbutton')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Count hands' }));
  await userEvent.click(screen.getByRole('button', { name: 'One hand more, after: n2' }));
  expect(set).toHaveBeenCalledExactlyOnceWith('after', 1, 3);
  const field = screen.getByRole('spinbutton', { name: 'Hands before discussion: n1' });
  await userEvent.clear(field);
  await userEvent.type(field, '7{Tab}');
  expect(set).toHaveBeenLastCalledWith('before', 0, 7);
  expect(document.querySelector('.bar')).toBeNull();
  unmount();
  render(AskCard, {
    ...{ ask: CHOICES, options: [], answer: undefined, right: rightIs(0), hands },
    ...{ onanswer: vi.fn(), onsee: vi.fn() },
  });
  const widths = [...document.querySelectorAll<HTMLElement>('.bar')].map(({ style }) => style.width);
  expect(widths).toEqual(['25%', '100%', '75%', '17%', '0%', '0%']);
});
