import { describe, expect, test } from 'vitest';
import {
  IDLE,
  sync,
  type SyncEffect,
  type SyncEvent,
  type SyncState,
} from '../../../src/lib/run/address-sync';

type Event = SyncEvent<string>;
type Effect = SyncEffect<string>;

/** The machine, with its state and the last effects. */
class Machine {
  state: SyncState = IDLE;

  send(event: Event): readonly Effect[] {
    const [next, ...effects] = sync(this.state, event);
    this.state = next;
    return effects;
  }
}

const SHOWN = { what: 'a run' };
const ELSE = { what: 'another run' };

const read = (turn: number, more: Partial<Extract<Event, { type: 'read' }>> = {}): Event => ({
  ...{ type: 'read', turn, found: true, acted: false, shown: SHOWN, lastStep: 7, now: 0 },
  ...more,
});
const due = (more: Partial<Extract<Event, { type: 'due' }>> = {}): Event => ({
  ...{ type: 'due', now: 10_000, hash: '#a', isHere: true, shown: SHOWN },
  ...more,
});
const composed = (more: Partial<Extract<Event, { type: 'composed' }>> = {}): Event => ({
  ...{ type: 'composed', address: { hash: '#b' }, now: 10_000, lastStep: 7, hasFailure: false },
  ...more,
});
const shown = (now: number, lastStep = 7): Event => ({ type: 'shown', now, lastStep });

/** A page that has read the address `#a`. */
function following(more: Parameters<typeof read>[1] = {}): Machine {
  const machine = new Machine();
  machine.send({ type: 'mounted', hash: '#a' });
  machine.send({ type: 'address read', turn: 1, hash: '#a' });
  machine.send(read(1, more));
  return machine;
}

describe('a page that comes', () => {
  test('reads its address, and then follows what is shown', () => {
    const machine = new Machine();
    expect(machine.send({ type: 'mounted', hash: '#a' })).toEqual([{ type: 'read', turn: 1, instead: null }]);
    expect(machine.send(shown(0))).toEqual([]);
    expect(machine.send(due())).toEqual([]);
    expect(machine.send(read(1))).toEqual([{ type: 'wait', ms: 0 }]);
    expect(machine.send(due())).toEqual([{ type: 'compose' }]);
    expect(machine.send(composed())).toEqual([{ type: 'replace', hash: '#b' }]);
  });

  test('back from elsewhere shows what the tab held, and does not read its address as well', () => {
    const machine = new Machine();
    expect(machine.send({ type: 'restored', hash: '#a', instead: 'tree' })).toEqual([
      { type: 'read', turn: 1, instead: 'tree' },
    ]);
    expect(machine.send({ type: 'mounted', hash: '#a' })).toEqual([]);
  });

  test('and is told of what the tab held only after it has begun to read: the later one counts', () => {
    const machine = new Machine();
    machine.send({ type: 'mounted', hash: '#a' });
    expect(machine.send({ type: 'restored', hash: '#a', instead: 'tree' })).toEqual([
      { type: 'read', turn: 2, instead: 'tree' },
    ]);
    const before = machine.state;
    expect(machine.send(read(1))).toEqual([]);
    expect(machine.send({ type: 'address read', turn: 1, hash: '#older' })).toEqual([]);
    expect(machine.state).toBe(before);
    expect(machine.send(read(2))).toEqual([{ type: 'wait', ms: 0 }]);
  });
});

describe('an address that somebody gives to the open page', () => {
  test('is read, whatever was on its way before', () => {
    const machine = following();
    expect(machine.send({ type: 'hash changed', hash: '#c' })).toEqual([
      { type: 'read', turn: 2, instead: null },
    ]);
    expect(machine.send({ type: 'hash changed', hash: '#d' })).toEqual([
      { type: 'read', turn: 3, instead: null },
    ]);
    expect(machine.send(read(2))).toEqual([]);
    expect(machine.state.phase).toBe('reading');
  });

  test('and of which the browser has not told yet is read too, and not written over', () => {
    const machine = following();
    expect(machine.send(due({ hash: '#given' }))).toEqual([{ type: 'read', turn: 2, instead: null }]);
    expect(machine.state.known).toBe('#given');
  });

  test('while the writer is being fetched is not written over either', () => {
    const machine = following();
    machine.send(due());
    expect(machine.send(composed({ address: 'unpacked' }))).toEqual([{ type: 'fetch packer' }]);
    machine.send({ type: 'hash changed', hash: '#c' });
    expect(machine.send(due({ hash: '#c' }))).toEqual([]);
    expect(machine.send(composed())).toEqual([]);
  });

  test('while a snapshot was being shown that then failed: what is read is what stands there by then', () => {
    const machine = new Machine();
    machine.send({ type: 'restored', hash: '#a', instead: 'tree' });
    machine.send({ type: 'address read', turn: 1, hash: '#b' });
    machine.send(read(1));
    expect(machine.send(due({ hash: '#b' }))).toEqual([{ type: 'compose' }]);
  });

  test('its own one is not read again', () => {
    const machine = following();
    machine.send(due());
    machine.send(composed());
    expect(machine.send(due({ hash: '#b' }))).toEqual([{ type: 'compose' }]);
  });
});

describe('an address that leads nowhere', () => {
  test('stays until the person acts', () => {
    const machine = following({ found: false });
    expect(machine.send(due())).toEqual([]);
    expect(machine.send(due({ shown: ELSE }))).toEqual([{ type: 'compose' }]);
  });

  test('does not stay where the person has acted while it was read', () => {
    expect(following({ found: false, acted: true }).send(due())).toEqual([{ type: 'compose' }]);
  });
});

describe('a page that is left', () => {
  test('does not write into the address of the page that came', () => {
    expect(following().send(due({ isHere: false, hash: '#its' }))).toEqual([]);
  });

  test('in favour of another page does nothing any more, whatever was still on its way', () => {
    const reading = new Machine();
    reading.send({ type: 'mounted', hash: '#a' });
    for (const machine of [new Machine(), reading, following()]) {
      const { turn } = machine.state;
      machine.send({ type: 'unmounted' });
      expect(machine.state.turn).not.toBe(turn);
      const late: readonly Event[] = [
        { type: 'address read', turn, hash: '#c' },
        read(turn),
        shown(1),
        due({ hash: '#c' }),
        composed(),
        { type: 'hash changed', hash: '#c' },
        { type: 'restored', hash: '#c', instead: 'a tree' },
      ];
      for (const event of late) expect(machine.send(event), event.type).toEqual([]);
    }
  });

  test('for a reload keeps its address; if it stays after all, it goes on', () => {
    const machine = following();
    machine.send({ type: 'leaving', now: 9_000 });
    expect(machine.send(due({ now: 10_000 }))).toEqual([{ type: 'wait', ms: 4_000 }]);
    expect(machine.send(due({ now: 14_000 }))).toEqual([{ type: 'compose' }]);
  });
});

describe('how often', () => {
  test('at once, and then at most every 300 ms', () => {
    const machine = following();
    expect(machine.send(shown(9_000))).toEqual([{ type: 'wait', ms: 0 }]);
    machine.send(due());
    machine.send(composed({ now: 10_000 }));
    expect(machine.send(shown(10_100))).toEqual([{ type: 'wait', ms: 200 }]);
  });

  test('a long run waits until the person pauses', () => {
    const machine = following();
    expect(machine.send(shown(9_000, 300))).toEqual([{ type: 'wait', ms: 0 }]);
    expect(machine.send(shown(9_000, 301))).toEqual([{ type: 'wait', ms: 800 }]);
  });
});

describe('a run that is too long for the address', () => {
  const tooLong = composed({ address: 'too long', lastStep: 20 });

  test('is said once, with the last step that was in it, and again after it has fitted', () => {
    const machine = following();
    expect(machine.send(tooLong)).toEqual([{ type: 'tell reach', step: 7 }]);
    expect(machine.send(tooLong)).toEqual([]);
    machine.send(composed({ lastStep: 9 }));
    expect(machine.send(tooLong)).toEqual([{ type: 'tell reach', step: 9 }]);
  });

  test('is not said in place of something else that is to be read', () => {
    const machine = following();
    expect(machine.send(composed({ address: 'too long', hasFailure: true }))).toEqual([]);
    expect(machine.send(tooLong)).toEqual([{ type: 'tell reach', step: 7 }]);
  });
});
