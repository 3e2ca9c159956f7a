import type { ExploreOptions, Goal } from '../../../explore/options';
import type { Scenario } from '../../../sim/scenario';
import { newWorker } from './new-worker';
import type { Ending, Order, Progress, Report, Way } from './report';
import { endTogether, teamSize, together } from './team';

const UNFETCHED = 'The search could not be fetched. With the network back, try again.';

/** A search in one or several workers, as the page shows it. */
export class Hunt {
  running = $state(false);
  progress = $state.raw<Progress | null>(null);
  ending = $state.raw<Ending | null>(null);
  /** What went wrong, in a sentence. */
  failure = $state<string | null>(null);
  /** The goal of the current or last search. */
  goal = $state.raw<Goal | null>(null);
  #team: Worker[] = [];
  /** What the workers have last said, by worker. */
  #progress: Progress[] = [];
  #endings: (Ending | undefined)[] = [];

  /** @param cores of the machine */
  start(way: Way, scenario: Scenario, options: ExploreOptions, cores = navigator.hardwareConcurrency): void {
    this.close();
    this.goal = options.goal;
    this.progress = null;
    this.#team = Array.from({ length: teamSize(way, cores) }, (_, i) => {
      const worker = newWorker();
      worker.onmessage = ({ data }: MessageEvent<Report>) => this.#hear(i, data);
      worker.onerror = () => this.#hear(i, { kind: 'failed', message: UNFETCHED });
      return worker;
    });
    this.#ask((lot) => ({ kind: 'search', way, lot, scenario, options }));
  }

  /** Stops the search, and shows how far it went. */
  stop(): void {
    for (const worker of this.#team) worker.postMessage({ kind: 'stop' } satisfies Order);
  }

  /** Continues after a bound has stopped it. */
  deeper(by: number): void {
    this.#ask(() => ({ kind: 'deeper', by }));
  }

  close(): void {
    for (const worker of this.#team) worker.terminate();
    this.#team = [];
    this.running = false;
  }

  #ask(order: (lot: number) => Order): void {
    this.ending = null;
    this.failure = null;
    this.running = true;
    this.#progress = [];
    this.#endings = [];
    for (const [i, worker] of this.#team.entries()) worker.postMessage(order(i));
  }

  #hear(from: number, report: Report): void {
    if (report.kind === 'failed') {
      this.close();
      this.failure = report.message;
    } else if (report.kind === 'progress') this.#tell(from, report.progress);
    else if (report.kind === 'ended') {
      this.#endings[from] = report.ending;
      this.#tell(from, report.ending);
      this.#end(report.ending);
    }
  }

  #tell(from: number, progress: Progress): void {
    this.#progress[from] = progress;
    this.progress = together(Object.values(this.#progress));
  }

  /** The search ends when all workers have ended. One that has found something ends the others. */
  #end({ story }: Ending): void {
    const ended = this.#endings.filter((one) => one !== undefined);
    const [first, ...rest] = ended;
    if (first && ended.length === this.#team.length) {
      this.running = false;
      this.ending = endTogether(first, rest);
    } else if (story) this.stop();
  }
}

/** Orders with a single answer, and the kinds of their answers. */
interface Answers {
  readonly read: 'read' | 'errors' | 'failed';
  readonly link: 'link' | 'failed';
  readonly challenge: 'challenge' | 'failed';
}

/** Asks a new worker, which has all systems loaded: what can be searched of a text, or a link to a run. */
export function askOnce<Kind extends keyof Answers>(
  order: Extract<Order, { kind: Kind }>,
): Promise<Extract<Report, { kind: Answers[Kind] }>> {
  const worker = newWorker();
  type Answer = Extract<Report, { kind: Answers[Kind] }>;
  return new Promise<Answer>((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = () => resolve({ kind: 'failed', message: UNFETCHED } as Answer);
    worker.postMessage(order);
  }).finally(() => worker.terminate());
}
