import { slugsOf, textOf, type Course, type Entry, type Kind } from '$lib/lessons/course';
import { parOf, wayOf } from '$lib/lessons/stops';
import { parseScenario } from '$lib/scenario/parse';
import { loadSystem } from '$lib/scenario/registry';
import { json } from '@sveltejs/kit';

export const prerender = true;

/** Runs once, at build time: the entries of each lesson and challenge in the lists. */
export async function GET(): Promise<Response> {
  const challenges = await entries('challenges');
  const lessons = await Promise.all(
    (await entries('lessons')).map(async (lesson) => ({ ...lesson, tries: await about(lesson, challenges) })),
  );
  return json({ lessons, challenges } satisfies Course);
}

/** The challenges whose texts link to this lesson. */
async function about({ slug }: Entry, challenges: readonly Entry[]): Promise<Entry['tries']> {
  const texts = await Promise.all(challenges.map((one) => textOf('challenges', one.slug)));
  return challenges
    .filter((_, i) => texts[i]?.includes(`(lessons/${slug})`))
    .map((one) => ({ slug: one.slug, title: one.title }));
}

async function entries(kind: Kind): Promise<readonly Entry[]> {
  const all = await Promise.all(slugsOf(kind).map((slug) => entryOf(kind, slug)));
  return all.sort((a, b) => a.number - b.number);
}

async function entryOf(kind: Kind, slug: string): Promise<Entry> {
  const read = parseScenario((await textOf(kind, slug)) ?? '');
  if (!read.ok) throw new Error(`${kind}/${slug}: ${read.errors[0]?.message}`);
  const { setup, lesson, steps } = read.scenario;
  const { stops } = wayOf(read.scenario, await loadSystem(setup.system));
  const task = steps.findIndex(({ action }) => action === 'task');
  return {
    slug,
    number: lesson?.number ?? 0,
    title: setup.title ?? slug,
    summary: lesson?.summary ?? '',
    minutes: lesson?.minutes ?? null,
    tries: [],
    par: kind === 'challenges' && task >= 0 ? parOf(stops, task) : null,
  };
}
