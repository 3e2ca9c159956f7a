import type { Rulebook } from '$lib/ui/app/rules/RuleBook.svelte';
import { siteFile } from '$lib/ui/kit/site-file';

/** What `books.json` holds stands in the page already, and is fetched where one comes here from another page. */
export async function load({ fetch }): Promise<{ books: readonly Rulebook[] }> {
  return { books: await (await siteFile('rules/books.json', () => fetch('books.json'))).json() };
}
