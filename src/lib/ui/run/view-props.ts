import type { Message } from '../../protocol/message';
import type { Session } from './session.svelte';

/** What every view of a run is given. It fills its box and scrolls within it. */
export interface ViewProps {
  readonly session: Session;
  readonly onmessage: (message: Message) => void;
  readonly onnode: (id: string) => void;
}
