import { createActor, setup } from 'xstate';

/** The lab's own modes. Acting by hand while it plays pauses it; at the end there is nothing left to play. */
const labMachine = setup({
  types: { events: {} as { type: 'play' } | { type: 'pause' } | { type: 'act' } | { type: 'end' } },
}).createMachine({
  id: 'lab',
  initial: 'stepping',
  states: {
    stepping: { on: { play: 'playing' } },
    playing: { on: { pause: 'stepping', act: 'stepping', end: 'stepping' } },
  },
});

export type Modes = ReturnType<typeof startModes>;

/** Runs the lab's modes. `onplaying`: told whether it plays, at once and at each change. */
export function startModes(onplaying: (playing: boolean) => void) {
  const actor = createActor(labMachine);
  actor.subscribe((snapshot) => onplaying(snapshot.matches('playing')));
  return actor.start();
}
