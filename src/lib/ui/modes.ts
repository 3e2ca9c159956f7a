import { setup } from 'xstate';

/** The lab's own modes. Acting by hand while it plays pauses it; at the end there is nothing left to play. */
export const labMachine = setup({
  types: { events: {} as { type: 'play' } | { type: 'pause' } | { type: 'act' } | { type: 'end' } },
}).createMachine({
  id: 'lab',
  initial: 'stepping',
  states: {
    stepping: { on: { play: 'playing' } },
    playing: { on: { pause: 'stepping', act: 'stepping', end: 'stepping' } },
  },
});
