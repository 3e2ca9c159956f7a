import { isCommon } from '$lib/protocol/event';
import type { Message } from '../../../protocol/message';
import type { Sequence } from '../../../run/growing';
import type { Moment } from '../../../run/tree';

const FATES: Readonly<Record<string, string>> = {
  'message-delivered': 'Delivered',
  'message-dropped': 'Dropped',
  'message-lost': 'Lost',
};

/**
 * What became of a message that is no longer in flight, as a sentence.
 *
 * @param path from the start; it may go beyond the step shown
 * @param step the step shown
 * @returns null if the message is in flight at that step
 */
export function goneBy(
  path: Pick<Sequence<Pick<Moment, 'world' | 'events'>>, 'at'>,
  step: number,
  { id }: Message,
): string | null {
  if (path.at(step)?.world.network.inFlight.some((message) => message.id === id)) return null;
  for (let at = step; at >= 0 && (path.at(at)?.world.network.nextId ?? 0) > id; at--) {
    const end = path
      .at(at)
      ?.events.find(
        (event) => event.type in FATES && isCommon(event) && 'message' in event && event.message.id === id,
      );
    if (end) return `${FATES[end.type]} in step ${at}.`;
  }
  return 'It is not in flight at this step.';
}
