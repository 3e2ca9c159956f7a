import { render, screen, within } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import { RULES } from '../../src/lib/systems/raft/rulebook';
import { RULE_GROUPS } from '../../src/lib/protocol/rule';
import RuleBook from '../../src/lib/ui/app/rules/RuleBook.svelte';

const example = { file: 'split-vote.toml', title: 'A split vote', step: 5, told: 'n3 refuses.' };
const rules = RULES.map((rule) => ({
  ...rule,
  example: rule.id === 'vote-once' ? example : null,
  lessons: rule.id === 'vote-once' ? [{ slug: 'split-votes', name: 'Lesson 3: One vote a term' }] : [],
}));

test('lists every rule, under its title, with its section', () => {
  render(RuleBook, { books: [{ name: 'raft', title: 'Raft', rules }] });
  const section = screen.getByRole('region', { name: 'The rules of Raft' });
  expect(within(section).getAllByRole('article')).toHaveLength(RULES.length);
  const rule = within(section).getByRole('article', { name: 'No vote for an older log' });
  expect(rule).toHaveTextContent(/§5\.4\.1.* A voter refuses a candidate/);
  const groups = within(section).getAllByRole('heading', { level: 3 });
  expect(groups.map((it) => it.textContent)).toEqual([...RULE_GROUPS]);
});

test('a rule links to the step that shows it, and the list beside it to the rule', () => {
  render(RuleBook, { books: [{ name: 'raft', title: 'Raft', rules }] });
  const rule = screen.getByRole('article', { name: 'One vote per term' });
  const see = within(rule).getByRole('link', { name: 'See it: A split vote, step 5' });
  expect(see.getAttribute('href')).toMatch(/\/lab\/#example=split-vote\.toml&step=5$/);
  const list = screen.getByRole('navigation', { name: 'Rules' });
  expect(within(list).getByRole('link', { name: 'One vote per term' })).toHaveAttribute(
    'href',
    `#${rule.id}`,
  );
});

test('rules of two systems with one name do not share an id', () => {
  const books = ['raft', 'other'].map((name) => ({ name, title: name, rules: rules.slice(0, 1) }));
  render(RuleBook, { books });
  const [a, b] = screen.getAllByRole('article', { name: 'A newer term wins' });
  expect(a?.id).not.toBe(b?.id);
});

test('a rule links to the lessons that ask about it', () => {
  render(RuleBook, { books: [{ name: 'raft', title: 'Raft', rules }] });
  const rule = screen.getByRole('article', { name: 'One vote per term' });
  expect(within(rule).getByRole('link', { name: 'Lesson 3: One vote a term' })).toHaveAttribute(
    'href',
    expect.stringMatching(/\/lessons\/split-votes\/$/),
  );
  expect(screen.getAllByRole('link', { name: /^Lesson/ })).toHaveLength(1);
});

test('another source than the main one is named', () => {
  render(RuleBook, { books: [{ name: 'raft', title: 'Raft', rules }] });
  const source = 'The Raft emulation that Lockstep succeeds';
  expect(screen.getByRole('article', { name: 'One request at a time' })).toHaveTextContent(source);
  expect(screen.getByRole('article', { name: 'One vote per term' })).not.toHaveTextContent(/Ousterhout/);
});
