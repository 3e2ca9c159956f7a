import type { ClientRequest, Result } from '../../kv/command';
import type { ProtocolEvent } from '../../protocol/event';
import type { ActorId } from '../../protocol/message';

/** The server has done a request and answers it. `rule` is a key of `rulebook.ts`. */
export type SingleEvent = ProtocolEvent &
  ClientRequest &
  Result & {
    readonly type: 'request-done';
    readonly rule: string;
    readonly client: ActorId;
    readonly request: number;
  };
