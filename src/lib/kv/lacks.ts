import { lacksOf, type Lack, type Reason, type Surroundings } from '../protocol/lack';
import type { ActorId } from '../protocol/message';
import { whyNoAnswer } from './text';

/** A client's request that has no answer yet. */
interface Asked {
  readonly client: ActorId;
  readonly request: number;
  readonly op: string;
  readonly key?: string;
  readonly value?: string;
}

/** Why a client has no answer to its request. */
export function answerLacks(around: Surroundings, asked: Asked, reasons: () => readonly Reason[]): Lack[] {
  const { client, request } = asked;
  return lacksOf(around, { kind: 'client', client, request }, whyNoAnswer(client, asked), reasons);
}
