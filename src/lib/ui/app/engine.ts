/** All that it takes to take steps: how nodes move, the checks, virtual time, the lab's own modes. */
import '../../scenario/moving';

export { playedAct } from '../../sim/chaos';
export { movingSystemOf } from '../../scenario/systems';
export { unroll } from '../../sim/step';
export { startModes } from './modes';
export { watch, watchedFrom } from './watched';
