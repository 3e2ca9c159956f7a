import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import ClientForm from '../../src/lib/ui/panels/client/ClientForm.svelte';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { LED, sessionOn } from './samples';

const TWO = LED.replace('num_clients = 1', 'num_clients = 2') + '\n[[client]]\nid = "c2"\nrequests = []\n';

function show({ world }: Session) {
  const onact = vi.fn();
  render(ClientForm, { world, onact });
  return { onact, user: userEvent.setup() };
}

const field = (name: string) => screen.getByLabelText(name, { selector: 'input, select' });
const send = () => screen.getByRole('button', { name: 'Send' });

describe('the client form', () => {
  test('sends a put to the leader that the client knows, unless told otherwise', async () => {
    const { onact, user } = show(sessionOn(LED));
    await user.click(send());
    expect(onact).toHaveBeenCalledExactlyOnceWith({
      action: 'request',
      client: 'c1',
      op: 'put',
      key: 'a',
      value: '1',
    });
  });

  test('sends what was chosen: client, operation, key, value and node', async () => {
    const { onact, user } = show(sessionOn(TWO));
    await user.selectOptions(field('Client'), 'c2');
    await user.clear(field('Key'));
    await user.type(field('Key'), 'colour');
    await user.clear(field('Value'));
    await user.type(field('Value'), 'blue');
    await user.selectOptions(field('To node'), 'n3');
    await user.click(send());
    expect(onact).toHaveBeenCalledExactlyOnceWith({
      action: 'request',
      client: 'c2',
      op: 'put',
      key: 'colour',
      value: 'blue',
      to: 'n3',
    });
  });

  test.each(['get', 'delete'])('%s asks for no value and sends none', async (op) => {
    const { onact, user } = show(sessionOn(LED));
    await user.selectOptions(field('Operation'), op);
    expect(screen.queryByLabelText('Value')).toBeNull();
    await user.click(send());
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action: 'request', client: 'c1', op, key: 'a' });
  });

  test('Enter in a field sends', async () => {
    const { onact, user } = show(sessionOn(LED));
    await user.type(field('Key'), '{Enter}');
    expect(onact).toHaveBeenCalledOnce();
  });

  test('every node can be asked, leader or not', () => {
    show(sessionOn(LED));
    const options = [...(field('To node') as HTMLSelectElement).options].map(({ value }) => value);
    expect(options).toEqual(['', 'n1', 'n2', 'n3']);
  });

  test('an empty key is not sent: the field asks for one', async () => {
    const { onact, user } = show(sessionOn(LED));
    await user.clear(field('Key'));
    await user.click(send());
    expect(onact).not.toHaveBeenCalled();
    expect(field('Key')).toBeInvalid();
  });

  test('offers Retry only to a client that waits', async () => {
    const session = sessionOn(LED);
    const { unmount } = render(ClientForm, { world: session.world, onact: vi.fn() });
    expect(screen.queryByRole('button', { name: /Retry/ })).toBeNull();
    unmount();
    session.do({ action: 'request', client: 'c1', op: 'get', key: 'a' });
    const { onact, user } = show(session);
    await user.selectOptions(field('To node'), 'n2');
    await user.click(screen.getByRole('button', { name: /Retry/ }));
    expect(onact).toHaveBeenCalledExactlyOnceWith({ action: 'retry', client: 'c1', to: 'n2' });
  });

  test('shows the last answers', () => {
    const session = sessionOn(LED);
    session.do({ action: 'request', client: 'c1', op: 'get', key: 'a' });
    session.do({ action: 'settle' });
    show(session);
    expect(screen.getByText(/key not found: a/)).toBeInTheDocument();
  });

  test('says so when the scenario has no clients', () => {
    show(sessionOn('num_clients = 0'));
    expect(screen.getByText(/This scenario has no clients; num_clients sets how many/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  });
});
