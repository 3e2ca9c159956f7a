import { getContext, setContext } from 'svelte';
import type { Handle } from '../../../lessons/handles';
import type { System } from '../../../run/system';
import type { World } from '../../../sim/world';

/** What the names and values in a lesson's texts can do. */
interface Handles {
  readonly system: System;
  /** The world whose values texts show. */
  readonly world: World;
  /** The node, client or type of message under the pointer, in a text or on the stage. */
  lit: string | null;
  /** Goes to the step that set the value. */
  go(handle: Handle): void;
}

const KEY = 'lesson-handles';

export const setHandles = (handles: Handles): Handles => setContext(KEY, handles);

/** undefined: texts are read-only. */
export const getHandles = (): Handles | undefined => getContext(KEY);
