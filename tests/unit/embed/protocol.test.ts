import { describe, expect, it } from 'vitest';
import { posted, Talk, type Heard } from '../../../src/lib/ui/app/embed/protocol';

const parent = { name: 'the window around the frame' };
const HOME = 'https://slides.example';

const said = (data: unknown, origin = HOME, source: unknown = parent) => ({ data, origin, source });
const hear = (data: unknown): Heard => new Talk(parent).hear(said(data));

describe('what the parent may ask', () => {
  it.each([
    [{ type: 'ready' }, { type: 'ready', id: null }],
    [
      { type: 'ready', id: 'a' },
      { type: 'ready', id: 'a' },
    ],
    [
      { type: 'state', id: 7 },
      { type: 'state', id: 7 },
    ],
    [{ type: 'resize' }, { type: 'resize', id: null }],
    [{ type: 'step' }, { type: 'step', id: null, by: 1 }],
    [
      { type: 'step', by: -3 },
      { type: 'step', id: null, by: -3 },
    ],
    [
      { type: 'goto', step: 12 },
      { type: 'goto', id: null, step: 12 },
    ],
  ])('%j', (data, request) => expect(hear({ lockstep: 1, ...data })).toEqual({ kind: 'asked', request }));
});

describe('what cannot be done is refused with a sentence, under the same id', () => {
  it.each([
    [{ lockstep: 2, type: 'step', id: 1 }, /^This frame speaks version 1/],
    [{ lockstep: '1', type: 'step', id: 1 }, /^This frame speaks version 1/],
    [{ lockstep: 1, id: 1 }, /^The type of a request is "ready"/],
    [{ lockstep: 1, type: 'constructor', id: 1 }, /^The type of a request/],
    [{ lockstep: 1, type: { toString: 1 }, id: 1 }, /^The type of a request/],
    [{ lockstep: 1, type: 'step', by: 1.5, id: 1 }, /^by of a step is a whole number/],
    [{ lockstep: 1, type: 'step', by: '1', id: 1 }, /^by of a step/],
    [{ lockstep: 1, type: 'step', by: 1e9, id: 1 }, /^by of a step/],
    [{ lockstep: 1, type: 'goto', id: 1 }, /^step of a goto is a whole number/],
    [{ lockstep: 1, type: 'goto', step: -1, id: 1 }, /^step of a goto/],
    [{ lockstep: 1, type: 'goto', step: NaN, id: 1 }, /^step of a goto/],
  ])('%j', (data, error) =>
    expect(hear(data)).toEqual({ kind: 'refused', id: 1, error: expect.stringMatching(error) as string }),
  );

  it.each([[{}], ['x'.repeat(101)], [Infinity], [null], [[1]]])('an id that is %j is none', (id) =>
    expect(hear({ lockstep: 1, type: 'state', id })).toMatchObject({ kind: 'refused', id: null }),
  );
});

describe('who is obeyed', () => {
  const nothing = { kind: 'nothing' };

  it.each([null, undefined, 'step', 1, [], [{ lockstep: 1, type: 'step' }], {}, { type: 'step' }])(
    'what is no message of ours (%j) is passed over, and greets nobody',
    (data) => {
      const talk = new Talk(parent);
      expect(talk.hear(said(data))).toEqual(nothing);
      expect(talk.target).toBeNull();
    },
  );

  it('no window but the parent', () => {
    const talk = new Talk(parent);
    for (const source of [null, undefined, {}, globalThis])
      expect(talk.hear({ data: { lockstep: 1, type: 'step' }, origin: HOME, source })).toEqual(nothing);
    expect(talk.target).toBeNull();
  });

  it('the parent, while its origin is the one that greeted', () => {
    const talk = new Talk(parent);
    expect(talk.hear(said({ lockstep: 1, type: 'ready' }))).toMatchObject({ kind: 'asked' });
    expect(talk.target).toBe(HOME);
    for (const origin of [
      'https://evil.example',
      'null',
      `${HOME}.evil.example`,
      HOME.replace('https', 'http'),
    ])
      expect(talk.hear(said({ lockstep: 1, type: 'step' }, origin))).toEqual(nothing);
    expect(talk.target).toBe(HOME);
    expect(talk.hear(said({ lockstep: 1, type: 'step' }))).toMatchObject({ kind: 'asked' });
  });

  it('a parent without an origin is answered by its window alone', () => {
    const talk = new Talk(parent);
    talk.hear(said({ lockstep: 1, type: 'ready' }, 'null'));
    expect(talk.target).toBe('*');
    expect(talk.hear(said({ lockstep: 1, type: 'step' }, HOME))).toEqual(nothing);
  });
});

it('a report says which version it is of', () =>
  expect(posted({ type: 'resize', height: 240, id: 3 })).toEqual({
    lockstep: 1,
    type: 'resize',
    height: 240,
    id: 3,
  }));
