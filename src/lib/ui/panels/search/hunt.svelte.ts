import type { ExploreOptions, Goal } from '../../../explore/options';
import type { Scenario } from '../../../sim/scenario';
import { newWorker } from './new-worker';
import type { Ending, Order, Progress, Report, Way } from './report';

const UNFETCHED = 'The search could not be fetched. With the network back, try again.';

/** A search in a worker, as the page shows it. */
export class Hunt {
  running = $state(false);
  progress = $state.raw<Progress | null>(null);
  ending = $state.raw<Ending | null>(null);
  /** What went wrong, in a sentence. */
  failure = $state<string | null>(null);
  /** The goal of the current or last search. */
  goal = $state.raw<Goal | null>(null);
  #worker: Worker | null = null;

  start(way: Way, scenario: Scenario, options: ExploreOptions): void {
    this.close();
    this.goal = options.goal;
    this.progress = null;
    this.#worker = newWorker();
    this.#worker.onmessage = ({ data }: MessageEvent<Report>) => this.#hear(data);
    this.#worker.onerror = () => this.#hear({ kind: 'failed', message: UNFETCHED });
    this.#ask({ kind: 'search', way, scenario, options });
  }

  /** Stops the search, and shows how far it went. */
  stop(): void {
    this.#worker?.postMessage({ kind: 'stop' } satisfies Order);
  }

  /** Continues after a bound has stopped it. */
  deeper(by: number): void {
    this.#ask({ kind: 'deeper', by });
  }

  close(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.running = false;
  }

  #ask(order: Order): void {
    this.ending = null;
    this.failure = null;
    this.running = true;
    this.#worker?.postMessage(order);
  }

  #hear(report: Report): void {
    if (report.kind === 'progress') {
      this.progress = report.progress;
      return;
    }
    this.running = false;
    if (report.kind === 'ended') [this.ending, this.progress] = [report.ending, report.ending];
    else if (report.kind === 'failed') this.failure = report.message;
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
