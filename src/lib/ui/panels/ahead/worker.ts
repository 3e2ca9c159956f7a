/** Looks ahead from the state on the stage, beside the page: at once one act, then ever deeper until the next question comes. */
import { promiseTitle } from '../../../checks/violation';
import { actWords } from '../../../explain/act-words';
import { tell } from '../../../explain/explain';
import { lookAhead, type Outlook } from '../../../explore/ahead';
import type { System } from '../../../run/system';
import { systemOf } from '../../../scenario/all-systems';
import type { NodeState } from '../../../protocol/protocol';
import type { World } from '../../../sim/world';
import type { Answer, Prospective, Question, Small } from './outlook';

/** So many further acts are looked at in the end. */
const DEEPEST = 4;

let turn = 0;

onmessage = ({ data }: MessageEvent<Question>) => {
  ({ turn } = data);
  const system = systemOf(data.world.setup);
  const rounds = lookAhead(system, data.world, data.known, DEEPEST);
  const goOn = () => {
    if (turn !== data.turn) return;
    const { value, done } = rounds.next();
    if (done) return;
    const looked = Math.min(...value.map((one) => (one.within === null ? one.looked : DEEPEST)), DEEPEST);
    const next = value.map((one) => told(system, data.world, one));
    const drops = data.world.network.inFlight.length;
    postMessage({ turn, next, drops, looked, over: looked === DEEPEST } satisfies Answer);
    // A newer question is heard in between.
    setTimeout(goOn);
  };
  goOn();
};

function told(
  system: System,
  before: World,
  { act, message, world, events, breaks, within }: Outlook,
): Prospective {
  return {
    act,
    words: actWords(system, act, message),
    told: tell(system, events) ?? 'Nothing happens.',
    breaks: breaks.map(promiseTitle),
    nodes: Object.values(world.nodes).map((node) => small(system, node, before.nodes[node.id] !== node)),
    within,
  };
}

function small(system: System, node: NodeState, changed: boolean): Small {
  const { id, shape, role, alive, epoch, row } = system.portrait(node);
  return { id, shape, role, alive, epoch: epoch?.brief ?? '', entries: row?.cells.length ?? null, changed };
}
