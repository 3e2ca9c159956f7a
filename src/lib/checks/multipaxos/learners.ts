/** What leaders and replicas learn and apply ("Paxos Made Simple", §2.3 and §3). */
import type { Operation } from '../../kv/client';
import { sparseAt, withAt } from '../sparse';
import { unexplained } from '../unexplained';
import { isAccused } from '../violation';
import { acceptorsOf, describeCommand, majorityOf, sameCommand, type Command, type Learner } from './node';
import { changedVotes, holdersOf } from './proposals';
import { accuse, type Look } from './watch';

/** Only chosen commands are learnt, and all nodes learn the same. Commands that the set-up gives as learnt are trusted. */
export function learning(seen: Look): void {
  for (const { before, now } of seen.learners) {
    for (const [slot, command] of changedVotes(before?.chosen, now.chosen)) {
      if (before !== null) learnChosen(seen, now, slot, command);
      learnersAgree(seen, now, slot, command);
    }
  }
}

/**
 * A learnt command must be held by a majority. This is enough even if acts were missed: an acceptor that has accepted a
 * chosen command keeps it.
 */
function learnChosen(seen: Look, { id }: Learner, slot: number, command: Command): void {
  if (sameCommand(sparseAt(seen.memory.chosen, slot)?.command, command)) return;
  const holders = holdersOf(seen, slot, command);
  const needed = majorityOf(seen.world);
  if (holders >= needed) return;
  const text = `${id} takes ${describeCommand(command)} for chosen in slot ${slot}; ${holders} of ${acceptorsOf(seen.world).length} acceptors hold it, and a majority is ${needed}.`;
  accuse(seen, 'learn-chosen', `${id}/${slot}`, [id], text);
}

function learnersAgree(seen: Look, { id }: Learner, slot: number, command: Command): void {
  const first = sparseAt(seen.memory.learnt, slot);
  if (!first) {
    seen.memory = { ...seen.memory, learnt: withAt(seen.memory.learnt, slot, { command, by: id }) };
  } else if (!sameCommand(first.command, command)) {
    const text = `For slot ${slot}, ${first.by} learnt ${describeCommand(first.command)} and ${id} learnt ${describeCommand(command)}.`;
    accuse(seen, 'learners-agree', `${slot}/${id}`, [...new Set([first.by, id])], text);
  }
}

export function applying(seen: Look): void {
  for (const { before, now } of seen.learners) {
    if (!now.alive) continue;
    const known = before !== null && before.lastApplied <= now.lastApplied ? before.lastApplied : 0;
    for (let slot = known + 1; slot <= now.lastApplied; slot++) applyOne(seen, now, slot);
    const sameStore = before?.alive && before.store === now.store && before.lastApplied === now.lastApplied;
    if (!sameStore) compareStore(seen, now);
  }
}

function applyOne(seen: Look, { id, chosen, lastApplied }: Learner, slot: number): void {
  const entry = chosen[slot];
  if (!entry) {
    const text = `${id} has applied slot ${lastApplied} and does not know slot ${slot}.`;
    accuse(seen, 'in-order', `${id}/${slot}`, [id], text);
    return;
  }
  const first = sparseAt(seen.memory.applied, slot);
  if (!first) {
    seen.memory = { ...seen.memory, applied: withAt(seen.memory.applied, slot, { entry, by: id }) };
  } else if (!sameCommand(first.entry, entry)) {
    const text = `At slot ${slot}, ${first.by} applied ${describeCommand(first.entry)} and ${id} applied ${describeCommand(entry)}.`;
    accuse(seen, 'state-machine-safety', `${slot}/${id}`, [...new Set([first.by, id])], text);
  }
}

function compareStore(seen: Look, { id, lastApplied, store }: Learner): void {
  const first = sparseAt(seen.memory.stores, lastApplied);
  if (!first) {
    seen.memory = { ...seen.memory, stores: withAt(seen.memory.stores, lastApplied, { store, by: id }) };
    return;
  }
  const [one, two] = [first.store, store].map(inOneOrder);
  if (one === two) return;
  const text = `After ${lastApplied} slots, ${first.by === id ? 'it once was' : `${first.by}’s store was`} ${one}, and ${id}’s is ${two}.`;
  accuse(seen, 'state-machine-safety', `store/${id}`, [...new Set([first.by, id])], text);
}

const inOneOrder = (store: Learner['store']) => JSON.stringify(Object.entries(store).sort());

/** A key is skipped if nothing is promised for it: the network had a request done twice, or the set-up wrote it. */
export function linearizability(seen: Look): void {
  const { before, world, memory } = seen;
  const known = {
    applied: memory.applied,
    sessionsOn: false,
    passOver: (key: string) => isAccused(memory, 'linearizability', `key ${key}`) || wasDoubled(seen, key),
    begunOperations: (): readonly Operation[] => [],
  };
  const { history, found } = unexplained(before, world, known, memory.history);
  if (history !== memory.history) seen.memory = { ...seen.memory, history };
  for (const { key, verdict } of found)
    accuse(seen, 'linearizability', `key ${key}`, [verdict.blocked.client], verdict.message);
}

/** Whether two slots hold the same request on this key, or a slot holds a command of an unknown client. */
function wasDoubled({ memory, world }: Look, key: string): boolean {
  const commands = Object.values(memory.learnt).flatMap((chunk) =>
    Object.values(chunk).map(({ command }) => command),
  );
  const touching = commands.filter((command) => command.key === key);
  const strangers = touching.some(({ client = '' }) => !Object.hasOwn(world.clients, client));
  return (
    strangers || new Set(touching.map(({ client, request }) => `${client}/${request}`)).size < touching.length
  );
}
