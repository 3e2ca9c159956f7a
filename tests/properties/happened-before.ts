/**
 * Happens-before without clocks: a graph of happenings ("n1@3"), with edges for the order at each actor and for messages,
 * searched backwards.
 */
import type { ProtocolEvent } from '../../src/lib/protocol/event';
import type { Message } from '../../src/lib/protocol/message';

interface Told {
  readonly world: { readonly step: number };
  readonly events: readonly ProtocolEvent[];
}

type Named = ProtocolEvent & { readonly message: Message; readonly copy: Message };

export interface HappenedBefore {
  /** A happening and all before it. */
  of(happening: string): ReadonlySet<string>;
  /** The sending of a message and all before it. */
  sendingOf(id: number): ReadonlySet<string>;
}

export function happenedBefore(moments: readonly Told[]): HappenedBefore {
  const back = new Map<string, string[]>();
  const last = new Map<string, string>();
  const sentIn = new Map<number, string>();
  for (const { world, events } of moments) {
    for (const event of events as readonly Named[]) {
      if (/^(network-|message-(dropped|lost|duplicated))/.test(event.type)) continue;
      const place = `${event.actor}@${world.step}`;
      if (!back.has(place)) back.set(place, last.has(event.actor) ? [last.get(event.actor) as string] : []);
      last.set(event.actor, place);
      if (event.type === 'message-sent' || event.type === 'client-requested')
        sentIn.set(event.message.id, place);
      if (event.type === 'message-delivered') back.get(place)?.push(sentIn.get(event.message.id) as string);
    }
    for (const event of events as readonly Named[]) {
      if (event.type === 'message-duplicated')
        sentIn.set(event.copy.id, sentIn.get(event.message.id) as string);
    }
  }
  const of = (happening: string) => {
    const found = new Set<string>();
    const left = [happening];
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
      if (found.has(place)) continue;
      found.add(place);
      left.push(...(back.get(place) ?? []));
    }
    return found;
  };
  return { of, sendingOf: (id) => of(sentIn.get(id) as string) };
}
