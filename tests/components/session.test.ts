import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatScenario } from '../../src/lib/scenario/format';
import { pathTo } from '../../src/lib/run/tree';
import type { Session } from '../../src/lib/ui/run/session.svelte';
import { LED, sessionOn } from './samples';
import { opened } from '../systems';

const BAD = 'num_nods = 5';

/** Does what a list of numbers says: deliver, drop or duplicate a message, fire a timer, ask, crash. */
function wander(session: Session, choices: readonly number[]) {
  for (const choice of choices) {
    const { inFlight } = session.world.network;
    const nodes = Object.keys(session.world.nodes);
    const node = nodes[choice % nodes.length] as string;
    const id = inFlight[choice % Math.max(1, inFlight.length)]?.id ?? 0;
    const key = ['a', 'b'][choice % 2] as string;
    const all = [
      () => session.next(),
      () => session.do({ action: 'deliver', id }),
      () => session.do({ action: 'drop', id }),
      () => session.do({ action: 'duplicate', id }),
      () => session.do({ action: 'timeout', node }),
      () => session.do({ action: 'heartbeat', node }),
      () => session.do({ action: 'request', client: 'c1', op: 'put', key, value: `${choice}` }),
    ];
    all[choice % all.length]?.();
  }
}

const choices = fc.array(fc.nat(1000), { maxLength: 40 });

describe('a session', () => {
  test('shows the start of a scenario, with its own steps ahead', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0\n[[step]]\naction = "next"\ncount = 4');
    expect([session.step, session.lastStep]).toEqual([0, 4]);
    expect(session.untouched).toBe(true);
  });

  test('says at which of its own steps a scenario stops, and keeps what came before', () => {
    const session = sessionOn(
      'num_nodes = 3\nnum_clients = 0\n[[step]]\naction = "next"\n[[step]]\naction = "heartbeat"\nnode = "n2"',
    );
    expect(session.failure).toMatch(/^Step 2 of the file could not be done: n2 is a follower/);
    expect(session.lastStep).toBe(1);
  });

  test('a text with errors changes nothing but the list of them', () => {
    const session = sessionOn(LED);
    const { world, timeline, scenario } = session;
    expect(session.load(opened(BAD))).toBe(false);
    expect(session.errors).toHaveLength(1);
    expect(session.world).toBe(world);
    expect(session.timeline).toBe(timeline);
    expect(session.scenario).toBe(scenario);
    session.load(opened(LED));
    expect(session.errors).toEqual([]);
  });

  test('an act that cannot be done changes nothing and says why', () => {
    const session = sessionOn(LED);
    const { timeline } = session;
    expect(session.do({ action: 'heartbeat', node: 'n2' })).toBe(false);
    expect(session.refusal).toMatch(/only a leader sends heartbeats/);
    expect(session.timeline).toBe(timeline);
    session.do({ action: 'heartbeat', node: 'n1' });
    expect(session.refusal).toBeNull();
  });

  test('back, first, last and jump come to the very same worlds', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 1');
    const worlds = [session.world];
    while (worlds.length < 30 && session.next()) worlds.push(session.world);
    for (let step = worlds.length - 1; step > 0; step--) {
      expect(session.world).toBe(worlds[step]);
      session.back();
    }
    session.last();
    expect(session.world).toBe(worlds.at(-1));
    session.first();
    expect(session.world).toBe(worlds[0]);
    for (const step of [7, 3, 19, 0, 11]) {
      session.jump(step);
      expect(session.world).toBe(worlds[step]);
    }
    session.jump(-5);
    expect(session.world).toBe(worlds[0]);
    session.jump(1e9);
    expect(session.world).toBe(worlds.at(-1));
  });

  test('Next in the past goes along the branch shown and makes nothing new', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 5);
    const { moments } = session.timeline;
    session.jump(2);
    session.next();
    expect(session.step).toBe(3);
    expect(session.timeline.moments).toBe(moments);
  });

  test('acting in the past starts a branch, and the old future stays', () => {
    const session = sessionOn('num_nodes = 3\nnum_clients = 0', 5);
    const tip = session.world;
    session.jump(2);
    session.do({ action: 'timeout', node: 'n3' });
    expect(session.timeline.branches).toHaveLength(2);
    expect([session.step, session.lastStep]).toEqual([3, 3]);
    const [old] = session.timeline.branches;
    expect(pathTo(session.timeline, old?.tip ?? 0).at(-1)?.world).toBe(tip);
    expect(session.untouched).toBe(false);
  });

  test('restart shows the start; undo restores the whole tree', () => {
    const session = sessionOn(LED);
    session.do({ action: 'heartbeat', node: 'n1' });
    const { timeline } = session;
    session.restart();
    expect([session.step, session.lastStep]).toEqual([0, 0]);
    expect(session.undoable).toBe('Restarted.');
    session.undo();
    expect(session.timeline).toBe(timeline);
    expect(session.undoable).toBeNull();
  });

  test('acts after a restart can be restored when it is undone', () => {
    const session = sessionOn(LED);
    session.do({ action: 'heartbeat', node: 'n1' });
    session.restart();
    session.do({ action: 'timeout', node: 'n2' });
    const { timeline } = session;
    session.undo();
    expect(session.undoable).toBe('The run from before is back.');
    session.undo();
    expect(session.timeline).toBe(timeline);
  });

  test('opening another scenario does not lose the run: undo restores it', () => {
    const session = sessionOn(LED);
    session.load(opened(LED));
    expect(session.undoable).toBeNull();
    session.do({ action: 'heartbeat', node: 'n1' });
    const { timeline, scenario } = session;
    session.load(opened('num_nodes = 2'));
    expect(session.undoable).toBe('Another scenario is open.');
    session.undo();
    expect([session.timeline, session.scenario]).toEqual([timeline, scenario]);
    session.withBugs(['vote-twice']);
    expect(session.undoable).toBe('The bugs switched on have changed.');
    session.undo();
    expect(session.scenario).toBe(scenario);
  });

  test('with nothing to deliver Next says what would be', () => {
    const session = sessionOn(LED);
    expect(session.next()).toBe(false);
    expect(session.refusal).toBe(
      'Nothing is left to deliver: fire a timer, or let a client ask for something.',
    );
  });

  test('saved as TOML and loaded again it is the same run', () => {
    fc.assert(
      fc.property(choices, (list) => {
        const session = sessionOn('num_nodes = 3\nnum_clients = 1');
        wander(session, list);
        session.last();
        const again = sessionOn(formatScenario(session.toScenario()));
        expect(again.failure).toBeNull();
        again.last();
        expect(again.world).toEqual(session.world);
        expect(again.path.map(({ events }) => events)).toEqual(session.path.map(({ events }) => events));
        expect(formatScenario(again.toScenario())).toBe(formatScenario(session.toScenario()));
        const shorter = sessionOn(formatScenario(session.toScenario('short'), 'list'));
        shorter.last();
        expect(shorter.world).toEqual(session.world);
        expect(shorter.toScenario('short')).toEqual(session.toScenario('short'));
      }),
      { numRuns: 60 },
    );
  });

  test('every step of it is told in one sentence', () => {
    fc.assert(
      fc.property(choices, (list) => {
        const session = sessionOn('num_nodes = 3\nnum_clients = 1');
        wander(session, list);
        for (const moment of session.path) expect(session.describe(moment)).toMatch(/^\S.*\.$/s);
      }),
      { numRuns: 40 },
    );
  });
});
