/** The table that compares the terms of two systems, with their state. */
import type { System } from '../../run/system';
import type { Phase } from '../../protocol/vocabulary';
import type { World } from '../../sim/world';
import type { PairMoment } from '../../run/pair/pair';
import type { SideMoment } from '../../run/pair/side';
import type { StageName } from '../../run/phase';
import { leaderOf } from '../../run/pair/roles';
import type { Tally } from '../../run/pair/tally';

/** One side's part of a row: its term, and its state. */
interface Part {
  /** null: the system has no such thing. */
  readonly word: string | null;
  /** The message that begins it, for a phase. */
  readonly message?: string;
  readonly live: string;
  /** A word before it, where there is room. */
  readonly before?: string;
}

interface Row {
  readonly id: string;
  /** What both terms mean, in neutral words. */
  readonly what: string;
  readonly left: Part;
  readonly right: Part;
  /** The phase that it counts; null: it is not a phase. */
  readonly stage: StageName | null;
}

type Of = (side: SideMoment) => Part;

const NOTHING: Part = { word: null, live: '' };

/** @returns the rows: actors, phases, totals */
export function correspondence(moment: PairMoment): readonly Row[] {
  const row = (id: string, what: string, of: Of, stage: StageName | null = null): Row => {
    return { id, what, left: of(moment.left), right: of(moment.right), stage };
  };
  return [
    row('voter', 'votes and keeps', voters),
    row('epoch', 'orders leaders', epoch),
    row('place', 'orders commands', place),
    row('lead', 'become leader', phase('lead'), 'lead'),
    row('replicate', 'replicate', phase('replicate'), 'replicate'),
    row('learn', 'learn', phase('learn'), 'learn'),
    counted(
      'messages',
      'messages, rounds',
      moment,
      ({ messages }) => messages,
      ({ messages, phases }) => {
        const rounds = Object.values(phases).reduce((sum, phase) => sum + phase.rounds, 0);
        return sentIn(messages, rounds);
      },
    ),
    counted('steps', 'steps to first commit', moment, (tally) => tally.firstCommit, firstCommit),
    row('succession', 'after the leader is lost', ({ tally, world, system }) =>
      succession(tally, leaderOf(system, world) !== null),
    ),
  ];
}

const plain = (live: string): Part => ({ word: null, live });

/** A row of two numbers; the larger one says by how much. */
function counted(
  id: string,
  what: string,
  { left, right }: PairMoment,
  numberOf: (tally: Tally) => number | null,
  told: (tally: Tally) => string,
): Row {
  const [a, b] = [numberOf(left.tally), numberOf(right.tally)];
  const more = a === null || b === null ? 0 : a - b;
  const part = (tally: Tally, ahead: number) =>
    plain(ahead > 0 ? `${told(tally)} (${ahead} more)` : told(tally));
  return { id, what, left: part(left.tally, more), right: part(right.tally, -more), stage: null };
}

const voters: Of = ({ world, system }) => {
  const word = system.vocabulary?.voter ?? null;
  if (word === null) return NOTHING;
  const all = Object.values(world.nodes).map((node) => system.portrait(node));
  return {
    word,
    live: all
      .filter(({ role }) => role === word)
      .map(({ id }) => id)
      .join(' '),
  };
};

const epoch: Of = ({ world, system }) => {
  const word = system.vocabulary?.epoch ?? null;
  if (word === null) return NOTHING;
  return { word, live: leaderPortrait(system, world)?.epoch?.value ?? '–' };
};

const place: Of = ({ world, system }) => {
  const word = system.vocabulary?.place ?? null;
  if (word === null) return NOTHING;
  return { word, live: String(leaderPortrait(system, world)?.row?.cells.at(-1)?.index ?? '–') };
};

function leaderPortrait(system: System, world: World) {
  const node = world.nodes[leaderOf(system, world) ?? ''];
  return node ? system.portrait(node) : null;
}

const phase =
  (name: Phase): Of =>
  ({ tally, system }) => {
    const words = system.vocabulary?.phases[name] ?? null;
    if (words === null) return NOTHING;
    const { messages, rounds } = tally.phases[name];
    return { word: words.name, message: words.request, live: sentIn(messages, rounds) };
  };

const sentIn = (messages: number, rounds: number) => `${messages} in ${count(rounds, 'round')}`;

const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;

function firstCommit({ firstCommit: step, steps }: Tally): string {
  return step === null ? `none in ${count(steps, 'step')}` : String(step);
}

/** @param led whether somebody leads; a leader that is cut off still leads on its side */
function succession({ succession: known }: Tally, led: boolean): Part {
  if (!known) return plain('–');
  const { lost, how, by } = known;
  const fate = how === 'crash' ? 'crashed' : 'cut off';
  const live = by
    ? `${by.id} leads in ${count(by.steps, 'step')}, ${count(by.messages, 'message')}`
    : led
      ? 'no other leader yet'
      : 'nobody leads yet';
  return { ...plain(live), before: `${lost} ${fate}, ` };
}
