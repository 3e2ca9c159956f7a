import { describe, expect, it } from 'vitest';
import { actWords } from '../../src/lib/explain/act-words';
import { causality } from '../../src/lib/explain/causality';
import { headline, sentence, tell } from '../../src/lib/explain/explain';
import { inputOf } from '../../src/lib/explain/input';
import { lacksIn } from '../../src/lib/explain/lacks';
import { raisedBy } from '../../src/lib/explain/questions';
import { traceLine } from '../../src/lib/explain/trace';
import { subjectKey, type Subject } from '../../src/lib/protocol/lack';
import type { Act } from '../../src/lib/sim/act';
import { playing } from '../../src/lib/scenario/run';
import { systemOf } from '../../src/lib/scenario/all-systems';
import type { Action } from '../../src/lib/index';
import { setupOf } from '../paper/bench';

const setup = setupOf({ numClients: 1 });
const system = systemOf(setup);
const moments = (...steps: readonly Action[]) => [...playing({ setup, steps })];
const types = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe('a step is told by one event', () => {
  it('the first that is neither silent nor minor, else the first that is minor, else the first', () => {
    const [, timeout, delivered] = moments({ action: 'timeout', node: 'n1' }, { action: 'deliver' });
    expect(headline(system, timeout?.events ?? [])?.type).toBe('election-started');
    expect(headline(system, delivered?.events ?? [])?.type).toBe('vote-granted');
    const minor = { type: 'term-adopted', actor: 'n1' };
    const silent = { type: 'message-sent', actor: 'n1' };
    expect(headline(system, [silent, minor])).toBe(minor);
    expect(headline(system, [silent])).toBe(silent);
    expect(headline(system, [])).toBeNull();
    expect(tell(system, [])).toBeNull();
  });

  it('an event that a deliberate bug let pass comes first', () => {
    const comparisons = [
      {
        left: 'a',
        leftValue: '1',
        relation: '=',
        right: 'b',
        rightValue: '2',
        holds: false,
        overruled: true,
      },
    ] as const;
    const plain = { type: 'vote-granted', actor: 'n1' };
    const passed = { type: 'applied', actor: 'n1', comparisons };
    expect(headline(system, [plain, passed])).toBe(passed);
  });
});

describe('what happens in the network and to nodes from outside', () => {
  const run = moments(
    { action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' },
    { action: 'retry', client: 'c1', to: 'n2' },
    { action: 'duplicate', from: 'c1', to: 'n2' },
    { action: 'drop', from: 'c1', to: 'n1' },
    { action: 'crash', node: 'n3' },
    { action: 'partition', groups: [['n1', 'n2'], ['n3']] },
    { action: 'restart', node: 'n3' },
    { action: 'heal' },
    { action: 'deliver', from: 'c1', to: 'n2' },
    { action: 'deliver', to: 'c1' },
    { action: 'deliver', from: 'c1', to: 'n2' },
    { action: 'deliver', to: 'c1' },
  );
  const first = (i: number) => run[i]?.events[0];

  it('is told in a sentence each', () => {
    const said = (i: number) => run[i]?.events.map((event) => sentence(system, event));
    expect(said(1)).toEqual(['c1 sends put a=1 to n1.']);
    expect(said(2)).toEqual(['c1 sends put a=1 to n2 again.']);
    expect(said(3)).toEqual(['ClientPut from c1 to n2 is duplicated: it will arrive twice.']);
    expect(said(4)).toEqual(['ClientPut from c1 to n1 is dropped: it will never arrive.']);
    expect(said(5)?.[0]).toMatch(/^n3 crashes: /);
    expect(said(6)).toEqual(['The network is cut: n1 n2 | n3.']);
    expect(said(7)?.[0]).toMatch(/^n3 restarts /);
    expect(said(8)?.[0]).toMatch(/^The network is whole again/);
    expect(said(9)?.[0]).toBe('ClientPut from c1 to n2 is delivered.');
    expect(said(10)?.[1]).toBe('c1 gets an answer to put a=1: not leader.');
    expect(said(12)?.[1]).toBe('c1 ignores n2’s reply: it is not waiting for one.');
  });

  it('and in the trace names the actor once, or leaves the event out', () => {
    const lines = (i: number) => run[i]?.events.map((event) => traceLine(system, event));
    expect(lines(1)).toEqual(['[c1] Sending PUT "a" = "1" -> n1']);
    expect(lines(2)).toEqual(['[c1] Retrying PUT "a" = "1" -> n2']);
    expect(lines(5)?.[0]).toMatch(/^\[n3\] crashes: /);
    expect(lines(9)?.[0]).toBeNull();
    expect(lines(10)?.[1]).toBe('[c1] PUT "a" = "1" -> not leader');
  });

  it('says what was handed over', () => {
    expect(inputOf(run[1]?.events ?? [])).toBeNull();
    expect(inputOf(run[9]?.events ?? [])).toMatchObject({
      actor: 'n2',
      what: { type: 'ClientPut', from: 'c1' },
    });
    expect(inputOf(moments({ action: 'timeout', node: 'n2' })[1]?.events ?? [])).toEqual({
      actor: 'n2',
      what: 'election',
    });
    expect(first(9)?.type).toBe('message-delivered');
  });

  it('happens before what it causes: a copy knows what its original knew, the network knows nothing', () => {
    const happenings = causality(run);
    const at = (step: number, actor: string) =>
      happenings.find((one) => one.step === step && one.actor === actor);
    expect(at(3, 'c1')).toBeUndefined();
    expect(at(4, 'c1')).toBeUndefined();
    // n2 learns of both requests of c1 from the retry, and from its own start.
    expect(at(9, 'n2')?.clock['c1']).toBe(at(2, 'c1')?.clock['c1']);
    expect(at(11, 'n2')?.clock['c1']).toBe(at(2, 'c1')?.clock['c1']);
    expect(at(10, 'c1')?.clock['n2']).toBe(at(9, 'n2')?.clock['n2']);
    expect(at(9, 'n2')?.received?.from).toBe('c1');
    expect(types(at(9, 'n2')?.sent ?? [])).toEqual(['ClientReply']);
  });
});

describe('an act that is about to be done', () => {
  const message = { id: 1, type: 'RequestVote', from: 'n1', to: 'n2', sentAt: 0 };
  it.each<[Action, string]>([
    [{ action: 'deliver', id: 1 }, 'deliver RequestVote from n1 to n2'],
    [{ action: 'drop', id: 1 }, 'drop RequestVote from n1 to n2'],
    [{ action: 'duplicate', id: 1 }, 'duplicate RequestVote from n1 to n2'],
    [{ action: 'timeout', node: 'n1' }, 'n1: election timeout'],
    [{ action: 'heartbeat', node: 'n1' }, 'n1: heartbeat'],
    [{ action: 'crash', node: 'n1' }, 'crash n1'],
    [{ action: 'restart', node: 'n1' }, 'restart n1'],
    [{ action: 'partition', groups: [['n1'], ['n2', 'n3']] }, 'cut the network: n1 | n2 n3'],
    [{ action: 'heal' }, 'heal the network'],
    [{ action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' }, 'c1 asks: put a=1'],
    [{ action: 'request', client: 'c1', op: 'get', key: 'a', to: 'n2' }, 'c1 asks n2: get a'],
    [{ action: 'retry', client: 'c1' }, 'c1 asks again'],
    [{ action: 'retry', client: 'c1', to: 'n3' }, 'c1 asks again, now n3'],
  ])('%o', (action, words) => expect(actWords(system, action as Act, message)).toBe(words));

  it('of a message that is not there', () => {
    expect(actWords(system, { action: 'drop' }, null)).toBe('drop a message');
  });
});

describe('the questions that a step gives rise to', () => {
  const asked = (event: object): string[] => {
    const told: string[] = [];
    raisedBy([{ type: 'x', actor: 'n1', ...event }], (wants) => {
      const all: Subject[] = [
        { kind: 'entry', node: 'n1', index: 3 },
        { kind: 'entry', node: 'l1', index: 4 },
        { kind: 'client', client: 'c1', request: 2 },
        { kind: 'vote', node: 'n1', by: 'n2' },
        { kind: 'append', node: 'n2', by: 'n1' },
        { kind: 'lead', node: 'n1' },
      ];
      told.push(...all.filter(wants).map(subjectKey));
      return [];
    });
    return told;
  };
  const message = { id: 1, type: 'RequestVote', from: 'n1', to: 'n2', sentAt: 0 };

  it.each<[object, string[]]>([
    [{ index: 3 }, ['entry n1 3']],
    [{ slot: 3 }, ['entry n1 3']],
    [{ client: 'c1', request: 2 }, ['client c1 2']],
    [{}, ['lead n1']],
    [{ type: 'message-delivered', message }, ['vote n1 n2', 'append n2 n1']],
    [{ type: 'message-dropped', message }, ['vote n1 n2', 'append n2 n1']],
    [{ type: 'client-requested', message: { ...message, from: 'c1', request: 2 } }, ['client c1 2']],
    [{ type: 'message-delivered', message: { ...message, to: 'l1', slot: 4 } }, ['entry l1 4']],
    [{ type: 'message-duplicated', message }, ['lead n1']],
  ])('%o', (event, subjects) => expect(asked(event)).toEqual(subjects));

  it('come in the order of the events, with all answers to one question together', () => {
    const lack = (index: number, why: string) => ({
      ...{
        about: { kind: 'entry', node: 'n1', index } as const,
        question: `Why ${index}?`,
        on: [],
        why,
        rule: null,
      },
    });
    const events = [4, 3].map((index) => ({ type: 'x', actor: 'n1', index }));
    const raised = raisedBy(events, () => [lack(3, 'a'), lack(4, 'b'), lack(3, 'c')]);
    expect(raised.map(({ question, lacks }) => [question, lacks.map(({ why }) => why)])).toEqual([
      ['Why 4?', ['b']],
      ['Why 3?', ['a', 'c']],
    ]);
  });
});

it('the lacks of a waiting client only mention messages of its own request', () => {
  const two = setupOf({ numClients: 2 });
  const ask = (client: string) => ({ action: 'request', client, op: 'get', key: 'a' }) as const;
  const worlds = [...playing({ setup: two, steps: [ask('c1'), ask('c2'), { action: 'drop', from: 'c1' }] })];
  const lacks = lacksIn({ bugs: [] } as unknown as Parameters<typeof lacksIn>[0], worlds.at(-1)!.world);
  expect(lacks.map(({ why }) => why)).toEqual([
    expect.stringMatching(/^Neither the request nor an answer is in flight/),
    'The request is in flight to n1.',
  ]);
});
