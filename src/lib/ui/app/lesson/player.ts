/**
 * Loads the player of lessons. It has a module of its own, so that the lab's first load does not list the player's files.
 */
export const loadPlayer = () => import('./LessonPage.svelte');
