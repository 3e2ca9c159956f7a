import type { Course } from '$lib/lessons/course';
import { siteFile } from '$lib/ui/kit/site-file';

/** What `course.json` holds stands in the page already, and is fetched where one comes here from another page. */
export async function load({ fetch }): Promise<{ course: Course }> {
  return { course: await (await siteFile('course.json', () => fetch('../course.json'))).json() };
}
