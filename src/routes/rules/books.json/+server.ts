import { required } from '$lib/protocol/known';
import { BUG_EXAMPLES } from '$lib/scenario/bug-examples';
import { EXAMPLES } from '$lib/scenario/examples';
import { ruleExamples } from '$lib/scenario/rule-examples';
import { slugsOf, textOf } from '$lib/lessons/course';
import { lessonsOfRules } from '$lib/lessons/rule-lessons';
import { parseScenario } from '$lib/scenario/parse';
import { SYSTEMS, systemOf } from '$lib/scenario/all-systems';
import { json } from '@sveltejs/kit';
import type { Rulebook } from '$lib/ui/app/rules/RuleBook.svelte';

const TEXTS = import.meta.glob<string>('/static/examples/**/*.toml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const prerender = true;

/** Runs once, at build time: plays every example to find steps that show each rule. */
export async function GET(): Promise<Response> {
  const shown = ruleExamples(
    [...EXAMPLES, ...BUG_EXAMPLES].map(({ file, title }) => ({
      file,
      title,
      text: required(TEXTS[`/static/examples/${file}`], 'the text'),
    })),
  );
  const lessons = lessonsOfRules(await course());
  const books: readonly Rulebook[] = Object.values(SYSTEMS).map(({ name, title, rules }) => ({
    name,
    title,
    rules: rules.map((rule) => ({
      ...rule,
      example: shown[name]?.[rule.id] ?? null,
      lessons: lessons[`${name}-${rule.id}`] ?? [],
    })),
  }));
  return json(books);
}

/** The lessons, in order. */
async function course() {
  const lessons = await Promise.all(
    slugsOf('lessons').map(async (slug) => {
      const read = parseScenario((await textOf('lessons', slug)) ?? '');
      if (!read.ok) throw new Error(`${slug}: ${read.errors[0]?.message}`);
      return { slug, scenario: read.scenario, system: systemOf(read.scenario.setup) };
    }),
  );
  const number = ({ scenario }: (typeof lessons)[number]) => scenario.lesson?.number ?? 0;
  return lessons.sort((a, b) => number(a) - number(b));
}
