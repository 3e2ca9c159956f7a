/** The rules of learners: leaders and replicas store chosen commands by slot and apply them in order, without gaps. */
import { apply } from '../../kv/store';
import { say, sendEach, set } from '../../protocol/turn';
import { compareNumbers, done } from '../../protocol/verdict';
import { bySlot, type Command } from './command';
import type { PaxosVerdict } from './decisions';
import type { MessageOf } from './message';
import type { Leader, Learner, Replica } from './state';
import type { Turn } from './turn';

/**
 * A learner with changed fields. The function exists because TypeScript cannot see that `N` has the fields of every
 * learner.
 */
const learnt = <N extends Leader | Replica>(turn: Turn<N>, change: Partial<Learner>) =>
  set(turn, change as Partial<N>);

/** Records that a command is chosen for a slot. The first command recorded for a slot stays. */
export function learn<N extends Leader | Replica>(turn: Turn<N>, slot: number, command: Command): Turn<N> {
  const { chosen } = turn.node;
  if (chosen[slot]) return turn;
  return learnt(turn, { chosen: { ...chosen, [slot]: command } });
}

/**
 * "Execute commands in the order of their numbers" ("Paxos Made Simple", §3).
 *
 * @param answered what the leader does with the result of a slot; replicas answer nobody
 */
export function applyChosen<N extends Leader | Replica>(
  turn: Turn<N>,
  answered: (turn: Turn<N>, slot: number, result: { ok: boolean; result: string }) => Turn<N> = (so) => so,
): Turn<N> {
  let next = turn;
  for (;;) {
    const slot = next.environment.decide.nextToApply(next.node);
    if (slot === null) return next;
    const command = next.node.chosen[slot];
    if (!command) throw new Error(`${next.node.id} does not know slot ${slot}, which it is to apply`);
    const { store, result } = execute(next.node, command);
    const applied = learnt(next, { store, lastApplied: slot });
    const { comparisons } = inOrder(next.node, slot);
    const told = say(applied, {
      type: 'applied',
      rule: 'apply-in-order',
      slot,
      command,
      ...result,
      comparisons,
    });
    next = answered(told, slot, result);
  }
}

/** Slots are applied one after the other ("Paxos Made Simple", §3), unless a deliberate bug skips one. */
function inOrder({ id, lastApplied }: Leader | Replica, slot: number): PaxosVerdict {
  const next = { name: 'next slot', value: lastApplied + 1, of: id, at: lastApplied + 1 };
  return done(compareNumbers('next-slot', { name: 'slot', value: slot, of: id, at: slot }, '=', next));
}

function execute({ store }: Learner, { op, key = '', value }: Command) {
  if (op === 'noop') return { store, result: { ok: true, result: 'ok' } };
  const done = apply(store, value === undefined ? { op, key } : { op, key, value });
  return { store: done.store, result: done.answer };
}

/** A replica asks for the commits that it missed. Any learner answers with every commit that it knows, from that slot on. */
export function answerCatchUp<N extends Leader | Replica>(
  turn: Turn<N>,
  { slot, from }: MessageOf<'CatchUp'>,
): Turn<N> {
  const { chosen } = turn.node;
  const missing = bySlot(chosen).filter(([known]) => known >= slot);
  const commits = missing.length;
  const told = say(turn, { type: 'catch-up-answered', rule: 'catch-up', slot, to: from, commits });
  return sendEach(
    told,
    missing.map(([known, command]) => [from, { type: 'Commit', slot: known, command }]),
  );
}
