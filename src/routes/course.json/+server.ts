import { slugsOf, textOf, type Entry, type Kind } from '$lib/lessons/course';
import { parOf, wayOf } from '$lib/lessons/stops';
import { parseScenario } from '$lib/scenario/parse';
import { loadSystem } from '$lib/scenario/registry';
import { json } from '@sveltejs/kit';

export const prerender = true;

/** Runs once, as the site is made: what the lists say of each lesson and challenge. */
export async function GET(): Promise<Response> {
  return json({ lessons: await entries('lessons'), challenges: await entries('challenges') });
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
    par: kind === 'challenges' && task >= 0 ? parOf(stops, task) : null,
  };
}
