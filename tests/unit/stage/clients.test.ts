import { describe, expect, test } from 'vitest';
import { newClient, type ClientState, type Operation } from '../../../src/lib/kv/client';
import { clientLine, toldOf } from '../../../src/lib/picture/stage/clients';

const answered = (operation: Partial<Operation>, more: Partial<ClientState> = {}): ClientState => ({
  ...newClient('c1', 'n1'),
  history: [{ client: 'c1', op: 'put', key: 'a', call: 0, return: 1, ...operation }],
  ...more,
});

describe('the card of a client', () => {
  test.each([
    ['nothing yet', newClient('c1', 'n1'), 'idle', 'idle'],
    ['a put', answered({ value: '7', ok: true, result: 'ok' }), 'answered', 'a=7 → ok'],
    ['a value', answered({ op: 'get', ok: true, result: 'b: 8' }), 'answered', 'get a → b: 8'],
    [
      'a refusal, without the key that was asked for',
      answered({ op: 'delete', ok: false, result: 'key not found: a' }),
      'answered',
      'del a → key not found',
    ],
    ['what it waits for', answered({ value: '7', return: undefined }, { waiting: true }), 'waits', 'a=7'],
  ])('says %s', (_, client, state, told) => {
    expect(clientLine(client).state).toBe(state);
    expect(toldOf(clientLine(client))).toBe(told);
  });
});
