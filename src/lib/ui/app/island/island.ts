import { browser } from '$app/environment';
import Living from './Living.svelte';
import Prerendered from './Prerendered.svelte';

/**
 * A part of a page that is prerendered with it, and brought to life in a task of its own: what is pressed meanwhile is heard between
 * these tasks. `anew`: what depends on the room that only the browser knows is drawn anew, once, in the place of what was prerendered.
 */
export const Island = browser ? Living : Prerendered;
