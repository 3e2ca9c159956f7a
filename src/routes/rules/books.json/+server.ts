import { BUG_EXAMPLES } from '$lib/scenario/bug-examples';
import { EXAMPLES } from '$lib/scenario/examples';
import { ruleExamples } from '$lib/scenario/rule-examples';
import { SYSTEMS } from '$lib/scenario/all-systems';
import { json } from '@sveltejs/kit';
import type { Rulebook } from '$lib/ui/app/rules/RuleBook.svelte';

const TEXTS = import.meta.glob<string>('/static/examples/**/*.toml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const prerender = true;

/** Runs once, as the page is made: every example is played to find where each rule can be seen. */
export function GET(): Response {
  const shown = ruleExamples(
    [...EXAMPLES, ...BUG_EXAMPLES].map(({ file, title }) => ({
      file,
      title,
      text: TEXTS[`/static/examples/${file}`] as string,
    })),
  );
  const books: readonly Rulebook[] = Object.values(SYSTEMS).map(({ name, title, rules }) => ({
    name,
    title,
    rules: rules.map((rule) => ({ ...rule, example: shown[name]?.[rule.id] ?? null })),
  }));
  return json(books);
}
