/** Searches in a worker, in slices, so that it notices when it is told to stop. */
import { itemAt } from '$lib/protocol/known';
import { bound, resultOf, withActs, type Subject } from '../../../explore/explore';
import type { ExploreOptions } from '../../../explore/options';
import { Search } from '../../../explore/search';
import { Walks } from '../../../explore/walks';
import { tell } from '../../../explain/explain';
import { toLink } from '../../../link/link';
import { challengeOf } from '../../../lessons/challenge';
import { formatScenario } from '../../../scenario/format';
import { minimise, subjectOf } from '../../../scenario/explore';
import { parseScenario } from '../../../scenario/parse';
import { checkSafety, play } from '../../../scenario/run';
import type { Scenario } from '../../../sim/scenario';
import { prospectOf } from './prospect';
import type { Ending, Order, Progress, Report, Story, Way } from './report';

/** The length of a slice, after which the worker looks for messages and reports its progress. */
const SLICE_MS = 40;
const TOLD_EVERY_MS = 200;
/** The time limit of random walks without another bound. */
const WALK_SECONDS = 60;
const WALK_ACTS = 80;
const ROUGH = 0.12;

/** A running search of either kind. */
interface Hunt {
  readonly subject: Subject;
  /** Searches for one slice; returns whether it is over. */
  slice(): boolean;
  progress(): Omit<Progress, 'seconds'>;
  ending(stopped: boolean): Omit<Ending, keyof Progress | 'way'>;
  deeper(by: number): void;
}

const say = (report: Report) => postMessage(report);

let hunt: Hunt | null = null;
let way: Way = 'all';
let seconds = 0;
let told = 0;
let running = false;

onmessage = ({ data }: MessageEvent<Order>) => {
  try {
    if (data.kind === 'read') void answer(() => read(data.toml));
    else if (data.kind === 'link') void answer(() => link(data.scenario, data.step));
    else if (data.kind === 'challenge') void answer(() => challenge(data));
    else if (data.kind === 'stop') end(true);
    else if (data.kind === 'deeper') goOn(() => hunt?.deeper(data.by));
    else {
      way = data.way;
      seconds = 0;
      const subject = subjectOf(data.scenario);
      hunt = way === 'all' ? allRuns(subject, data.options) : walks(subject, data.options, data.lot);
      goOn(() => {});
    }
  } catch (error) {
    running = false;
    fail(error);
  }
};

function fail(error: unknown): void {
  say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
}

/** Answers a request that is not a search. */
async function answer(find: () => Promise<Report> | Report): Promise<void> {
  try {
    say(await find());
  } catch (error) {
    fail(error);
  }
}

async function link(scenario: Scenario, step: number): Promise<Report> {
  return { kind: 'link', fragment: await toLink(scenario, step) };
}

function challenge({ story, until, words }: Extract<Order, { kind: 'challenge' }>): Report {
  const scenario = challengeOf(story.scenario, story.sentences.length, until, words);
  return { kind: 'challenge', toml: formatScenario(scenario) };
}

/** Says what can be searched from the end of a scenario's steps. */
async function read(toml: string): Promise<Report> {
  const parsed = parseScenario(toml);
  if (!parsed.ok) return { kind: 'errors', errors: parsed.errors };
  const { system, scenario, worlds } = subjectOf(parsed.scenario);
  const world = itemAt(worlds, -1);
  return { kind: 'read', prospect: prospectOf(system, await system.details(), world, scenario) };
}

function goOn(prepare: () => void): void {
  prepare();
  running = true;
  work();
}

function work(): void {
  if (!running || !hunt) return;
  const began = performance.now();
  let over = false;
  while (!over && performance.now() - began < SLICE_MS) over = hunt.slice();
  seconds += (performance.now() - began) / 1000;
  if (over) return end(false);
  if (performance.now() - told > TOLD_EVERY_MS) {
    told = performance.now();
    say({ kind: 'progress', progress: { ...hunt.progress(), seconds } });
  }
  setTimeout(work);
}

function end(stopped: boolean): void {
  if (!running || !hunt) return;
  running = false;
  say({ kind: 'ended', ending: { ...hunt.progress(), ...hunt.ending(stopped), seconds, way } });
}

function allRuns(subject: Subject, options: ExploreOptions): Hunt {
  const search = new Search(subject.system, subject.worlds, options);
  return {
    subject,
    slice: () => {
      search.run(256);
      search.stop(bound(search, options, seconds >= (options.seconds ?? Infinity)));
      return search.ended !== null;
    },
    progress: () => {
      const { states, generated, depth, bytes } = search;
      return { states, generated, depth, bytes };
    },
    ending: (stopped) => {
      const { found, complete, stoppedBy, collision } = resultOf(subject, search);
      const story = found && storyOf(subject, found, subject.worlds.length);
      return { story, complete, collision, stoppedBy: stopped ? 'stopped' : stoppedBy };
    },
    deeper: (by) => search.resume({ ...options, depth: search.depth + by }),
  };
}

function walks(subject: Subject, options: ExploreOptions, lot: number): Hunt {
  const drawn = { ...options, seed: subject.scenario.setup.seed + lot, length: WALK_ACTS, rough: ROUGH };
  const walk = new Walks(subject.system, subject.worlds, drawn);
  const limit = options.seconds ?? WALK_SECONDS;
  return {
    subject,
    slice: () => {
      walk.run(200);
      return walk.found !== null || seconds >= limit;
    },
    progress: () => {
      const { bytes } = walk.moves.table;
      return {
        states: walk.moves.scenes.rows.count,
        generated: walk.acts,
        depth: WALK_ACTS,
        bytes,
        walks: walk.walks,
      };
    },
    ending: (stopped) => {
      const found = walk.found && minimise(withActs(subject, walk.moves, walk.found), options.goal);
      const fired = walk.fired();
      return {
        story: found && storyOf(subject, found, 1),
        complete: false,
        collision: 0,
        stoppedBy: found ? 'found' : stopped ? 'stopped' : 'seconds',
        done: walk.done,
        idle: subject.system.rules.filter(({ id }) => !fired.has(id)).map(({ title }) => title),
      };
    },
    deeper: () => {},
  };
}

/** @param from the first world that the search has added */
function storyOf({ system }: Subject, scenario: Scenario, from: number): Story {
  const { worlds, events } = play(scenario);
  const sentences = events.slice(from).map((one) => tell(system, one) ?? 'Nothing happened.');
  return { scenario, sentences, violations: checkSafety(worlds) };
}
