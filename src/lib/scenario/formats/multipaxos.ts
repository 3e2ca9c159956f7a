/** MultiPaxos in the scenario format: `[multipaxos]`, its `[[node]]` tables and its messages. */
import { PROMISES } from '../../checks/multipaxos/promises';
import { nodeIds } from '../../systems/multipaxos/environment';
import { BUG_NAMES } from '../../systems/multipaxos/bugs';
import { DEFAULT_PAXOS_OPTIONS } from '../../systems/multipaxos/options';
import type { Field, SystemFormat } from '../format-of-system';
import { server, type Names } from '../names';
import { operations } from '../operations';
import {
  boolean,
  byKey,
  index,
  integer,
  list,
  oneOf,
  string,
  stringsByName,
  table,
  term,
  type Schema,
} from '../values';
import { senseOfPaxosNodes } from './multipaxos-sense';

const slot: Field = { read: () => index(1) };
const ballotIn = (names: Names) => table({ round: term(1), leader: server(names) }, 'a ballot');
const ballot: Field = { read: ballotIn };

/**
 * `{ op = "put", key = "a", value = "1" }`. Files do not say whose request it is: no client waits for a command of the
 * set-up.
 */
const commands: Schema<unknown> = byKey(
  'op',
  {
    ...operations((op) => `a ${op} command`),
    noop: table({ op: oneOf(['noop']) }, 'a noop command'),
  },
  'a command',
);
const command: Field = { read: () => commands };

const acceptances: Field = {
  read: (names) =>
    list(
      table({ slot: index(1), ballot: ballotIn(names), command: commands }, 'an acceptance'),
      'acceptances, each { slot, ballot, command }',
    ),
};

export const multipaxosFormat: SystemFormat = {
  ids: nodeIds,
  promises: Object.keys(PROMISES),
  options: {
    num_acceptors: integer(1, 25),
    num_replicas: integer(1, 25),
    bugs: list(oneOf(BUG_NAMES, 'the name of a bug'), 'names of bugs'),
  },
  counts: ['num_acceptors', 'num_replicas'],
  optionDefaults: () => DEFAULT_PAXOS_OPTIONS,
  node: {
    promised: ballot,
    accepted: acceptances,
    role: { read: () => oneOf(['preparing', 'idle']) },
    round: { read: () => term(0) },
    commits: {
      read: () =>
        list(table({ slot: index(1), command: commands }, 'a commit'), 'commits, each { slot, command }'),
    },
  },
  messages: {
    Prepare: { ballot },
    Promise: { ballot, accepted: { ...acceptances, otherwise: () => [] } },
    PrepareRejected: { highest: ballot },
    Accept: { slot, ballot, command },
    Accepted: { slot, ballot },
    AcceptRejected: { slot, highest: ballot },
    Commit: { slot, command },
    CatchUp: { slot },
  },
  expect: () => ({
    role: oneOf(['acceptor', 'preparing', 'leading', 'idle', 'replica']),
    ballot: string,
    promised: string,
    slots: list(index(1), 'slots'),
    last_applied: index(0),
    store: stringsByName,
    alive: boolean,
  }),
  expected: {
    ...{ role: 'text', alive: 'flag', store: 'store', last_applied: 'integer' },
    ...{ ballot: 'text', promised: 'text', slots: 'slots' },
  },
  sense: senseOfPaxosNodes,
};
