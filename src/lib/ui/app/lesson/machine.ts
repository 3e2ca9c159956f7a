/** The course of a lesson: it tells, it asks, it reveals; and the student may leave its path at any time. */
import { itemAt } from '$lib/protocol/known';
import { assign, setup } from 'xstate';
import type { Answer } from '../../../lessons/answers';
import type { Stop } from '../../../lessons/stops';

interface Context {
  readonly stops: readonly Stop[];
  /** The index of the stop shown. */
  readonly stop: number;
  /** The last stop shown so far. */
  readonly furthest: number;
  /** The answers, by step. An answer is forgotten when the student goes back before its question. */
  readonly answers: Readonly<Record<number, Answer>>;
}

type Event =
  | { readonly type: 'NEXT' }
  | { readonly type: 'BACK' }
  | { readonly type: 'ANSWER'; readonly answer: Answer }
  /** The run was moved to another moment of the path. */
  | { readonly type: 'GO'; readonly stop: number }
  /** The student has acted differently from the lesson. */
  | { readonly type: 'LEAVE' }
  | { readonly type: 'RETURN' };

const here = ({ stops, stop }: Context) => itemAt(stops, stop);

export const lessonMachine = setup({
  types: {
    context: {} as Context,
    events: {} as Event,
    input: {} as { readonly stops: readonly Stop[] },
  },
  guards: {
    asks: ({ context }) => here(context).kind === 'ask',
    isTask: ({ context }) => here(context).kind === 'task',
    wasAsked: ({ context: { stops, stop } }) => stops[stop - 1]?.kind === 'ask',
    hasNext: ({ context: { stops, stop } }) => stop < stops.length - 1,
    hasBack: ({ context: { stop } }) => stop > 0,
    isStop: ({ context: { stops } }, { stop }: { stop: number }) => stops[stop] !== undefined,
  },
  actions: {
    goOn: assign({
      stop: ({ context: { stop } }) => stop + 1,
      furthest: ({ context: { stop, furthest } }) => Math.max(furthest, stop + 1),
    }),
    goBack: assign({ stop: ({ context: { stop } }) => stop - 1 }),
    goTo: assign({
      stop: (_, { stop }: { stop: number }) => stop,
      furthest: ({ context: { furthest } }, { stop }) => Math.max(furthest, stop),
    }),
    keepAnswer: assign({
      answers: ({ context }, { answer }: { answer: Answer }) => {
        const stop = here(context);
        return 'step' in stop ? { ...context.answers, [stop.step]: answer } : context.answers;
      },
    }),
    /** A question that lies ahead is open again. */
    forgetAhead: assign({
      answers: ({ context }) => {
        const stop = here(context);
        const first = stop.kind === 'ask' ? stop.step : 'step' in stop ? stop.step + 1 : Infinity;
        const kept = Object.entries(context.answers).filter(([step]) => Number(step) < first);
        return stop.kind === 'intro' ? {} : Object.fromEntries(kept);
      },
    }),
  },
}).createMachine({
  id: 'lesson',
  context: ({ input: { stops } }) => ({ stops, stop: 0, furthest: 0, answers: {} }),
  initial: 'arriving',
  states: {
    /** The kind of the stop decides what the student sees. */
    arriving: {
      always: [
        { guard: 'asks', target: 'asking' },
        { guard: 'isTask', target: 'trying' },
        { guard: 'wasAsked', target: 'revealing' },
        { target: 'telling' },
      ],
    },
    telling: {},
    asking: {
      on: {
        ANSWER: {
          target: 'arriving',
          actions: [{ type: 'keepAnswer', params: ({ event: { answer } }) => ({ answer }) }, 'goOn'],
        },
      },
    },
    revealing: {},
    trying: {},
    away: {
      on: {
        // The run is the student's own, and the lesson waits.
        NEXT: undefined,
        BACK: undefined,
        RETURN: { target: 'arriving' },
      },
    },
  },
  on: {
    NEXT: { guard: 'hasNext', target: '.arriving', actions: 'goOn' },
    BACK: { guard: 'hasBack', target: '.arriving', actions: ['goBack', 'forgetAhead'] },
    GO: {
      guard: { type: 'isStop', params: ({ event: { stop } }) => ({ stop }) },
      target: '.arriving',
      actions: [{ type: 'goTo', params: ({ event: { stop } }) => ({ stop }) }, 'forgetAhead'],
    },
    LEAVE: { target: '.away' },
  },
});
