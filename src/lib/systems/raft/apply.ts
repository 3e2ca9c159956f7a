import { apply } from '../../kv/store';
import type { Result } from '../../kv/command';
import { say, set } from '../../protocol/turn';
import { answer } from './answers';
import { isCommitted } from './bounds';
import { entryAt, lastIndex, type LogEntry } from './log';
import type { RaftState } from './state';
import type { Turn } from './turn';

/** "If commitIndex > lastApplied: increment lastApplied, apply log[lastApplied] to state machine" (Figure 2, all servers). */
export function applyCommitted(turn: Turn): Turn {
  let next = turn;
  while (next.node.lastApplied < Math.min(next.node.commitIndex, lastIndex(next.node.log))) {
    next = applyEntry(next, next.node.lastApplied + 1);
  }
  return next;
}

/** Applies the entry at `index`. The leader that took the request answers it. */
export function applyEntry(turn: Turn, index: number): Turn {
  const { node, environment } = turn;
  const entry = entryAt(node.log, index);
  if (!entry) throw new Error(`${node.id} has no entry at index ${index} to apply`);
  const { answer: given, repeated, ...changed } = execute(node, entry, environment.options.clientSessions);
  const applied = set(turn, { ...changed, lastApplied: index });
  if (entry.op === 'noop')
    return say(applied, { type: 'applied', rule: 'apply', index, entry, ok: true, result: 'ok', repeated });
  const told = say(applied, {
    type: 'applied',
    rule: repeated ? 'client-session' : 'apply',
    index,
    entry,
    ...(given ?? SUPERSEDED),
    repeated,
    comparisons: isCommitted(node, index).comparisons,
  });
  const asked = node.unanswered.find((it) => it.index === index);
  if (!asked) return told;
  const done = set(told, { unanswered: node.unanswered.filter((it) => it !== asked) });
  return given ? answer(done, asked, given) : done;
}

/** The trace's result for a request older than its client's last one, which is neither done nor answered. */
const SUPERSEDED: Result = { ok: false, result: 'superseded' };

interface Executed extends Pick<RaftState, 'store' | 'sessions'> {
  /** null: neither done nor answered. */
  readonly answer: Result | null;
  readonly repeated: boolean;
}

/** Does an entry's operation. With sessions, each request number of a client is done once (§8). */
function execute({ store, sessions }: RaftState, entry: LogEntry, clientSessions: boolean): Executed {
  const { op, key = '', value, client, request } = entry;
  if (op === 'noop') return { store, sessions, answer: null, repeated: false };
  const session = clientSessions && client !== undefined ? sessions[client] : undefined;
  if (session && request !== undefined && request <= session.request) {
    const { ok, result } = session;
    return { store, sessions, answer: request === session.request ? { ok, result } : null, repeated: true };
  }
  const done = apply(store, value === undefined ? { op, key } : { op, key, value });
  if (!clientSessions || client === undefined || request === undefined)
    return { ...done, sessions, repeated: false };
  return { ...done, sessions: { ...sessions, [client]: { request, ...done.answer } }, repeated: false };
}
