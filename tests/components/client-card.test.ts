import { render, screen } from '@testing-library/svelte';
import { describe, expect, test } from 'vitest';
import { newClient, type ClientState, type Operation } from '../../src/lib/kv/client';
import ClientCard from '../../src/lib/ui/panels/stage/ClientCard.svelte';

const answered = (operation: Partial<Operation>, more: Partial<ClientState> = {}): ClientState => ({
  ...newClient('c1', 'n1'),
  history: [{ client: 'c1', op: 'put', key: 'a', call: 0, return: 1, ...operation }],
  ...more,
});

describe('the card of a client', () => {
  test.each([
    ['nothing yet', newClient('c1', 'n1'), 'client c1, idle', 'c1 idle –'],
    ['a put', answered({ value: '7', ok: true, result: 'ok' }), 'client c1, idle', 'c1 a=7 → ok'],
    ['a value', answered({ op: 'get', ok: true, result: 'b: 8' }), 'client c1, idle', 'c1 get a → b: 8'],
    [
      'a refusal, without the key that was asked for',
      answered({ op: 'delete', ok: false, result: 'key not found: a' }),
      'client c1, idle',
      'c1 del a → key not found',
    ],
    [
      'what it waits for',
      answered({ value: '7', return: undefined }, { waiting: true }),
      'client c1, waits',
      'c1 waits a=7',
    ],
  ])('says %s', (_, client, name, text) => {
    render(ClientCard, { props: { client } });
    expect(screen.getByRole('article', { name })).toHaveTextContent(text);
  });
});
