import { required } from '../protocol/known';
import { outstanding, type ClientState } from '../kv/client';
import { isClientPayload } from '../kv/message';
import { whyNoAnswer } from '../kv/text';
import type { Lack, Subject } from '../protocol/lack';
import type { Message } from '../protocol/message';
import type { Details } from '../protocol/description';
import { isHeld } from '../sim/network';
import type { World } from '../sim/world';

/**
 * Everything that has not happened yet in a world, and why: the system says so for its nodes, and this file for waiting
 * clients.
 *
 * @param asked whether to look at a subject; absent: look at all
 */
export function lacksIn(
  details: Details,
  world: World,
  asked?: (about: Subject) => boolean,
): readonly Lack[] {
  const { inFlight } = world.network;
  const reaches = (from: string, to: string) => !isHeld(world, { from, to });
  const told =
    details.lacks?.(world.nodes, world.setup, { inFlight, reaches, ...(asked && { asked }) }) ?? [];
  const waiting = Object.values(world.clients).filter(
    (client) => client.waiting && (!asked || asked(subjectOf(client))),
  );
  const answers = waiting.flatMap((client) => {
    const answer = answerTo(world, client);
    const ofNodes = told.filter(
      ({ about }) =>
        about.kind === 'client' && about.client === client.id && about.request === client.lastRequest,
    );
    if (ofNodes.length === 0) return [answer ?? onTheWay(world, client)];
    return answer ? [answer, ...ofNodes] : ofNodes;
  });
  return [...told.filter(({ about }) => about.kind !== 'client'), ...answers];
}

const subjectOf = ({ id, lastRequest }: ClientState): Subject => ({
  kind: 'client',
  client: id,
  request: lastRequest,
});

const lackOf = (client: ClientState, on: readonly string[], why: string): Lack => ({
  about: subjectOf(client),
  question: whyNoAnswer(client.id, required(outstanding(client), 'the request')),
  on,
  why,
  rule: null,
});

const isOf = (client: ClientState, message: Message) =>
  'request' in message && message.request === client.lastRequest;

/** The answer is in flight. If there are several: one that can arrive. */
function answerTo(world: World, client: ClientState): Lack | null {
  const { inFlight } = world.network;
  const answer = likeliest(
    world,
    inFlight.filter((m) => m.type === 'ClientReply' && m.to === client.id && isOf(client, m)),
  );
  if (!answer) return null;
  return lackOf(
    client,
    [answer.from],
    `The answer from ${answer.from} is in flight${obstacle(world, answer)}.`,
  );
}

/** No node stores the request, and no answer is in flight: either the request is in flight or everything is lost. */
function onTheWay(world: World, client: ClientState): Lack {
  const { inFlight } = world.network;
  const asked = likeliest(
    world,
    inFlight.filter((m) => isClientPayload(m) && m.from === client.id && isOf(client, m)),
  );
  if (asked)
    return lackOf(client, [asked.to], `The request is in flight to ${asked.to}${obstacle(world, asked)}.`);
  const why = `Neither the request nor an answer is in flight, and no server that is up holds the request: ${client.id} has to send it again.`;
  return lackOf(client, [client.id], why);
}

/** A message that nothing stops, or else one that may get through later. */
function likeliest(world: World, messages: readonly Message[]): Message | undefined {
  return messages.find((message) => obstacle(world, message) === '') ?? messages[0];
}

/** What stops a message; empty: nothing. */
function obstacle(world: World, message: Message): string {
  if (isHeld(world, message)) return ', but the partition holds it back';
  return world.nodes[message.to]?.alive === false
    ? ', but its receiver is down: delivered now, it is lost'
    : '';
}
