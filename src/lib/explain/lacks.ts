import type { ClientState } from '../kv/client';
import { isClientPayload, type ClientReply } from '../kv/message';
import type { Lack } from '../protocol/lack';
import type { Message } from '../protocol/message';
import type { Insight } from '../protocol/insight';
import { isHeld } from '../sim/network';
import type { World } from '../sim/world';

/** All that has not happened yet in a world, and what it lacks: as the system tells it of its nodes, and of waiting clients. */
export function lacksIn(insight: Insight, world: World): readonly Lack[] {
  const reaches = (from: string, to: string) => !isHeld(world, { from, to });
  const told = insight.lacks?.(world.nodes, world.setup, reaches) ?? [];
  const waiting = Object.values(world.clients).filter((client) => client.waiting);
  const answers = waiting.flatMap((client) => {
    const ofNodes = told.filter(
      ({ about }) =>
        about.kind === 'client' && about.client === client.id && about.request === client.lastRequest,
    );
    if (ofNodes.length > 0) return ofNodes;
    return [onTheWay(world, client)];
  });
  return [...told.filter(({ about }) => about.kind !== 'client'), ...answers];
}

const lackOf = (client: ClientState, on: readonly string[], why: string): Lack => ({
  about: { kind: 'client', client: client.id, request: client.lastRequest },
  question: `Why has ${client.id} no answer?`,
  on,
  why,
  rule: null,
});

/** No node holds the request: its answer, or else the request itself, is in flight, or all is lost. */
function onTheWay(world: World, client: ClientState): Lack {
  const { inFlight } = world.network;
  const isOf = (message: Message) => (message as Message<ClientReply>).request === client.lastRequest;
  const answer = inFlight.find((m) => m.type === 'ClientReply' && m.to === client.id && isOf(m));
  if (answer)
    return lackOf(client, [answer.from], `The answer of ${answer.from} is in flight${held(world, answer)}.`);
  const asked = inFlight.find((m) => isClientPayload(m) && m.from === client.id && isOf(m));
  if (asked)
    return lackOf(client, [asked.to], `The request is in flight to ${asked.to}${held(world, asked)}.`);
  const why = `Neither the request nor an answer is in flight, and no server that is up has it to answer: ${client.id} has to send it again.`;
  return lackOf(client, [client.id], why);
}

function held(world: World, message: Message): string {
  if (isHeld(world, message)) return ', and the partition holds it back';
  return world.nodes[message.to]?.alive === false ? ', and will be lost there: it is crashed' : '';
}
