import type { ActorId } from '../../protocol/message';
import type { NodeState } from '../../protocol/protocol';
import type { World } from '../../sim/world';
import type { Entry } from '../history';

export interface Ballot {
  readonly round: number;
  readonly leader: ActorId;
}

export type Command = Entry;

export interface Vote {
  readonly ballot: Ballot;
  readonly command: Command;
}

/** Values by slot, with gaps. */
type BySlot<T> = Readonly<Record<string, T>>;

/** The fields of an acceptor that the checks read. The checks do not know which rules set them. */
export interface Acceptor extends NodeState {
  readonly promised: Ballot | null;
  readonly accepted: BySlot<Vote>;
}

/** The fields of a learner (leader or replica) that the checks read. */
export interface Learner extends NodeState {
  readonly chosen: BySlot<Command>;
  readonly lastApplied: number;
  readonly store: Readonly<Record<string, string>>;
}

export const isAcceptor = (node: NodeState): node is Acceptor =>
  'accepted' in node && node.accepted !== undefined;
export const isLearner = (node: NodeState): node is Learner => 'chosen' in node && node.chosen !== undefined;

export function acceptorsOf(world: World): readonly Acceptor[] {
  return Object.values(world.nodes).filter(isAcceptor);
}

export function majorityOf(world: World): number {
  return Math.floor(acceptorsOf(world).length / 2) + 1;
}

/** By round, then by the proposer's id. null is lower than every ballot. */
export function compareBallots(a: Ballot | null, b: Ballot | null): number {
  const rounds = (a?.round ?? 0) - (b?.round ?? 0);
  if (rounds !== 0) return rounds;
  const [one, other] = [a?.leader ?? '', b?.leader ?? ''];
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

export const ballotText = (ballot: Ballot | null) =>
  ballot ? `${ballot.round}.${ballot.leader}` : 'no ballot';

export function sameCommand(a: Command | undefined, b: Command | undefined): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  const sameOperation = a.op === b.op && a.key === b.key && a.value === b.value;
  return sameOperation && a.client === b.client && a.request === b.request;
}

export function describeCommand(command: Command | undefined): string {
  if (!command) return 'nothing';
  const { op, key, value, client, request } = command;
  if (op === 'noop') return 'a no-op';
  const asked = client === undefined ? '' : ` (request ${request} of ${client})`;
  return `${op} ${key}${value === undefined ? '' : ` = ${value}`}${asked}`;
}
