/** The portraits of the nodes. */
import { required } from '../../protocol/known';
import { commandText, storeText } from '../../kv/text';
import type { Cell, Epoch, Field, Portrait } from '../../protocol/portrait';
import { ballotText, type Ballot } from './ballot';
import { slotsOf, type Command } from './command';
import { isAcceptor, isReplica, type Acceptor, type Leader, type Learner, type PaxosState } from './state';

export function portrait(node: PaxosState): Portrait {
  if (isAcceptor(node)) return acceptor(node);
  return isReplica(node) ? replica(node) : leader(node);
}

function acceptor({ id, role, alive, promised, accepted }: Acceptor): Portrait {
  const cells = slotsOf(accepted).map((slot): Cell => {
    const { ballot, command } = required(accepted[slot], 'the vote');
    return cell(slot, ballot, command, `accepted in ballot ${ballotText(ballot)}`);
  });
  return {
    ...{ id, role, alive, shape: 'acceptor', fields: promised ? [] : [none('promised')] },
    epoch: epoch('promised', promised, 'promised'),
    row: { name: 'accepted', settledAs: 'chosen', cells },
  };
}

function leader(node: Leader): Portrait {
  const { id, role, alive, ballot, chosen, proposals, lastApplied } = node;
  const known = slotsOf({ ...chosen, ...proposals }).map((slot): Cell => {
    const proposal = proposals[slot];
    // A chosen command stays chosen while the leader proposes it again.
    if (!proposal || chosen[slot])
      return learntCell(slot, required(chosen[slot], 'the command'), lastApplied);
    const told = `proposed in ballot ${ballotText(ballot)}, accepted by ${proposal.acceptedBy.length}`;
    return cell(slot, ballot, proposal.command, told);
  });
  return {
    ...{ id, role, alive, fields: leaderFields(node) },
    shape: role === 'leading' ? 'leader' : role === 'preparing' ? 'candidate' : 'follower',
    epoch: epoch('ballot', ballot),
    row: { name: 'slots', settledAs: 'chosen', cells: known },
  };
}

function leaderFields(node: Leader): Field[] {
  const { role, round, promises, reported, proposals, inbox, ballot } = node;
  const accepted = slotsOf(proposals).map((slot): Field => {
    const { acceptedBy } = required(proposals[slot], 'the proposal');
    return { name: `acceptedBy[${slot}]`, value: acceptedBy.join(' ') || 'nobody' };
  });
  const bound = slotsOf(reported).map((slot): Field => {
    const { ballot: was, command } = required(reported[slot], 'the vote');
    return { name: `reported[${slot}]`, value: `${commandText(command)} in ${ballotText(was)}` };
  });
  const waiting = inbox.map((asked) => `${asked.client}: ${commandText(asked)}`).join(', ');
  const promised: Field[] =
    role === 'preparing'
      ? [
          { name: 'promises', brief: 'promises', value: String(promises.length) },
          { name: 'promisedBy', value: promises.join(' ') || 'nobody' },
        ]
      : [];
  return [
    ...(ballot ? promised : [none('ballot')]),
    { name: 'round', value: String(round) },
    ...learnt(node, role === 'preparing'),
    ...accepted,
    ...bound,
    ...(inbox.length === 0 ? [] : [{ name: 'inbox', value: waiting }]),
  ];
}

function replica(node: Extract<PaxosState, { role: 'replica' }>): Portrait {
  const { id, role, alive, chosen, lastApplied } = node;
  const cells = slotsOf(chosen).map((slot) =>
    learntCell(slot, required(chosen[slot], 'the command'), lastApplied),
  );
  return {
    ...{ id, role, alive, shape: 'store', epoch: null, fields: learnt(node, false) },
    row: { name: 'commits', settledAs: 'chosen', cells },
  };
}

/** @param busy whether the card's line has no room for lastApplied */
function learnt({ lastApplied, store }: Learner, busy: boolean): Field[] {
  const stored = storeText(store);
  return [
    { name: 'lastApplied', value: String(lastApplied), ...(busy ? {} : { brief: 'applied' }) },
    { name: 'store', brief: 'store', value: stored || 'empty', blank: stored === '', column: 'store' },
  ];
}

/** @param line the word before it on the line of fields; absent: it is shown beside the role */
function epoch(name: string, ballot: Ballot | null, line?: string): Epoch | null {
  const value = ballotText(ballot);
  return ballot && { name, field: name, value, brief: value, ...(line && { line }) };
}

/** The field of a ballot that is not set. */
const none = (field: string): Field => ({ name: field, brief: field, value: ballotText(null), blank: true });

/** A command that is accepted or proposed, and not known to be chosen. */
function cell(slot: number, ballot: Ballot | null, command: Command, said: string): Cell {
  const text = commandText(command);
  const mark = ballotText(ballot);
  const told = `slot ${slot}, ${text}, ${said}`;
  return { index: slot, epoch: ballot?.round ?? 0, mark, text, settled: false, applied: false, told };
}

/** A chosen command no longer has a ballot. */
function learntCell(slot: number, command: Command, lastApplied: number): Cell {
  const text = commandText(command);
  const applied = slot <= lastApplied;
  const said = applied ? 'chosen, applied' : `chosen, waits for slot ${lastApplied + 1}`;
  return {
    ...{ index: slot, epoch: 0, mark: '✓', text },
    ...{ settled: true, applied, told: `slot ${slot}, ${text}, ${said}` },
  };
}
