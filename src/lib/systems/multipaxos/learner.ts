/** What learners do: leaders and replicas keep what is chosen by slot and apply it in order, without gaps. */
import { apply } from '../../kv/store';
import { ofAct } from '../../protocol/comparisons';
import { slotsOf, type Command } from './command';
import type { MessageOf } from './message';
import type { Leader, Learner, Replica } from './state';
import { compareNumbers, say, sendEach, set, type Turn } from './turn';

/** Notes that a command is chosen for a slot; the first word on a slot stands. */
export function learn<N extends Leader | Replica>(turn: Turn<N>, slot: number, command: Command): Turn<N> {
  const { chosen } = turn.node;
  if (chosen[slot]) return turn;
  return set(turn, { chosen: { ...chosen, [slot]: command } } as Partial<N>);
}

/**
 * "Execute commands in the order of their numbers" ("Paxos Made Simple", §3).
 *
 * @param answered what the leader does with the result of a slot; replicas answer nobody.
 */
export function applyChosen<N extends Leader | Replica>(
  turn: Turn<N>,
  answered: (turn: Turn<N>, slot: number, result: { ok: boolean; result: string }) => Turn<N> = (so) => so,
): Turn<N> {
  let next = turn;
  for (;;) {
    const slot = next.environment.decide.nextToApply(next.node);
    if (slot === null) return next;
    const command = next.node.chosen[slot] as Command;
    const { store, result } = execute(next.node, command);
    const applied = set(next, { store, lastApplied: slot } as Partial<N>);
    const { lastApplied } = next.node;
    const inOrder = compareNumbers('slot', slot, '=', 'next slot', lastApplied + 1, slot === lastApplied + 1);
    const comparisons = ofAct([inOrder]);
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

function execute({ store }: Learner, { op, key = '', value }: Command) {
  if (op === 'noop') return { store, result: { ok: true, result: 'ok' } };
  const done = apply(store, value === undefined ? { op, key } : { op, key, value });
  return { store: done.store, result: done.answer };
}

/** A replica asks for what it missed: every commit from that slot on that this learner knows, whatever its role. */
export function answerCatchUp<N extends Leader | Replica>(
  turn: Turn<N>,
  { slot, from }: MessageOf<'CatchUp'>,
): Turn<N> {
  const { chosen } = turn.node;
  const missing = slotsOf(chosen).filter((known) => known >= slot);
  const commits = missing.length;
  const told = say(turn, { type: 'catch-up-answered', rule: 'catch-up', slot, to: from, commits });
  return sendEach(
    told,
    missing.map((known) => [from, { type: 'Commit', slot: known, command: chosen[known] as Command }]),
  );
}
