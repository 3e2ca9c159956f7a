import type { Course } from '$lib/lessons/course';
import { siteFile } from '$lib/ui/kit/site-file';

/** The contents of `course.json` are part of the prerendered page, and fetched when one comes from another page. */
export async function load({ fetch }): Promise<{ course: Course }> {
  return { course: await (await siteFile('course.json', () => fetch('../course.json'))).json() };
}
