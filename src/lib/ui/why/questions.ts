import { sameSubject, type Lack, type Subject } from '../../protocol/lack';
import type { ProtocolEvent } from '../../protocol/event';
import type { Message } from '../../protocol/message';

/** A question with all its answers. */
export interface Question {
  readonly about: Subject;
  readonly question: string;
  readonly lacks: readonly Lack[];
}

/** Lacks about the same thing taken together, in their order. */
export function questionsOf(lacks: readonly Lack[]): readonly Question[] {
  const groups = new Map<string, Lack[]>();
  for (const lack of lacks) {
    const key = JSON.stringify([lack.question, ...Object.values(lack.about)]);
    const group = groups.get(key);
    if (group) group.push(lack);
    else groups.set(key, [lack]);
  }
  return [...groups.values()].map((group) => {
    const { about, question } = group[0] as Lack;
    return { about, question, lacks: group };
  });
}

/** The questions that a step gives rise to: about what it touched and did not bring about, what comes first first. */
export function raisedBy(
  events: readonly ProtocolEvent[],
  questions: readonly Question[],
): readonly Question[] {
  const touched = events.flatMap(subjectsOf);
  const raised = touched.flatMap(
    (about) => questions.find((question) => sameSubject(question.about, about)) ?? [],
  );
  return [...new Set(raised)];
}

/** Whatever an event can be about, whether or not anything is lacking there. */
function subjectsOf(event: ProtocolEvent): Subject[] {
  const { actor, index, slot, client, request, message } = event as ProtocolEvent & {
    readonly [field in 'index' | 'slot' | 'client' | 'request' | 'message']?: unknown;
  };
  const place = index ?? slot;
  if (typeof place === 'number') return [{ kind: 'entry', node: actor, index: place }];
  if (typeof client === 'string' && typeof request === 'number') return [{ kind: 'client', client, request }];
  if (
    event.type === 'message-delivered' ||
    event.type === 'client-requested' ||
    event.type === 'message-dropped'
  )
    return subjectsBetween(message as About);
  return [{ kind: 'lead', node: actor }];
}

/** As much of a message as tells what it is about. */
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
