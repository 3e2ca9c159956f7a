/** The player of lessons. In a module of its own, so that the lab's first load does not name all that the player is made of. */
export const loadPlayer = () => import('./LessonPage.svelte');
