import { describe, expect, it } from 'vitest';
import { raftMachine } from '../../src/lib/systems/raft/machine';

// Every pair of role and input: the transitions tried in order, as `[guard] → next role: actions`. A role that ignores an
// input has `—`. To change what Raft does when, change this table.
const TABLE = `
follower  | NewerTerm             | stays: adoptTerm
follower  | timeout               | → candidate: startElection
follower  | heartbeat             | —
follower  | StartElection         | → candidate: startElection
follower  | RequestVote           | [grantsVote] stays: grantVote
          |                       | stays: refuseVote
follower  | VoteResponse          | stays: ignoreVote
follower  | AppendEntries         | [isStale] stays: refuseStaleAppend
          |                       | [logMatches] stays: acceptAppend
          |                       | stays: refuseUnmatchedAppend
follower  | AppendEntriesResponse | stays: ignoreAnswer
follower  | CommitNotification    | [isStale] stays: ignoreNotification
          |                       | [believesNotification] stays: learnCommit
          |                       | stays: ignoreNotification
follower  | ClientPut             | stays: refuseRequest
follower  | ClientGet             | stays: refuseRequest
follower  | ClientDelete          | stays: refuseRequest
candidate | NewerTerm             | [stepsDown] → follower: adoptTerm, stepDown
          |                       | stays: adoptTerm
candidate | timeout               | → candidate: startElection
candidate | heartbeat             | —
candidate | StartElection         | → candidate: startElection
candidate | RequestVote           | [grantsVote] stays: grantVote
          |                       | stays: refuseVote
candidate | VoteResponse          | [isVote] stays: countVote
          |                       | stays: missVote
candidate | AppendEntries         | [isStale] stays: refuseStaleAppend
          |                       | [logMatches] → follower: yieldToLeader, acceptAppend
          |                       | → follower: yieldToLeader, refuseUnmatchedAppend
candidate | AppendEntriesResponse | stays: ignoreAnswer
candidate | CommitNotification    | [isStale] stays: ignoreNotification
          |                       | [believesNotification] stays: learnCommit
          |                       | stays: ignoreNotification
candidate | ClientPut             | stays: refuseRequest
candidate | ClientGet             | stays: refuseRequest
candidate | ClientDelete          | stays: refuseRequest
candidate | (always)              | [hasMajority] → leader: becomeLeader
leader    | NewerTerm             | [stepsDown] → follower: adoptTerm, stepDown
          |                       | stays: adoptTerm
leader    | timeout               | —
leader    | heartbeat             | stays: heartbeat
leader    | StartElection         | stays: ignoreStart
leader    | RequestVote           | [grantsVote] stays: grantVote
          |                       | stays: refuseVote
leader    | VoteResponse          | stays: ignoreVote
leader    | AppendEntries         | [isStale] stays: refuseStaleAppend
          |                       | stays: ignoreOtherLeader
leader    | AppendEntriesResponse | [isStale] stays: ignoreStale
          |                       | [succeeded] stays: advanceMatch, takeWaiting
          |                       | stays: stepNextBack
leader    | CommitNotification    | [isStale] stays: ignoreNotification
          |                       | stays: ignoreOtherLeader
leader    | ClientPut             | [mustWait] stays: queueRequest
          |                       | stays: takeRequest
leader    | ClientGet             | [mustWait] stays: queueRequest
          |                       | stays: takeRequest
leader    | ClientDelete          | [mustWait] stays: queueRequest
          |                       | stays: takeRequest
`.trim();

const ROLES = ['follower', 'candidate', 'leader'] as const;
const INPUTS = [
  ...['NewerTerm', 'timeout', 'heartbeat', 'StartElection', 'RequestVote', 'VoteResponse', 'AppendEntries'],
  ...['AppendEntriesResponse', 'CommitNotification', 'ClientPut', 'ClientGet', 'ClientDelete'],
];

type StateNode = (typeof raftMachine)['root'];
type Tried = NonNullable<StateNode['always']>[number];

const stateOf = (role: (typeof ROLES)[number]) => raftMachine.states[role] as StateNode;

function inWords({ guard, target, actions }: Tried): string {
  const asked = guard === undefined ? '' : `[${typeof guard === 'string' ? guard : guard.toString()}] `;
  const next = target?.[0] ? `→ ${target[0].key}` : 'stays';
  return `${asked}${next}: ${actions.map((action) => (typeof action === 'string' ? action : 'inline')).join(', ')}`;
}

function rows(role: (typeof ROLES)[number]): string[] {
  const { transitions, always = [] } = stateOf(role);
  const told = (input: string, tried: readonly Tried[]) =>
    (tried.length === 0 ? ['—'] : tried.map(inWords)).map(
      (words, i) => `${(i === 0 ? role : '').padEnd(9)} | ${(i === 0 ? input : '').padEnd(21)} | ${words}`,
    );
  const eventless = always.length === 0 ? [] : told('(always)', always);
  return [...INPUTS.flatMap((input) => told(input, transitions.get(input) ?? [])), ...eventless];
}

describe('the role machine', () => {
  it('does what the table says in every role on every input', () => {
    expect(ROLES.flatMap(rows).join('\n')).toBe(TABLE);
  });

  it('knows no input that the table leaves out', () => {
    expect(new Set(raftMachine.events)).toEqual(new Set(INPUTS));
  });

  it('has no roles but these, and begins as a follower', () => {
    expect(Object.keys(raftMachine.states)).toEqual(ROLES);
    expect(raftMachine.config.initial).toBe('follower');
  });

  it.each(ROLES)(
    'a %s waits for no time and starts nothing: no delays, no invocations, no entry or exit',
    (role) => {
      const { after, invoke, entry, exit } = stateOf(role);
      expect([after, invoke, entry, exit]).toEqual([[], [], [], []]);
    },
  );

  it('names every guard and action by a rule', () => {
    const { guards, actions } = raftMachine.implementations;
    const used = [...TABLE.matchAll(/\[(\w+)\]/g)].map(([, guard]) => guard);
    expect(new Set(Object.keys(guards))).toEqual(new Set(used));
    const done = TABLE.split('\n').flatMap((row) => row.split(': ')[1]?.split(', ') ?? []);
    expect(new Set(Object.keys(actions))).toEqual(new Set(done));
  });
});
