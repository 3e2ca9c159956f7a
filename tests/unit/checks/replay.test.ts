/**
 * The order in which entries are applied explains most answers, and then no order needs to be searched. These tests say
 * when it does.
 */
import { describe, expect, it } from 'vitest';
import { hearClients, NO_HISTORY, replay, type Applied, type Entry } from '../../../src/lib/checks/history';
import { withAt } from '../../../src/lib/checks/sparse';
import type { ClientState } from '../../../src/lib/kv/client';
import type { World } from '../../../src/lib/index';
import { history } from './history';
import { calm } from './worlds';

/** Entries in the order in which they are applied: `c1/2 put a 1` is the second request of c1. */
function entries(...lines: string[]): Applied {
  return lines.reduce<Applied>((so, line, i) => {
    const [from = '', op, key, value] = line.split(' ');
    const [client, request] = from.split('/');
    const entry = { op: op as Entry['op'], key, ...(value && { value }), client, request: Number(request) };
    return withAt(so, i + 1, { entry: entry as Entry });
  }, {});
}

/** A world with clients that have this history. */
function worldWith(...lines: string[]): World {
  const clients: Record<string, ClientState> = {};
  for (const operation of history(...lines)) {
    const { client: id } = operation;
    const so = clients[id] ?? { id, leader: 'n1', ownSent: 0, lastRequest: 0, waiting: false, history: [] };
    clients[id] = {
      ...so,
      lastRequest: so.lastRequest + 1,
      waiting: operation.return === undefined,
      history: [...so.history, operation],
    };
  }
  return { ...calm, clients };
}

const searched = (applied: Applied, world: World, sessionsOn = false) =>
  hearClients(replay(NO_HISTORY, applied, sessionsOn), null, world).search;

describe('answers that the order of entries explains are not searched', () => {
  const applied = entries('c1/1 put a 1', 'c2/1 get a', 'c1/2 delete a', 'c2/2 get b');

  it.each<[string, string[], string[]]>([
    ['nothing was asked', [], []],
    ['every answer is what its entry gives there', ['c1 put a 1 @ 1-4 ok', 'c2 get a @ 2-5 1'], []],
    [
      'its own entry explains it, also where another came between',
      ['c1 put a 1 @ 1-9 ok', 'c2 get a @ 2-3 1'],
      [],
    ],
    ['the entry gives another result', ['c1 put a 1 @ 1-4 ok', 'c2 get a @ 2-5 2'], ['a']],
    ['the entry gives a refusal', ['c1 put a 1 @ 1-4 !key already exists: a', 'c2 get a @ 2-5 1'], ['a']],
    ['no entry of this number', ['c3 get b @ 1-2 !key not found: b'], ['b']],
    ['what was never answered explains itself', ['c1 put a 1 @ 1-', 'c2 get a @ 2-3 1'], []],
    [
      'nor are unknown outcomes looked at',
      ['c1 put a 1 @ 1-2 !consensus failed', 'c3 get b @ 3-4 !not leader'],
      [],
    ],
  ])('%s', (_what, lines, search) => {
    expect(searched(applied, worldWith(...lines))).toEqual(search);
  });

  it('an answer whose entry stands before one that was answered before the call', () => {
    const order = entries('c1/1 get a', 'c2/1 put a 1');
    const absent = '!key not found: a';
    expect(searched(order, worldWith('c2 put a 1 @ 1-3 ok', `c1 get a @ 2-4 ${absent}`))).toEqual([]);
    expect(searched(order, worldWith('c2 put a 1 @ 1-2 ok', `c1 get a @ 3-4 ${absent}`))).toEqual(['a']);
  });

  it('with sessions a repeated request is done once, without them twice', () => {
    const twice = entries('c1/1 put a 1', 'c2/1 delete a', 'c1/1 put a 1', 'c3/1 get a');
    const world = worldWith(
      'c1 put a 1 @ 1-2 ok',
      'c2 delete a @ 3-4 ok',
      'c3 get a @ 5-6 !key not found: a',
    );
    expect(searched(twice, world, true)).toEqual([]);
    expect(searched(twice, world, false)).toEqual(['a']);
  });

  it('with sessions a new request of the same client is done', () => {
    const order = entries('c1/1 put a 1', 'c1/2 delete a', 'c2/1 get a');
    const world = worldWith(
      'c1 put a 1 @ 1-2 ok',
      'c1 delete a @ 3-4 ok',
      'c2 get a @ 5-6 !key not found: a',
    );
    expect(searched(order, world, true)).toEqual([]);
  });
});

describe('as the run goes on', () => {
  it('each answer is looked at once; a doubtful key is searched at every later answer', () => {
    const applied = entries('c1/1 put a 1', 'c2/1 get a', 'c2/2 get a');
    const lines = ['c1 put a 1 @ 1-2 ok', 'c2 get a @ 3-4 7', 'c2 get a @ 5-6 1'];
    const first = worldWith(...lines.slice(0, 1));
    const begun = hearClients(replay(NO_HISTORY, applied, false), null, first);
    expect(begun.search).toEqual([]);
    const second = worldWith(...lines.slice(0, 2));
    const heard = hearClients(begun.history, first, second);
    expect([heard.search, heard.history.doubtful]).toEqual([['a'], ['a']]);
    expect(hearClients(heard.history, second, second)).toEqual({ history: heard.history, search: [] });
    expect(hearClients(heard.history, second, worldWith(...lines)).search).toEqual(['a']);
  });

  it('a later answer belongs to the call seen before', () => {
    const applied = entries('c1/1 put a 1', 'c2/1 put b 1');
    const open = worldWith('c1 put a 1 @ 1-');
    const { history: so } = hearClients(replay(NO_HISTORY, applied, false), null, open);
    expect(hearClients(so, open, worldWith('c1 put a 1 @ 1-2 ok')).search).toEqual([]);
    expect(hearClients(so, open, worldWith('c1 put a 1 @ 1-2 !key already exists: a')).search).toEqual(['a']);
  });
});
