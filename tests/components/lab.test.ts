import { fireEvent, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { LED, sessionOn } from './samples';
import { showLab } from './show-lab';

function show(toml = 'num_nodes = 3\nnum_clients = 1', steps = 0) {
  const session = sessionOn(toml, steps);
  return { session, source: showLab(session), user: userEvent.setup() };
}

const live = () => screen.getByTestId('live');
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const file = (text: string, name = 'x.toml') => new File([text], name, { type: 'application/toml' });

describe('the lab', () => {
  test('Next announces the step in one polite live region, and back the step before', async () => {
    const { user } = show();
    expect(live()).toHaveAttribute('aria-live', 'polite');
    await user.click(button(/^Next/));
    expect(live()).toHaveTextContent('Step 1. n1 starts an election');
    await user.click(button(/^Next/));
    const second = live().textContent;
    await user.click(button(/^Next/));
    await user.click(button('Back one step'));
    expect(live()).toHaveTextContent(second ?? '');
    expect(second).toMatch(/^Step 2\. n2 votes for n1/);
  });

  test('reports what can be undone, what was refused and where the file stopped early', async () => {
    const { session, user } = show('num_nodes = 3\n[[step]]\naction = "heartbeat"\nnode = "n2"');
    session.do({ action: 'timeout', node: 'n3' });
    session.restart();
    session.do({ action: 'heartbeat', node: 'n2' });
    const refused = /^n2 is a follower/;
    await waitFor(() => expect(screen.getByText(refused)).toBeInTheDocument());
    expect(screen.getByText(/^Step 1 of the file could not be done/)).toBeInTheDocument();
    expect(screen.getByText('Restarted.')).toBeInTheDocument();
    await user.click(button('Undo'));
    expect(session.lastStep).toBe(1);
  });

  test('has one live region that is always there', () => {
    show();
    expect(document.querySelectorAll('[aria-live]')).toHaveLength(1);
  });

  test('shows the same sentence, the rule that fired and what it changed', async () => {
    const { user } = show();
    await user.click(button(/^Next/));
    const told = screen.getByRole('region', { name: /what just happened/ });
    expect(told).toHaveTextContent(/n1 starts an election/);
    expect(told).toHaveTextContent(/§5\.2/);
    const why = screen.getByRole('region', { name: 'Why' });
    const changed = within(why).getByRole('list', { name: 'Changed' });
    expect(changed).toHaveTextContent(/n1 role follower → candidate/);
    expect(changed).toHaveTextContent(/n1 currentTerm 0 → 1/);
  });

  test('a good file runs', async () => {
    const { session, source, user } = show();
    await user.upload(screen.getByLabelText('TOML file'), file('title = "Mine"\nnum_nodes = 4'));
    await waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Mine'));
    expect(Object.keys(session.world.nodes)).toHaveLength(4);
    expect(source.example).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('a bad file leaves the stage and lists its errors beside its text', async () => {
    const { session, source, user } = show(undefined, 2);
    const { world } = session;
    await user.upload(screen.getByLabelText('TOML file'), file('num_nods = 5'));
    const dialog = await screen.findByRole('region', { name: 'Scenario as TOML' });
    expect(within(dialog).getByRole('textbox', { name: 'TOML text' })).toHaveValue('num_nods = 5');
    expect(within(dialog).getByRole('alert')).toHaveTextContent('did you mean "num_nodes"?');
    expect(session.world).toBe(world);
    expect(source.example).toBe('sample.toml');
  });

  test('the editor has the set-up and every act, and errors can be corrected', async () => {
    const { session, user } = show(undefined, 3);
    await user.click(screen.getByRole('button', { name: 'Edit TOML', hidden: true }));
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'TOML text' });
    expect(area.value).toMatch(/num_nodes = 3[^]*action = "next"\ncount = 3/);
    await fireEvent.input(area, { target: { value: 'num_nodes = 0' } });
    await user.click(button('Run this'));
    expect(screen.getByRole('alert')).toHaveTextContent('expected an integer from 1 to 25');
    await fireEvent.input(area, { target: { value: 'num_nodes = 2' } });
    await user.click(button('Run this'));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(Object.keys(session.world.nodes)).toHaveLength(2);
  });

  test('a restart can be undone', async () => {
    const { session, user } = show(undefined, 3);
    await user.keyboard('r');
    expect(session.step).toBe(0);
    expect(live()).toHaveTextContent(/^Step 0\./);
    await user.click(button(/^Undo/));
    expect(session.step).toBe(3);
    expect(screen.queryByRole('button', { name: /^Undo/ })).toBeNull();
  });

  test('an act that cannot be done is reported until dismissed', async () => {
    const { user } = show(LED);
    await user.keyboard('n');
    expect(screen.getByRole('alert')).toHaveTextContent('Nothing is left to deliver');
    await user.click(button('Dismiss'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('a message on the stage opens, and is delivered from there', async () => {
    const { session, user } = show();
    const stage = screen.getByRole('region', { name: 'Stage' });
    await user.click(within(stage).getByRole('button', { name: /^StartElection from main to n1/ }));
    const dialog = await screen.findByRole('dialog', { name: 'StartElection from main to n1' });
    await user.click(within(dialog).getByRole('button', { name: 'Deliver' }));
    expect(session.step).toBe(1);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('an example is asked for by its file', async () => {
    const { source, user } = show();
    const asked = vi.spyOn(source, 'openExample').mockResolvedValue(true);
    await user.click(
      await screen.findByRole('button', { name: /^An election with rejected votes/, hidden: true }),
    );
    expect(asked).toHaveBeenCalledExactlyOnceWith('election.toml');
  });

  test('shows the trace up to the step shown', async () => {
    const { user } = show(undefined, 5);
    await user.click(button('Trace'));
    const list = await screen.findByRole('list', { name: 'Trace lines' });
    const lines = () => list.textContent ?? '';
    const all = lines();
    expect(all).toMatch(/\[n1\]/);
    await user.keyboard('{Home}');
    expect(lines().length).toBeLessThan(all.length);
  });
});

test.each([
  ['', 'The default cluster'],
  ['[[step]]\naction = "next"', 'The default cluster'],
  ['[raft]\nbugs = ["vote-twice"]', 'The default cluster'],
  ['num_nodes = 3', 'Untitled'],
  ['[raft]\nleader_noop = true', 'Untitled'],
])('a file without a title, %j, is called so: %s', (toml, title) => {
  showLab(sessionOn(toml));
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(title);
});

describe('the keys of the lab', () => {
  test.each([
    ['{PageDown}', 4],
    ['{ArrowRight}', 4],
    [' ', 4],
    ['n', 4],
    ['{PageUp}', 2],
    ['{ArrowLeft}', 2],
    ['p', 2],
    ['{Home}', 0],
    ['{End}', 3],
  ])('%j moves to step %i', async (keys, step) => {
    const { session, user } = show(undefined, 3);
    await user.keyboard(keys);
    expect(session.step).toBe(step);
  });

  test.each([' ', '{Enter}'])('%j on a focused button presses that, once', async (keys) => {
    const { session, user } = show(undefined, 3);
    button('Back one step').focus();
    await user.keyboard(keys);
    expect(session.step).toBe(2);
    button(/^Next/).focus();
    session.last();
    await user.keyboard(keys);
    expect(session.step).toBe(4);
  });

  test('in text fields keys type', async () => {
    const { session, user } = show(undefined, 3);
    const key = screen.getByLabelText('Key');
    await user.clear(key);
    await user.type(key, 'npr b.?');
    expect(key).toHaveValue('npr b.?');
    expect(session.step).toBe(3);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('the slider keeps its own keys, but not those of a clicker', async () => {
    const { session } = show(undefined, 3);
    for (const [key, step] of [
      ['ArrowLeft', 3],
      ['Home', 3],
      ['PageUp', 2],
    ] as const) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      screen.getByRole('slider', { name: 'Step' }).dispatchEvent(event);
      expect(event.defaultPrevented).toBe(key === 'PageUp');
      expect(session.step).toBe(step);
    }
  });

  test('with Ctrl or Alt they are left to the browser', async () => {
    const { session, user } = show(undefined, 3);
    await user.keyboard('{Control>}r{/Control}{Alt>}{ArrowLeft}{/Alt}');
    expect(session.step).toBe(3);
  });

  test('in a dialog they do not step', async () => {
    const { session, user } = show(undefined, 3);
    await user.keyboard('?');
    const dialog = await screen.findByRole('dialog', { name: 'Keys' });
    within(dialog).getByRole('button', { name: 'Close' }).focus();
    await user.keyboard('n{PageDown}p');
    expect(session.step).toBe(3);
  });

  test('g goes to a step by its number', async () => {
    const { session, user } = show(undefined, 3);
    await user.keyboard('g');
    expect(screen.getByRole('textbox', { name: 'Go to step' })).toHaveFocus();
    await user.keyboard('1{Enter}');
    expect(session.step).toBe(1);
  });

  test('b blanks the screen; b or Esc shows it again', async () => {
    const { user } = show();
    const blank = () => screen.queryByRole('button', { name: 'Show the screen again' });
    await user.keyboard('b');
    expect(blank()).toBeInTheDocument();
    await user.keyboard('b');
    expect(blank()).toBeNull();
    await user.keyboard('.');
    expect(blank()).toBeInTheDocument();
    await user.keyboard('{Escape}');
    expect(blank()).toBeNull();
  });

  test('single letters can be switched off in the key sheet', async () => {
    const { session, user } = show(undefined, 3);
    await user.click(button('Help: keys'));
    await user.click(screen.getByRole('checkbox', { name: /Single-letter keys/ }));
    await user.click(button('Close'));
    await user.keyboard('p');
    expect(session.step).toBe(3);
    await user.keyboard('{ArrowLeft}');
    expect(session.step).toBe(2);
    localStorage.clear();
  });
});

describe('the focus, when what had it goes with a step', () => {
  test('stays in the list of possible acts', async () => {
    const { user } = show('num_nodes = 3\nnum_clients = 0', 1);
    button('Deliver RequestVote from n1 to n2').focus();
    await user.keyboard('{Enter}');
    expect(button('Deliver RequestVote from n1 to n3')).toHaveFocus();
  });

  test('goes to Next when the list is empty', async () => {
    const { session, user } = show(LED);
    session.do({ action: 'timeout', node: 'n2' });
    session.do({ action: 'drop', to: 'n1' });
    (await screen.findByRole('button', { name: 'Drop RequestVote from n2 to n3' })).focus();
    await user.keyboard('{Enter}');
    expect(button(/^Next/)).toHaveFocus();
  });

  test('goes to Next from a dialog whose opener is gone', async () => {
    const { user } = show('num_nodes = 1\nnum_clients = 0');
    within(screen.getByRole('region', { name: 'Stage' }))
      .getByRole('button', { name: /^StartElection from main to n1/ })
      .focus();
    await user.keyboard('{Enter}');
    const dialog = await screen.findByRole('dialog');
    within(dialog).getByRole('button', { name: 'Deliver' }).focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(button(/^Next/)).toHaveFocus());
  });
});
