/** What an act is going to do, in a few words. */
import { requestText } from '../kv/text';
import type { Message } from '../protocol/message';
import type { Description } from '../protocol/description';
import type { Act } from '../sim/act';

/**
 * Announces an act that is about to be done.
 *
 * @param message the message that the act is about, if there is one
 */
export function actWords(system: Description, act: Act, message: Message | null): string {
  const way = message ? `${message.type} from ${message.from} to ${message.to}` : 'a message';
  switch (act.action) {
    case 'deliver':
      return `deliver ${way}`;
    case 'drop':
      return `drop ${way}`;
    case 'duplicate':
      return `duplicate ${way}`;
    case 'timeout':
      return `${act.node}: ${lower(system.timerWords.election.name)}`;
    case 'heartbeat':
      return `${act.node}: ${lower(system.timerWords.heartbeat.name)}`;
    case 'crash':
      return `crash ${act.node}`;
    case 'restart':
      return `restart ${act.node}`;
    case 'partition':
      return `cut the network: ${act.groups.map((group) => group.join(' ')).join(' | ')}`;
    case 'heal':
      return 'heal the network';
    case 'request': {
      const asked = requestText({ ...act, value: act.value ?? '' });
      return `${act.client} asks${act.to ? ` ${act.to}` : ''}: ${asked}`;
    }
    case 'retry':
      return `${act.client} asks again${act.to ? `, now ${act.to}` : ''}`;
  }
}

const lower = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
