import type { Rulebook } from '$lib/ui/app/rules/RuleBook.svelte';

/** What `books.json` holds stands in the page already, and is fetched where one comes here from another page. */
export async function load({ fetch }): Promise<{ books: readonly Rulebook[] }> {
  return { books: await (await fetch('books.json')).json() };
}
