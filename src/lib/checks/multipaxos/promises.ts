/**
 * The promises of MultiPaxos, by the names that `expect violation` takes ("Paxos Made Simple", unless another work is
 * named).
 */
export const PROMISES = {
  'chosen-once':
    'Only a single value is chosen (§2.1): per slot no two different commands are each accepted by a majority of the acceptors in one ballot',
  'chosen-stays':
    'A command that is chosen stays chosen: a majority of the acceptors holds it from then on (§2.2)',
  'proposal-of-chosen':
    'If a proposal with value v is chosen, then every higher-numbered proposal issued by any proposer has value v (P2b, §2.2)',
  'ballot-once':
    'Different proposals have different numbers (§2.2): no ballot carries two commands for one slot',
  'accept-promise':
    'An acceptor accepts a proposal numbered n only if it has not responded to a prepare request with a number greater than n (P1a, §2.2)',
  'promise-monotonic':
    'An acceptor remembers the highest-numbered prepare request to which it has responded, even if it fails and restarts (§2.2): what it has promised never goes back',
  'accepted-monotonic':
    'An acceptor remembers the highest-numbered proposal that it has ever accepted, even if it fails and restarts (§2.2)',
  'learn-chosen': 'A process never learns that a value has been chosen unless it actually has been (§2.1)',
  'learners-agree':
    'All learn the same command for the same slot (§3): the logs of leaders and replicas agree',
  'in-order':
    'A server executes commands in the order of their slots, and none before all that come earlier (§3)',
  'state-machine-safety':
    'Because all servers execute the same sequence of commands, they come to the same states (§3)',
  linearizability:
    'Linearizable semantics: each operation appears to execute instantaneously, exactly once, at some point between its invocation and its response (Herlihy and Wing 1990)',
} as const;

export type Invariant = keyof typeof PROMISES;
