import { describe, expect, it } from 'vitest';
import { sentence } from '../../src/lib/explain/explain';
import { inspect } from '../../src/lib/index';
import { single } from '../../src/lib/scenario/systems/single';
import { Bench } from '../paper/bench';

const bench = () => new Bench({ system: 'single', numClients: 2, requestsPerClient: 0 });
const put = { action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' } as const;
const get = { action: 'request', client: 'c2', op: 'get', key: 'a' } as const;

describe('one server', () => {
  it('answers in one turn, with no message to anyone else', () => {
    const { sent, events } = bench().do(put).deliver('ClientPut');
    expect(sent).toMatchObject([
      { type: 'ClientReply', from: 's1', to: 'c1', request: 1, ok: true, result: 'ok' },
    ]);
    const done = events.find(({ type }) => type === 'request-done');
    expect(done && sentence(single, done)).toBe('s1 does put a=1 for c1: ok.');
    expect(done?.comparisons).toMatchObject([
      { left: { value: 'a' }, right: { value: 'none' }, holds: false },
    ]);
  });

  it('does requests in the order in which they arrive', () => {
    const run = bench().do(put, get).deliver('ClientGet').deliver('ClientPut').do({ action: 'settle' });
    const [c1, c2] = inspect(run.world).clients;
    expect([c1?.replies, c2?.replies]).toMatchObject([[{ result: 'ok' }], [{ result: 'key not found: a' }]]);
  });

  it('keeps its store on disk through a crash, and loses what reaches it while it is down', () => {
    const run = bench().do(put, { action: 'settle' }, get).crash('s1').do({ action: 'settle' });
    expect(inspect(run.world).nodes).toMatchObject([{ id: 's1', alive: false, store: { a: '1' } }]);
    run.do({ action: 'restart', node: 's1' }, { action: 'retry', client: 'c2' }, { action: 'settle' });
    expect(inspect(run.world).clients[1]?.replies).toMatchObject([{ ok: true, result: '1' }]);
  });

  it('has no timers, and says so', () => {
    expect(bench().refused({ action: 'timeout', node: 's1' })).toMatch(/only server.*no timers/);
    expect(bench().refused({ action: 'heartbeat', node: 's1' })).toMatch(/only server.*no timers/);
  });

  it('has a rule card for each request, and all name their source', () => {
    const named = single.rules.map(({ id }) => id);
    expect(named).toEqual(expect.arrayContaining(['put', 'get', 'delete']));
    for (const { source, section } of single.rules) expect(`${source} ${section}`).toMatch(/Schneider.*§/);
  });
});
