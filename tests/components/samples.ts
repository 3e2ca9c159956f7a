import type { Message } from '../../src/lib/protocol/message';
import { newNode, type RaftState } from '../../src/lib/systems/raft/state';
import { DEFAULT_SCENARIO } from '../../src/lib/scenario/defaults';
import { parseScenario } from '../../src/lib/scenario/parse';
import type { ScenarioError } from '../../src/lib/scenario/errors';
import { Session } from '../../src/lib/ui/run/session.svelte';
import { opened } from '../systems';
import { raft } from '../../src/lib/scenario/systems/raft';

/** A session on a scenario, after some steps. */
export function sessionOn(toml: string, steps = 0): Session {
  const session = new Session(DEFAULT_SCENARIO, raft);
  if (!session.load(opened(toml))) throw new Error(session.errors.map(({ message }) => message).join('\n'));
  for (let i = 0; i < steps; i++) session.next();
  return session;
}

/** Three nodes; n1 leads; c1 asks for nothing by itself. */
export const LED = `
num_nodes = 3
num_clients = 1

[[node]]
id = "n1"
term = 1
role = "leader"

[[client]]
id = "c1"
requests = []
`;

export function node(given: Partial<RaftState> = {}): RaftState {
  return { ...newNode('n1'), ...given };
}

export function message(given: Record<string, unknown> = {}): Message {
  const vote = { type: 'RequestVote', term: 2, candidateId: 'n1', lastLogIndex: 3, lastLogTerm: 1 };
  return { id: 7, from: 'n1', to: 'n2', sentAt: 0, ...vote, ...given } as Message;
}

export function errorsOf(toml: string): readonly ScenarioError[] {
  const read = parseScenario(toml);
  return read.ok ? [] : read.errors;
}
