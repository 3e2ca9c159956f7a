import type { ActorId } from '../../../protocol/message';
import type { System } from '../../../run/system';
import type { World } from '../../../sim/world';

/** The answer that a server would have given to a read, and the steps between which it would. */
interface Span {
  readonly value: string;
  readonly from: number;
  readonly to: number;
}

/** The answers that one client could have read from its own server so far; the last one is current. */
interface Readable {
  readonly client: ActorId;
  readonly server: ActorId;
  readonly spans: readonly Span[];
}

/** @param worlds worlds of one run in order, one act apart */
export function readable(system: System, worlds: readonly World[]): readonly Readable[] {
  const last = worlds.at(-1);
  if (!last) return [];
  const spans = new Map<ActorId, readonly Span[]>();
  return Object.keys(last.clients).map((client) => {
    const server = system.home?.(client, last.setup) ?? system.contact(last.setup);
    const own = spans.get(server) ?? spansOf(system, worlds, server);
    spans.set(server, own);
    return { client, server, spans: own };
  });
}

function spansOf(system: System, worlds: readonly World[], server: ActorId): readonly Span[] {
  const spans: Span[] = [];
  for (const { nodes, step } of worlds) {
    const node = nodes[server];
    const value = node?.alive ? (system.reading?.(node) ?? '') : 'no answer';
    const span = spans.at(-1);
    if (span?.value === value) spans[spans.length - 1] = { ...span, to: step };
    else spans.push({ value, from: step, to: step });
  }
  return spans;
}
