import {
  lessonsIn,
  slugsOf,
  textOf,
  type Course,
  type CourseEntry,
  type EntryLink,
  type Kind,
} from '$lib/lessons/course';
import { parOf, wayOf } from '$lib/lessons/stops';
import { parseScenario } from '$lib/scenario/parse';
import { loadSystem } from '$lib/scenario/registry';
import { json } from '@sveltejs/kit';

export const prerender = true;

/** Runs once, at build time: the entries of each lesson and challenge in the lists. A challenge links to its lessons. */
export async function GET(): Promise<Response> {
  const lessons = await entries('lessons');
  const challenges = await Promise.all(
    (await entries('challenges')).map(async (one) => {
      const named = lessonsIn((await textOf('challenges', one.slug)) ?? '');
      return { ...one, reads: lessons.filter(({ slug }) => named.includes(slug)).map(linkTo) };
    }),
  );
  const about = ({ slug }: CourseEntry) =>
    challenges.filter(({ reads }) => reads.some((one) => one.slug === slug));
  return json({
    lessons: lessons.map((lesson) => ({ ...lesson, tries: about(lesson).map(linkTo) })),
    challenges,
  } satisfies Course);
}

const linkTo = ({ slug, number, title }: CourseEntry): EntryLink => ({ slug, number, title });

async function entries(kind: Kind): Promise<readonly CourseEntry[]> {
  const all = await Promise.all(slugsOf(kind).map((slug) => entryOf(kind, slug)));
  return all.sort((a, b) => a.number - b.number);
}

async function entryOf(kind: Kind, slug: string): Promise<CourseEntry> {
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
    reads: [],
    par: kind === 'challenges' && task >= 0 ? parOf(stops, task) : null,
  };
}
