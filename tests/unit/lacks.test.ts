import { describe, expect, it } from 'vitest';
import { subjectKey } from '../../src/lib/protocol/lack';
import { lacking } from './lacking';

/** Five servers; n1 leads term `term`; each node's log as terms. */
function led(term: number, logs: Record<string, number[]>, rest = ''): string {
  const nodes = Object.entries(logs).map(
    ([id, log]) =>
      `[[node]]\nid = "${id}"\nlog = [${log}]\n${id === 'n1' ? `role = "leader"\nterm = ${term}\n` : ''}`,
  );
  return `num_nodes = 5\nnum_clients = 1\n${nodes.join('')}\n[[client]]\nid = "c1"\nrequests = []\n${rest}`;
}

const step = (action: string, fields = '') => `\n[[step]]\naction = "${action}"\n${fields}\n`;
const put =
  step('request', 'client = "c1"\nop = "put"\nkey = "a"\nvalue = "1"') +
  step('deliver', 'message = "ClientPut"');
const heartbeat = step('heartbeat', 'node = "n1"');
const append = (to: string) => step('deliver', `message = "AppendEntries"\nto = "${to}"`);
const answer = (from: string) => step('deliver', `message = "AppendEntriesResponse"\nfrom = "${from}"`);
const crash = (...nodes: string[]) => nodes.map((node) => step('crash', `node = "${node}"`)).join('');

describe('an entry that is not committed', () => {
  const entry = 'Why is index 1 not committed?';

  it('is in flight even if it was sent in an earlier term', () => {
    const sent =
      '[[message]]\nmessage = "AppendEntries"\nfrom = "n1"\nto = "n2"\nterm = 1\nprev_log_index = 0\nentries = [1]\n';
    const again = step('deliver', 'message = "AppendEntries"\nto = "n2"\nnth = 2') + answer('n2');
    const lost = step('drop', 'message = "AppendEntries"\nto = "n2"\nnth = 2');
    expect(lacking(led(2, { n1: [1] }, sent + heartbeat + again + lost))[entry]).toContain(
      'Index 1 is in flight to n2.',
    );
  });

  it.each([
    [
      'nobody has received it',
      put,
      ['Index 1 is on 1 of 5 servers; it needs 3.', 'Index 1 is in flight to n2, n3, n4 and n5.'],
    ],
    [
      'one holds it, and the leader knows',
      put + append('n2') + answer('n2'),
      ['Index 1 is on 2 of 5 servers; it needs 3.', 'Index 1 is in flight to n3, n4 and n5.'],
    ],
    [
      'two hold it, and the leader does not know',
      put + append('n2') + append('n3'),
      [
        'Index 1 is on 1 of 5 servers as far as n1 knows; it needs 3.',
        'n2 and n3 hold it already; n1 does not know this yet.',
        'Index 1 is in flight to n4 and n5.',
      ],
    ],
    [
      'one is crashed',
      put + crash('n5'),
      ['Index 1 is on 1 of 5 servers; it needs 3.', 'Index 1 is in flight to n2, n3 and n4.', 'n5 is down.'],
    ],
    [
      'a majority is crashed',
      put + crash('n3', 'n4', 'n5'),
      [
        'Index 1 is on 1 of 5 servers; it needs 3.',
        'Index 1 is in flight to n2.',
        'n3, n4 and n5 are down.',
        'n1 has 2 of 5 servers with it, and a majority is 3: it waits until one more is back.',
      ],
    ],
    [
      'the leader is cut off, and one that is with it is crashed',
      put + crash('n2') + step('partition', 'groups = [["n1", "n2"], ["n3", "n4", "n5"]]'),
      [
        'Index 1 is on 1 of 5 servers; it needs 3.',
        'n2 is down.',
        'n3, n4 and n5 are cut off from n1 by the partition.',
        'n1 has 1 of 5 servers with it, and a majority is 3: it waits until 2 more are back.',
      ],
    ],
  ])('lacks copies: %s', (_name, steps, whys) => {
    expect(lacking(led(1, { n1: [] }, steps))[entry]).toEqual(whys);
  });

  it.each([
    ['known', answer('n2')],
    ['in flight', ''],
  ])('does not wait for a crashed follower whose answer is %s', (_name, steps) => {
    const toml = led(1, { n1: [] }, put + append('n2') + steps + crash('n2', 'n4', 'n5'));
    expect(lacking(toml)[entry]?.slice(-1)).toEqual(['n4 and n5 are down.']);
    const rest = append('n3') + (steps === '' ? answer('n2') : '') + answer('n3');
    expect(lacking(toml + rest)).not.toHaveProperty([entry]);
  });

  it('is sent again by a heartbeat, where it was lost on the way', () => {
    const drop = step('drop', 'message = "AppendEntries"\nto = "n2"');
    const toml = led(1, { n1: [] }, put + drop + crash('n3', 'n4'));
    expect(lacking(toml)[entry]?.slice(1, 3)).toEqual([
      'Index 1 is in flight to n5.',
      'n2 does not hold it, and it is not in flight: n1’s next heartbeat sends it.',
    ]);
    expect(lacking(toml + heartbeat)[entry]).toContain('Index 1 is in flight to n2 and n5.');
  });

  it('is not the other entry that a follower has there in the same term', () => {
    const entryOf = (key: string) => `[{ term = 1, op = "get", key = "${key}" }]`;
    const toml = led(1, { n1: [], n2: [] }, heartbeat)
      .replace('id = "n1"\nlog = []', `id = "n1"\nlog = ${entryOf('a')}`)
      .replace('id = "n2"\nlog = []', `id = "n2"\nlog = ${entryOf('b')}`);
    const answers = lacking(toml);
    expect(answers[entry]).toContain(
      'n2 has another entry of the same term at index 1, which counts as this one.',
    );
    expect(answers['Why is index 1 not committed on n2?']).toEqual([
      'n1 leads term 1 and has another entry of the same term at index 1: it commits that one, not this one.',
    ]);
  });

  it('is there no more once it is committed', () => {
    const toml = led(1, { n1: [] }, put + append('n2') + append('n3') + answer('n2') + answer('n3'));
    expect(lacking(toml)).not.toHaveProperty(entry);
  });

  it('of an older term does not count, however many hold it', () => {
    const toml = led(
      4,
      { n1: [2], n2: [2], n3: [2] },
      heartbeat + append('n2') + append('n3') + answer('n2') + answer('n3'),
    );
    expect(lacking(toml)[entry]).toEqual([
      'Index 1 is from term 2: a leader counts only entries of its own term (§5.4.2).',
      'It is committed along with the first entry of term 4, once that is on 3 servers. n1 has none yet: the next client request creates one.',
    ]);
  });

  it('of an older term waits for the first of the leader’s own', () => {
    const toml = led(4, { n1: [2, 4], n2: [2], n3: [2], n4: [2], n5: [2] });
    expect(lacking(toml)[entry]).toContain(
      'It is committed along with index 2 of term 4, once that is on 3 servers.',
    );
  });

  it('waits for a follower whose log does not match', () => {
    const toml = led(3, { n1: [1, 3], n2: [1, 2], n3: [], n4: [1], n5: [1] });
    const { [entry]: _first, ...answers } = lacking(toml);
    expect(answers['Why is index 2 not committed?']).toEqual([
      'Index 2 is on 1 of 5 servers; it needs 3.',
      'n2’s entry at index 2 has term 2, not 3.',
      'n3’s log reaches only to index 0, not to index 2.',
      'n4’s log reaches only to index 1, not to index 2.',
      'n5’s log reaches only to index 1, not to index 2.',
    ]);
    expect(answers['Why does n2 not take n1’s entries?']).toEqual([
      'n2’s entry at index 2 has term 2, not 3.',
      'When it hears of the refusal, n1 steps back and sends from index 2 on, which n2 will take.',
    ]);
    expect(answers['Why does n3 not take n1’s entries?']).toEqual([
      'n3’s log reaches only to index 0, not to index 2.',
      'When it hears of the refusal, n1 steps back and sends from index 2 on, and so on until the logs match.',
    ]);
  });

  it('of a leader that was replaced is refused', () => {
    const toml = led(1, { n1: [1] }, step('timeout', 'node = "n2"') + step('timeout', 'node = "n2"'));
    expect(lacking(toml)[entry]).toContain(
      'n2 is in term 2, and n1’s message is from term 1. n1 steps down once it hears of this.',
    );
  });

  it.each([
    [
      'its leader committed it',
      led(1, { n1: [] }, put + append('n2') + append('n3') + answer('n2') + answer('n3')),
      'n2',
      ['n1 has committed it; n2 does not know this yet.'],
    ],
    [
      'its leader has another entry there',
      led(3, { n1: [3], n2: [2] }),
      'n2',
      ['n1 leads term 3 and has another entry at index 1, of term 3, which will replace this one of term 2.'],
    ],
    [
      'its leader has none there',
      led(3, { n1: [], n2: [2] }),
      'n2',
      ['n1 leads term 3 and has no entry at index 1, so it cannot commit this one.'],
    ],
    [
      'nobody leads',
      led(3, { n1: [3], n2: [3] }, crash('n1')),
      'n2',
      ['Only a leader commits, and no leader of term 3 or later is up.'],
    ],
    [
      'it is crashed',
      led(3, { n1: [3], n2: [3] }, crash('n2')),
      'n2',
      ['n2 is down: it has lost what it knew of commits, and learns it again from a leader once it is back.'],
    ],
  ])('on a follower: %s', (_name, toml, node, whys) => {
    expect(lacking(toml)[`Why is index 1 not committed on ${node}?`]).toEqual(whys);
  });
});

describe('a candidate that does not lead', () => {
  const stands = (logs: Record<string, number[]>, steps: string) =>
    led(1, logs, steps).replace('role = "leader"', 'role = "follower"');
  const ask = (to: string) => step('deliver', `message = "RequestVote"\nfrom = "n1"\nto = "${to}"`);
  const timeout = (node: string) => step('timeout', `node = "${node}"`);

  it('lacks votes that were not asked for or not heard of', () => {
    const toml = stands({ n1: [] }, timeout('n1') + ask('n2') + crash('n5'));
    expect(lacking(toml)).toEqual({
      'Why does n1 not lead?': [
        'n1 has 1 of 5 votes in term 2; it needs 3.',
        'n2 has voted for it; n1 does not know this yet.',
        'RequestVote is in flight to n3 and n4.',
        'n5 is down.',
      ],
    });
  });

  it('is refused by who has voted, by who is in a newer term, and by whose log is newer or longer', () => {
    const toml = stands(
      { n1: [1], n2: [2], n3: [1, 1] },
      timeout('n4') + timeout('n4') + timeout('n4') + timeout('n5') + timeout('n1'),
    );
    const answers = lacking(toml);
    expect(answers['Why does n1 not lead?']).toEqual([
      'n1 has 1 of 5 votes in term 2; it needs 3.',
      'n2’s log is newer (last term 2; n1’s is 1).',
      'n3’s log is longer (last index 2; n1’s is 1).',
      'n4 is in term 3, and n1’s message is from term 2.',
      'RequestVote is in flight to n5.',
      'n1 can no longer win term 2: its election timeout starts an election in a newer term.',
    ]);
    expect(answers['Why does n3 not vote for n1?']).toEqual([
      'n3’s log is longer (last index 2; n1’s is 1).',
      'n3 votes for n1 only once n1’s log is at least as up to date as n3’s.',
    ]);
    expect(answers['Why does n4 not vote for n1?']).toEqual([
      'n4 is in term 3, and n1’s message is from term 2.',
      'n4 can vote again in a term after 2: n1 has to start another election.',
    ]);
  });

  const stale = 'n2 is in term 2, and n1’s message is from term 1.';
  const none = 'n1 can no longer win term 1: its election timeout starts an election in a newer term.';
  const vote = (from: string, to: string) =>
    step('deliver', `message = "VoteResponse"\nfrom = "${from}"\nto = "${to}"`);
  const lose = (message: string, fields: string) => step('drop', `message = "${message}"\n${fields}`);
  /** Three servers, of which n1 stands for election in term 1. */
  const three = (steps: string) =>
    `num_nodes = 3\nnum_clients = 0\n[raft]\nauto_start = false\n${timeout('n1')}${steps}`;
  const moveOn =
    ask('n2') + ask('n3') + timeout('n2') + step('deliver', 'message = "RequestVote"\nto = "n3"');

  it('has a vote that is in flight, whatever its voter does since', () => {
    const toml = three(moveOn);
    const answers = lacking(toml);
    expect(answers['Why does n1 not lead?']).toEqual([
      'n1 has 1 of 3 votes in term 1; it needs 2.',
      'n2 and n3 have voted for it; n1 does not know this yet.',
    ]);
    expect(answers).not.toHaveProperty(['Why does n2 not vote for n1?']);
    expect(lacking(toml + vote('n3', 'n1'))).not.toHaveProperty(['Why does n1 not lead?']);
  });

  it('cannot win once the votes that it was given are lost', () => {
    const one = moveOn + lose('VoteResponse', 'from = "n3"\nto = "n1"');
    expect(lacking(three(one))['Why does n1 not lead?']).not.toContain(none);
    expect(lacking(three(one + lose('VoteResponse', 'from = "n2"')))['Why does n1 not lead?']).toEqual([
      'n1 has 1 of 3 votes in term 1; it needs 2.',
      stale,
      'n3 is in term 2, and n1’s message is from term 1.',
      none,
    ]);
  });

  it('asks once a term: where the request is lost, no vote comes', () => {
    const lost = lose('RequestVote', 'to = "n2"');
    expect(lacking(three(lost))['Why does n1 not lead?']).toEqual([
      'n1 has 1 of 3 votes in term 1; it needs 2.',
      'RequestVote is in flight to n3.',
      'Neither a request to n2 nor an answer is in flight: n1 asks once per term.',
    ]);
    const both = lost + lose('RequestVote', 'to = "n3"');
    expect(lacking(three(both))['Why does n1 not lead?']).toContain(none);
  });

  it.each([
    ['counted', vote('n2', 'n1')],
    ['in flight', ''],
  ])('does not wait for a crashed voter whose vote is %s', (_name, steps) => {
    const toml = stands({ n1: [] }, timeout('n1') + ask('n2') + steps + crash('n2', 'n4', 'n5'));
    expect(lacking(toml)['Why does n1 not lead?']?.slice(-1)).toEqual(['n4 and n5 are down.']);
    const won = ask('n3') + (steps === '' ? vote('n2', 'n1') : '') + vote('n3', 'n1');
    expect(lacking(toml + won)).not.toHaveProperty(['Why does n1 not lead?']);
  });

  it('waits for a voter whose vote the partition holds back', () => {
    const apart = step('partition', 'groups = [["n1", "n3"], ["n2", "n4", "n5"]]');
    const toml = stands({ n1: [] }, timeout('n1') + ask('n2') + apart);
    expect(lacking(toml)['Why does n1 not lead?']?.slice(-2)).toEqual([
      'n2, n4 and n5 are cut off from n1 by the partition.',
      'n1 has 2 of 5 servers with it, and a majority is 3: it waits until one more is back.',
    ]);
  });

  /** n3 has the longer log, which n2, the leader of term 5, is about to overwrite; n4 and n5 will not be asked any more. */
  const logs = { n1: '3', n2: '1', n3: '3, 3', n4: '', n5: '' };
  const begun = Object.entries(logs).map(
    ([id, log]) =>
      `[[node]]\nid = "${id}"\nlog = [${log}]\nterm = 5\n${id === 'n2' ? 'role = "leader"\n' : ''}`,
  );
  const steppedBack = step('heartbeat', 'node = "n2"') + append('n3') + answer('n3');
  const unasked = lose('RequestVote', 'to = "n4"') + lose('RequestVote', 'to = "n5"');
  const givesWay = `num_nodes = 5\nnum_clients = 0\n${begun.join('')}${steppedBack}${timeout('n1')}${unasked}`;
  const lost = 'n1 can no longer win term 6: its election timeout starts an election in a newer term.';

  it('can win by a voter whose log may give way to an earlier leader', () => {
    expect(lacking(givesWay)['Why does n1 not lead?']).not.toContain(lost);
    const won = ask('n2') + vote('n2', 'n1') + append('n3') + ask('n3') + vote('n3', 'n1');
    expect(lacking(givesWay + won)).not.toHaveProperty(['Why does n1 not lead?']);
  });

  it('cannot win by a voter whose log stays longer', () => {
    const over = crash('n2') + lose('AppendEntries', 'to = "n3"');
    expect(lacking(givesWay + over)['Why does n1 not lead?']).toContain(lost);
  });

  it('is never called hopeless if a bug may decide', () => {
    const toml = three(moveOn + lose('VoteResponse', 'to = "n1"') + lose('VoteResponse', 'to = "n1"'));
    expect(lacking(toml)['Why does n1 not lead?']).toContain(none);
    const bug = toml.replace('[raft]', '[raft]\nbugs = ["vote-not-persisted"]');
    expect(lacking(bug)['Why does n1 not lead?']).not.toContain(none);
  });

  it('is refused by another candidate', () => {
    const toml = stands({ n1: [] }, timeout('n2') + timeout('n1') + timeout('n1'));
    expect(lacking(toml)['Why does n1 not vote for n2?']).toEqual([
      'n1 is in term 3, and n2’s message is from term 1.',
      'n1 can vote again in a term after 1: n2 has to start another election.',
    ]);
  });

  it('cannot win without a majority that it reaches', () => {
    const toml = stands(
      { n1: [] },
      timeout('n1') + step('partition', 'groups = [["n1", "n2"], ["n3", "n4", "n5"]]'),
    );
    expect(lacking(toml)['Why does n1 not lead?']?.slice(-2)).toEqual([
      'n3, n4 and n5 are cut off from n1 by the partition.',
      'n1 has 2 of 5 servers with it, and a majority is 3: it waits until one more is back.',
    ]);
  });
});

describe('a client that waits', () => {
  const waits = 'Why does c1 have no answer to get a?';
  const request = (to = 'n1') => step('request', `client = "c1"\nop = "get"\nkey = "a"\nto = "${to}"`);

  it.each([
    ['its request is in flight', request(), ['The request is in flight to n1.']],
    [
      'its request is in flight to a crashed server',
      request() + crash('n1'),
      ['The request is in flight to n1, but its receiver is down: delivered now, it is lost.'],
    ],
    [
      'one copy would be lost at a crashed server and another can arrive',
      request() + crash('n1') + step('retry', 'client = "c1"\nto = "n2"'),
      ['The request is in flight to n2.'],
    ],
    [
      'one answer is held back and another can arrive',
      request('n2') +
        step('retry', 'client = "c1"\nto = "n3"') +
        step('deliver', 'to = "n2"') +
        step('deliver', 'to = "n3"') +
        step('partition', 'groups = [["n2"], ["c1", "n3"]]'),
      ['The answer from n3 is in flight.'],
    ],
    [
      'a partition holds it back',
      request() + step('partition', 'groups = [["c1"], ["n1"]]'),
      ['The request is in flight to n1, but the partition holds it back.'],
    ],
    [
      'it is appended',
      request() + step('deliver'),
      [
        'n1 has appended the request at index 1 and answers once it has applied it.',
        'Index 1 is on 1 of 5 servers; it needs 3.',
        'Index 1 is in flight to n2, n3, n4 and n5.',
      ],
    ],
    ['its answer is in flight', request('n2') + step('deliver'), ['The answer from n2 is in flight.']],
    [
      'its request was dropped',
      request() + step('drop'),
      [
        'Neither the request nor an answer is in flight, and no server that is up holds the request: c1 has to send it again.',
      ],
    ],
    [
      'the leader that took it is crashed',
      request() + step('deliver') + crash('n1'),
      [
        'Neither the request nor an answer is in flight, and no server that is up holds the request: c1 has to send it again.',
      ],
    ],
  ])('%s', (_name, steps, whys) => {
    // With sessions a retry is the same request.
    const sessions = `client_sessions = true\n[[node]]`;
    const toml = led(1, { n1: [] }, steps).replace('[[node]]', `[raft]\n${sessions}`);
    expect(lacking(toml)[waits]).toEqual(whys);
  });

  it('waits in the inbox behind another’s', () => {
    const other = step('request', 'client = "c2"\nop = "get"\nkey = "a"') + step('deliver', 'from = "c2"');
    const toml = led(1, { n1: [] }, put + other).replace('num_clients = 1', 'num_clients = 2');
    const silent = toml.replace('[[step]]', '[[client]]\nid = "c2"\nrequests = []\n[[step]]');
    expect(lacking(silent)['Why does c2 have no answer to get a?']?.[0]).toBe(
      'The request waits in n1’s inbox: n1 takes one request at a time, and c1’s, at index 1, is not answered yet.',
    );
  });

  it('names what it asked for, after an answer to something else', () => {
    const next = step('request', 'client = "c1"\nop = "put"\nkey = "a"\nvalue = "2"');
    const toml = led(1, { n1: [] }, put + step('settle') + next);
    expect(Object.keys(lacking(toml))).toEqual(['Why does c1 have no answer to put a=2?']);
    expect(lacking(toml + step('deliver'))).toHaveProperty(['Why does c1 have no answer to put a=2?']);
  });

  it('that has its answer lacks nothing', () => {
    expect(lacking(led(1, { n1: [] }, put + step('settle')))).toEqual({});
  });
});

it('subjects have the same key when all of their fields are the same', () => {
  const key = subjectKey({ kind: 'entry', node: 'n1', index: 2 });
  expect(key).toBe(subjectKey({ index: 2, node: 'n1', kind: 'entry' }));
  expect(key).not.toBe(subjectKey({ kind: 'entry', node: 'n1', index: 3 }));
  expect(key).not.toBe(subjectKey({ kind: 'lead', node: 'n1' }));
});
