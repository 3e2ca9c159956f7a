import { loadLesson } from '$lib/ui/app/lesson/load';

export const load = ({ params, fetch }) => loadLesson('challenges', params.slug, fetch);
