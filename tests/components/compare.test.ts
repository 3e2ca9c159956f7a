import { fireEvent, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { DEFAULT_PAIR } from '../../src/lib/scenario/pair-examples';
import Compare from '../../src/lib/ui/app/compare/Compare.svelte';
import { PairSession } from '../../src/lib/ui/app/compare/pair.svelte';
import { formatScenario } from '../../src/lib/scenario/format';
import { Preferences } from '../../src/lib/ui/kit/preferences.svelte';
import { Source } from '../../src/lib/ui/app/source.svelte';
import type { Scenario } from '../../src/lib/sim/scenario';
import { opened, systemsOf } from '../systems';

const names = ({ systems }: PairSession) => systems.map(({ name }) => name);
const pairSession = (scenario: Scenario) => new PairSession(scenario, systemsOf(scenario));

function show(steps = 0, systems: readonly [string, string] = ['raft', 'single']) {
  const session = pairSession({ ...DEFAULT_PAIR, pair: { systems, steps: [] } });
  for (let i = 0; i < steps; i++) session.next();
  const source = new Source(session, 'pair', 'sample.toml');
  const onlab = vi.fn();
  render(Compare, { session, source, onlab, preferences: new Preferences() });
  return { session, source, onlab, user: userEvent.setup() };
}

const live = () => screen.getByTestId('live');
const button = (name: string | RegExp) => screen.getByRole('button', { name });
const side = (name: RegExp) => screen.getByRole('region', { name });
const row = (name: RegExp) =>
  within(screen.getByRole('region', { name: 'Correspondence' })).getByRole('row', { name });

describe('two systems side by side', () => {
  test('Next does the same phase on both sides and tells both in one polite live region', async () => {
    const { user } = show();
    expect(button(/^Next/)).toHaveTextContent('Next: become leader');
    await user.click(button(/^Next/));
    expect(live()).toHaveAttribute('aria-live', 'polite');
    expect(live()).toHaveTextContent(
      'Step 1. Raft: n1 wins the election for term 1 with 2 of 3 votes and becomes leader. Single server: Nothing of this phase',
    );
    expect(within(side(/Left: Raft/)).getByRole('article', { name: 'n1, leader, term 1' })).toBeVisible();
    expect(within(side(/Right: Single/)).getByRole('article', { name: 's1, server' })).toBeVisible();
  });

  test('back and forward are exact', async () => {
    const { user, session } = show();
    for (let i = 0; i < 4; i++) await user.click(button(/^Next/));
    const told = live().textContent;
    const world = session.moment.left.world;
    await user.click(button('Back one step'));
    expect(live()).toHaveTextContent('Step 3.');
    await user.click(button(/^Next/));
    expect(live()).toHaveTextContent(told ?? '');
    expect(session.moment.left.world).toBe(world);
  });

  test('keys step as in the lab', async () => {
    const { user } = show();
    await user.keyboard('{PageDown}{ArrowRight} n');
    expect(live()).toHaveTextContent('Step 4.');
    await user.keyboard('{PageUp}p');
    expect(live()).toHaveTextContent('Step 2.');
    await user.keyboard('{Home}');
    expect(live()).toHaveTextContent('Step 0.');
    await user.keyboard('{End}?');
    expect(live()).toHaveTextContent('Step 4.');
    expect(await screen.findByRole('dialog', { name: 'Keys' })).toBeVisible();
  });

  test('one side can be stepped alone', async () => {
    const { user, session } = show();
    await user.click(within(side(/Right/)).getByRole('button', { name: /One message/ }));
    expect([session.moment.left.done.length, session.moment.right.done.length]).toEqual([0, 1]);
  });

  test('the table compares terms with live counts, and marks the last phase', () => {
    show(3);
    expect(row(/become leader/)).toHaveTextContent(/5 in 1 round\s*RequestVote\s*election/);
    expect(row(/orders leaders/)).toHaveTextContent(/1\s*term/);
    expect(row(/^.*replicate/)).toHaveTextContent('done');
    expect(row(/learn/)).toHaveTextContent('next');
  });

  test('replies and stores are compared', () => {
    show(5);
    const replies = screen.getByRole('region', { name: 'Replies and stores' });
    expect(replies).toHaveTextContent('The same so far');
    expect(within(replies).getByRole('row', { name: /c1 put a=1/ })).toHaveTextContent(/ok\s*=\s*ok/);
    expect(within(replies).getByRole('row', { name: /c2 put b=2/ })).toHaveTextContent(/…\s*…\s*ok/);
    expect(within(replies).getByRole('row', { name: /key a/ })).toHaveTextContent(/1\s*=\s*1/);
  });

  test('an act that neither side can do is reported, and changes nothing', async () => {
    const { user, session } = show();
    await user.click(button('Heal'));
    expect(screen.getByRole('alert')).toHaveTextContent(/^The network is whole already: /);
    expect(session.step).toBe(0);
    await user.click(button('Dismiss'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('the leader crashes on both sides', async () => {
    const { user } = show(1);
    await user.click(button('Crash leader'));
    expect(within(side(/Left/)).getByRole('article', { name: 'n1, crashed, term 1' })).toBeVisible();
    expect(within(side(/Right/)).getByRole('article', { name: 's1, crashed' })).toBeVisible();
    expect(row(/after the leader is lost/)).toHaveTextContent(/n1 crashed, nobody leads yet/);
  });

  test('a client of both asks for the same', async () => {
    const { user, session } = show();
    while (session.nextStage) session.next();
    await user.clear(screen.getByLabelText('Key'));
    await user.type(screen.getByLabelText('Key'), 'z');
    await user.click(button('Send to both'));
    for (const moment of [session.moment.left, session.moment.right])
      expect(moment.world.network.inFlight).toMatchObject([
        { type: 'ClientPut', from: 'c1', key: 'z', value: '1' },
      ]);
  });

  test('acting in the past replaces what came after, and Undo restores it', async () => {
    const { user, session } = show(4);
    await user.keyboard('{Home}');
    await user.click(button('Crash leader'));
    expect(session.lastStep).toBe(1);
    await user.click(button('Undo'));
    expect(session.lastStep).toBe(4);
  });

  test('Undo is still possible after more steps, and what it replaces can be restored', async () => {
    const { user, session } = show(4);
    await user.keyboard('rn');
    await user.click(button('Crash leader'));
    await user.click(button('Undo'));
    expect([session.step, session.lastStep]).toEqual([4, 4]);
    await user.click(button('Undo'));
    expect(session.moments.map(({ step }) => step?.action)).toEqual([undefined, 'phase', 'crash']);
  });

  test('another system can be chosen on either side', async () => {
    const { user, session, source } = show(3);
    await user.selectOptions(screen.getByLabelText('System on the right'), 'Gossip');
    expect(await screen.findByRole('region', { name: /Right: Gossip/ })).toBeVisible();
    expect([session.step, names(session)]).toEqual([0, ['raft', 'gossip']]);
    expect(source.example).toBeNull();
    await user.click(button('Undo'));
    expect([session.step, names(session)]).toEqual([3, ['raft', 'single']]);
    expect(source.example).toBe('sample.toml');
  });

  test('a node can be inspected', async () => {
    const { user } = show(2);
    await user.click(button('Open n1'));
    const dialog = await screen.findByRole('dialog', { name: 'n1, leader' });
    expect(dialog).toHaveTextContent('currentTerm');
    expect(dialog).toHaveTextContent('index 1, term 1, a=1');
  });

  test('a side opens in the lab', async () => {
    const { user, onlab } = show(2);
    await user.click(within(side(/Left/)).getByRole('button', { name: /Lab/ }));
    expect(onlab).toHaveBeenCalledWith('left');
  });
});

describe('Play', () => {
  afterEach(() => void vi.useRealTimers());

  function playing(speed = '1') {
    vi.useFakeTimers();
    const { session } = show();
    fireEvent.change(screen.getByRole('combobox', { name: 'Speed of Play' }), { target: { value: speed } });
    fireEvent.click(button('Play'));
    return session;
  }

  test('does phase after phase, and stops by itself at the end', async () => {
    const session = playing('20');
    expect(session.step).toBe(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(session.atEnd).toBe(true);
    expect(session.playing).toBe(false);
    expect(session.moments.slice(1).every(({ step }) => step?.action === 'phase')).toBe(true);
  });

  test('goes faster and slower as told', async () => {
    const stepsAt = async (speed: string) => {
      const session = playing(speed);
      await vi.advanceTimersByTimeAsync(5_000);
      const { step } = session;
      session.dispose();
      document.body.innerHTML = '';
      return step;
    };
    const [slow, normal, fast] = [await stepsAt('0.25'), await stepsAt('1'), await stepsAt('5')];
    expect([slow, normal, fast].toSorted((a, b) => a - b)).toEqual([slow, normal, fast]);
    expect(new Set([slow, normal, fast]).size).toBe(3);
  });

  test.each(['Back one step', /^Next/, 'Crash leader', 'First step'])('%s pauses it', async (name) => {
    const session = playing();
    await vi.advanceTimersByTimeAsync(2_000);
    await fireEvent.click(button(name));
    const { step } = session;
    await vi.advanceTimersByTimeAsync(20_000);
    expect([session.playing, session.step]).toEqual([false, step]);
  });

  test('by message, it does one message on each side', async () => {
    vi.useFakeTimers();
    const { session } = show(0, ['raft', 'multipaxos']);
    await fireEvent.change(screen.getByRole('combobox', { name: 'A step is' }), {
      target: { value: 'message' },
    });
    await fireEvent.click(button('Play'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(session.step).toBeGreaterThan(2);
    for (const { left, right } of session.moments.slice(1))
      expect([left.done.length, right.done.length]).toEqual([1, 1]);
  });
});

describe('a message in flight', () => {
  const flight = (name: 'left' | 'right') =>
    within(screen.getByRole('region', { name: new RegExp(`^${name}: `, 'i') }));

  test.each([
    ['Drop', 2, 3],
    ['Duplicate', 4, 3],
    ['Deliver', 2, 3],
  ] as const)('is opened; %s does it on its side alone, and the file holds it', async (name, left, right) => {
    const { user, session } = show(0, ['multipaxos', 'multipaxos']);
    await user.click(flight('left').getByRole('button', { name: /^Prepare from l1 to a2/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Prepare from l1 to a2' });
    await user.click(within(dialog).getByRole('button', { name }));
    const prepares = (side: 'left' | 'right') =>
      session.moment[side].world.network.inFlight.filter(({ type }) => type === 'Prepare').length;
    expect([prepares('left'), prepares('right')]).toEqual([left, right]);
    expect(session.moment.step).toEqual({
      ...{ action: name.toLowerCase(), side: 'left', message: 'Prepare', from: 'l1', to: 'a2' },
    });
    const again = pairSession(DEFAULT_PAIR);
    again.load(opened(formatScenario(session.toScenario())));
    again.last();
    expect(again.moment).toEqual(session.moment);
  });

  test('an act on a message applies to its counterpart too', async () => {
    const { user, session } = show(0, ['raft', 'multipaxos']);
    session.do({ action: 'next', side: 'left' });
    await user.click(await flight('left').findByRole('button', { name: /^RequestVote from n1 to n2/ }));
    const dialog = await screen.findByRole('dialog', { name: 'RequestVote from n1 to n2' });
    await user.click(within(dialog).getByRole('checkbox', { name: /To both.*Prepare from l1 to a1/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Drop' }));
    expect(session.moment.step).toMatchObject({ action: 'drop', side: 'left', both: true });
    expect(session.moment.right.world.network.inFlight.map(({ to }) => to)).not.toContain('a1');
  });

  test('says so if a message has no counterpart', async () => {
    const { user } = show();
    await user.click(flight('left').getByRole('button', { name: /^StartElection/ }));
    const dialog = await screen.findByRole('dialog', { name: /^StartElection/ });
    expect(dialog).toHaveTextContent('Nothing in flight on the right means the same.');
    expect(within(dialog).queryByRole('checkbox')).toBeNull();
  });
});

describe('as a file', () => {
  test('the run is one TOML file, which gives the same run again', () => {
    const { session } = show(3);
    session.do({ action: 'crash' });
    const other = pairSession(DEFAULT_PAIR);
    expect(other.load(opened(formatScenario(session.toScenario())))).toBe(true);
    other.jump(4);
    expect(other.moment).toEqual(session.moment);
    expect(session.untouched).toBe(false);
    expect(other.untouched).toBe(true);
  });

  test('a file with errors, or with one system, changes nothing and says why', async () => {
    const { session, user } = show(2);
    await user.upload(screen.getByLabelText('TOML file'), new File(['num_nodes = 3'], 'x.toml'));
    expect(await screen.findByRole('alert')).toHaveTextContent('the file has no [compare]');
    expect(session.step).toBe(2);
  });
});
