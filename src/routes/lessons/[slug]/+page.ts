import { textOf, type Course } from '$lib/lessons/course';
import { parseScenario } from '$lib/scenario/parse';
import { loadSystem } from '$lib/scenario/registry';
import { siteFile } from '$lib/ui/kit/site-file';
import { error } from '@sveltejs/kit';

export async function load({ params, fetch }) {
  const text = await textOf('lessons', params.slug);
  if (text === null) error(404, 'There is nothing of this name here.');
  const read = parseScenario(text);
  if (!read.ok) error(500, read.errors[0]?.message ?? 'It cannot be read.');
  const course: Course = await (await siteFile('course.json', () => fetch('../../course.json'))).json();
  const system = await loadSystem(read.scenario.setup.system);
  return { slug: params.slug, scenario: read.scenario, system, course };
}
