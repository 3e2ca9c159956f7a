import type { Message } from '../../protocol/message';
import type { Session } from './session.svelte';

/** The props of every view of a run. A view fills its box and scrolls within it. */
export interface ViewProps {
  readonly session: Session;
  readonly onmessage: (message: Message) => void;
  readonly onnode: (id: string) => void;
}
