import type { Rulebook } from '$lib/ui/app/rules/RuleBook.svelte';
import { siteFile } from '$lib/ui/kit/site-file';

/** The contents of `books.json` are part of the prerendered page, and fetched when one comes from another page. */
export async function load({ fetch }): Promise<{ books: readonly Rulebook[] }> {
  return { books: await (await siteFile('rules/books.json', () => fetch('books.json'))).json() };
}
