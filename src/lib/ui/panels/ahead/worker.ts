/** Looks ahead from the state on the stage, beside the page: at once one act, then ever deeper until the next question comes. */
import { promiseTitle } from '../../../checks/violation';
import { actWords } from '../../../explain/act-words';
import { tell } from '../../../explain/explain';
import { lookAhead, type Outlook } from '../../../explore/ahead';
import type { System } from '../../../run/system';
import { systemOf } from '../../../scenario/all-systems';
import type { Answer, Prospective, Question } from './outlook';

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
    const next = value.map((one) => told(system, one));
    postMessage({ turn, next, looked, over: looked === DEEPEST } satisfies Answer);
    // A newer question is heard in between.
    setTimeout(goOn);
  };
  goOn();
};

function told(system: System, { act, message, events, breaks, within }: Outlook): Prospective {
  return {
    act,
    words: actWords(system, act, message),
    told: tell(system, events) ?? 'Nothing happens.',
    breaks: breaks.map(promiseTitle),
    within,
  };
}
