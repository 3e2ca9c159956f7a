import { itemAt } from '../protocol/known';
import { subjectKey, type Lack, type Subject } from '../protocol/lack';
import type { ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';

/** A question with all its answers. */
export interface Question {
  readonly about: Subject;
  readonly question: string;
  readonly lacks: readonly Lack[];
}

/** Groups lacks by their subject, in order. */
export function questionsOf(lacks: readonly Lack[]): readonly Question[] {
  const groups = new Map<string, Lack[]>();
  for (const lack of lacks) {
    const key = `${subjectKey(lack.about)} ${lack.question}`;
    const group = groups.get(key);
    if (group) group.push(lack);
    else groups.set(key, [lack]);
  }
  return [...groups.values()].map((group) => {
    const { about, question } = itemAt(group, 0);
    return { about, question, lacks: group };
  });
}

/**
 * The questions that a step raises: about subjects that it touched and that have not happened, in the order of its events.
 *
 * @param lacksOf gives the lacks of a subject
 */
export function raisedBy(
  events: readonly ProtocolEvent[],
  lacksOf: (asked: (about: Subject) => boolean) => readonly Lack[],
): readonly Question[] {
  const touched = new Set(events.flatMap(subjectsOf).map(subjectKey));
  const questions = questionsOf(lacksOf((about) => touched.has(subjectKey(about))));
  return [...touched].flatMap((key) => questions.find(({ about }) => subjectKey(about) === key) ?? []);
}

/** All subjects that an event can be about, whether or not they lack anything. */
function subjectsOf(event: ProtocolEvent): Subject[] {
  const { actor, index, slot, client, request, message } = event as ProtocolEvent & {
    readonly [field in 'index' | 'slot' | 'client' | 'request']?: unknown;
  } & { readonly message?: About };
  const place = index ?? slot;
  if (typeof place === 'number') return [{ kind: 'entry', node: actor, index: place }];
  if (typeof client === 'string' && typeof request === 'number') return [{ kind: 'client', client, request }];
  if (
    event.type === 'message-delivered' ||
    event.type === 'client-requested' ||
    event.type === 'message-dropped'
  )
    return message ? subjectsBetween(message) : [];
  return [{ kind: 'lead', node: actor }];
}

/** The fields of a message that tell what it is about. */
type About = Message & { readonly request?: number; readonly slot?: number };

function subjectsBetween({ from, to, request, slot }: About): Subject[] {
  if (request !== undefined)
    return [from, to].map((client) => ({ kind: 'client', client, request }) as const);
  const between = (['vote', 'append'] as const).flatMap((kind): Subject[] => [
    { kind, node: from, by: to },
    { kind, node: to, by: from },
  ]);
  if (slot === undefined) return between;
  return [...between, ...[from, to].map((node): Subject => ({ kind: 'entry', node, index: slot }))];
}
