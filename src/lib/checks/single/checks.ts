/** All promises of the one-server store, checked from outside: its store, its answers, and what its clients saw. */
import { apply, type Store } from '../../kv/store';
import { isClientPayload, isClientReply, toRequest, type ClientPayload } from '../../kv/message';
import type { Result } from '../../kv/command';
import type { Message } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { World } from '../../sim/world';
import { NO_HISTORY, type Applied, type Entry, type History } from '../history';
import { sparseAt, withAt } from '../sparse';
import { unexplained } from '../unexplained';
import { accused, isAccused, type Checks, type CheckState } from '../violation';
import { PROMISES } from './promises';

interface Memory extends CheckState {
  /** By position in the order in which requests were done. */
  readonly applied: Applied;
  /** How many requests were done between two worlds, unseen by the checks. */
  readonly unseen: number;
  readonly history: History;
}

const NOTHING: Memory = { violations: [], accused: {}, applied: {}, unseen: 0, history: NO_HISTORY };

export const singleChecks: Checks<Memory> = {
  promises: PROMISES,
  begin: (world) => linearizability({ ...NOTHING, unseen: serverOf(world).done }, null, world),
  observe: (memory, before, world) => linearizability(serving(memory, before, world), before, world),
};

interface Server extends NodeState {
  readonly store: Store;
  readonly done: number;
}

const serverOf = ({ nodes }: World) => Object.values(nodes)[0] as Server;

/** What the server did between the two worlds, if the worlds show it. */
function serving(memory: Memory, before: World, world: World): Memory {
  const [old, now] = [serverOf(before), serverOf(world)];
  if (old === now) return memory;
  if (now.done === old.done) return holds(memory, world, old.store, 'did nothing');
  const done = world.step === before.step + 1 && now.done === old.done + 1 ? arrived(before, world) : null;
  if (!done) return { ...memory, unseen: memory.unseen + Math.abs(now.done - old.done) };
  const request = toRequest(done);
  const { store, answer } = apply(old.store, request);
  const entry: Entry = { ...request, client: done.from, request: done.request };
  const noted = { ...memory, applied: withAt(memory.applied, now.done, { entry }) };
  return answered(
    holds(noted, world, store, `did ${done.type} of ${done.from}`),
    before,
    world,
    done,
    answer,
  );
}

/** The client's request that reached the server in the one act between the two worlds. */
function arrived(before: World, world: World): Message<ClientPayload> | null {
  const left = new Set(world.network.inFlight.map(({ id }) => id));
  const [gone] = before.network.inFlight.filter(({ id }) => !left.has(id));
  return gone && isClientPayload(gone) ? gone : null;
}

function holds(memory: Memory, world: World, expected: Store, did: string): Memory {
  const { id, store } = serverOf(world);
  const [one, two] = [expected, store].map((it) => JSON.stringify(Object.entries(it).sort()));
  if (one === two) return memory;
  return accuse(memory, world, 'store-applied', id, `${id} ${did} and holds ${two}, not ${one}.`);
}

function answered(
  memory: Memory,
  before: World,
  world: World,
  { from, request }: Message<ClientPayload>,
  expected: Result,
): Memory {
  const reply = world.network.inFlight
    .filter(isClientReply)
    .find(({ id, to }) => id >= before.network.nextId && to === from);
  if (reply?.request === request && reply.ok === expected.ok && reply.result === expected.result)
    return memory;
  const said = reply ? `“${reply.result}”` : 'nothing';
  const text = `Request ${request} of ${from} gave “${expected.result}” and is answered ${said}.`;
  return accuse(memory, world, 'answer-applied', serverOf(world).id, text);
}

/** A key is skipped if nothing is promised for it: the network had a request done twice, or requests were missed. */
function linearizability(memory: Memory, before: World | null, world: World): Memory {
  const known = {
    applied: memory.applied,
    sessionsOn: false,
    passOver: (key: string) =>
      memory.unseen > 0 ||
      isAccused(memory, 'linearizability', `key ${key}`) ||
      wasDoubled(memory, world, key),
    begunOperations: () => [],
  };
  const { history, found } = unexplained(before, world, known, memory.history);
  return found.reduce<Memory>(
    (so, { key, verdict }) => {
      const message = `${PROMISES.linearizability}. ${verdict.message}`;
      const nodes = [verdict.blocked.client];
      return accused(so, { invariant: 'linearizability', step: world.step, message, nodes }, `key ${key}`);
    },
    { ...memory, history },
  );
}

/** Whether a request on this key was done twice, or came from an unknown client. */
function wasDoubled({ applied }: Memory, world: World, key: string): boolean {
  const { done } = serverOf(world);
  const entries = Array.from({ length: done }, (_, i) => sparseAt(applied, i + 1)?.entry);
  const touching = entries.flatMap((entry) => (entry?.key === key ? [entry] : []));
  const strangers = touching.some(({ client = '' }) => !Object.hasOwn(world.clients, client));
  return (
    strangers || new Set(touching.map(({ client, request }) => `${client}/${request}`)).size < touching.length
  );
}

function accuse(
  memory: Memory,
  { step }: World,
  invariant: keyof typeof PROMISES,
  id: string,
  evidence: string,
): Memory {
  const message = `${PROMISES[invariant]}. ${evidence}`;
  return accused(memory, { invariant, step, message, nodes: [id] }, `${id}/${step}`);
}
