import { describe, expect, it } from 'vitest';
import { acceptorMachine, leaderMachine, replicaMachine } from '../../src/lib/systems/multipaxos/machine';
import { readChart } from '../../src/lib/protocol/chart-reader';

// Every role and input that it handles: the transitions tried in order, as `[guard] → next role: actions`. To change what
// MultiPaxos does when, change this table.
const TABLE = `
acceptor  | Prepare         | [mayPromise] stays: promise
acceptor  | Prepare         | stays: refusePrepare
acceptor  | Accept          | [mayAccept] stays: accept
acceptor  | Accept          | stays: refuseAccept
acceptor  | ClientPut       | stays: refuseRequest
acceptor  | ClientGet       | stays: refuseRequest
acceptor  | ClientDelete    | stays: refuseRequest
idle      | timeout         | → preparing: prepare
idle      | Promise         | stays: ignoreAnswer
idle      | PrepareRejected | [isHigher] stays: noteRound
idle      | PrepareRejected | stays: ignoreRejection
idle      | Accepted        | stays: ignoreAnswer
idle      | AcceptRejected  | [isHigher] stays: noteRound
idle      | AcceptRejected  | stays: ignoreRejection
idle      | CatchUp         | stays: answerCatchUp
idle      | ClientPut       | stays: refuseRequest
idle      | ClientGet       | stays: refuseRequest
idle      | ClientDelete    | stays: refuseRequest
preparing | always          | [hasPromises] → leading: lead, takeWaiting
preparing | timeout         | stays: prepare
preparing | heartbeat       | stays: sendAgain
preparing | Promise         | [isNewPromise] stays: countPromise
preparing | Promise         | stays: ignorePromise
preparing | PrepareRejected | [isHigher] → idle: stepAside
preparing | PrepareRejected | stays: ignoreRejection
preparing | Accepted        | stays: ignoreAccepted
preparing | AcceptRejected  | [isHigher] → idle: stepAside
preparing | AcceptRejected  | stays: ignoreRejection
preparing | CatchUp         | stays: answerCatchUp
preparing | ClientPut       | stays: queueRequest
preparing | ClientGet       | stays: queueRequest
preparing | ClientDelete    | stays: queueRequest
leading   | heartbeat       | stays: sendAgain
leading   | Promise         | stays: ignoreLatePromise
leading   | PrepareRejected | [isHigher] → idle: stepAside
leading   | PrepareRejected | stays: ignoreRejection
leading   | Accepted        | [completesQuorum] stays: countAccepted, choose, takeWaiting
leading   | Accepted        | [counts] stays: countAccepted
leading   | Accepted        | stays: ignoreAccepted
leading   | AcceptRejected  | [isHigher] → idle: stepAside
leading   | AcceptRejected  | stays: ignoreRejection
leading   | CatchUp         | stays: answerCatchUp
leading   | ClientPut       | [mustWait] stays: queueRequest
leading   | ClientPut       | stays: takeRequest
leading   | ClientGet       | [mustWait] stays: queueRequest
leading   | ClientGet       | stays: takeRequest
leading   | ClientDelete    | [mustWait] stays: queueRequest
leading   | ClientDelete    | stays: takeRequest
replica   | Commit          | [isKnown] stays: ignoreKnown
replica   | Commit          | stays: learnCommit
replica   | heartbeat       | stays: askForMissing
replica   | CatchUp         | stays: answerCatchUp
replica   | ClientPut       | stays: refuseRequest
replica   | ClientGet       | stays: refuseRequest
replica   | ClientDelete    | stays: refuseRequest
`.trim();

const MACHINES = [acceptorMachine, leaderMachine, replicaMachine];

function rows({ config }: (typeof MACHINES)[number]): string[] {
  return readChart(config as Parameters<typeof readChart>[0]).transitions.map(
    ({ from, event, guard, to, actions }) =>
      `${from.padEnd(9)} | ${event.padEnd(15)} | ${guard === null ? '' : `[${guard}] `}${to === from ? 'stays' : `→ ${to}`}: ${actions.join(', ')}`,
  );
}

describe('the role machines of MultiPaxos', () => {
  it('do what the table says in every role on every input', () => {
    expect(MACHINES.flatMap(rows).join('\n')).toBe(TABLE);
  });

  it('name every guard and action by a rule, and have none that they do not use', () => {
    const guards = MACHINES.flatMap(({ implementations }) => Object.keys(implementations.guards));
    const actions = MACHINES.flatMap(({ implementations }) => Object.keys(implementations.actions));
    expect(new Set(guards)).toEqual(new Set([...TABLE.matchAll(/\[(\w+)\]/g)].map(([, guard]) => guard)));
    const done = TABLE.split('\n').flatMap((row) => row.split(': ')[1]?.split(', ') ?? []);
    expect(new Set(actions)).toEqual(new Set(done));
  });
});
