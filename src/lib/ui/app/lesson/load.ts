import { error } from '@sveltejs/kit';
import { textOf, type Course, type Kind } from '../../../lessons/course';
import { parseScenario } from '../../../scenario/parse';
import { loadSystem } from '../../../scenario/registry';
import { siteFile } from '../../kit/site-file';

/**
 * What the page of a lesson or a challenge shows.
 *
 * @throws what SvelteKit's `error` throws: 404 if nothing has this slug
 */
export async function loadLesson(kind: Kind, slug: string, fetch: typeof globalThis.fetch) {
  const text = await textOf(kind, slug);
  if (text === null) error(404, 'There is nothing of this name here.');
  const read = parseScenario(text);
  if (!read.ok) error(500, read.errors[0]?.message ?? 'It cannot be read.');
  const course: Course = await (await siteFile('course.json', () => fetch('../../course.json'))).json();
  const system = await loadSystem(read.scenario.setup.system);
  return { slug, scenario: read.scenario, system, course };
}
