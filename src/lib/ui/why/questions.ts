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
  const { actor, index, client, request, message } = event as ProtocolEvent & {
    readonly [field in 'index' | 'client' | 'request']?: unknown;
  } & { readonly message?: unknown };
  if (typeof index === 'number') return [{ kind: 'entry', node: actor, index }];
  if (typeof client === 'string' && typeof request === 'number') return [{ kind: 'client', client, request }];
  if (
    event.type === 'message-delivered' ||
    event.type === 'client-requested' ||
    event.type === 'message-dropped'
  )
    return subjectsBetween(message as Message & { readonly request?: number });
  return [{ kind: 'lead', node: actor }];
}

function subjectsBetween({ from, to, request }: Message & { readonly request?: number }): Subject[] {
  if (request !== undefined)
    return [from, to].map((client) => ({ kind: 'client', client, request }) as const);
  return (['vote', 'append'] as const).flatMap((kind) => [
    { kind, node: from, by: to },
    { kind, node: to, by: from },
  ]);
}
