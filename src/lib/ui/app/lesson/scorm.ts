/**
 * Reports the student's progress to a learning platform, by the API of SCORM 1.2 (ADL, Run-Time Environment 1.2.1, 3.3 and
 * 3.4). Without a platform there is no such API, and nothing is reported. The course package's own page
 * (scripts/scorm.html) starts and ends the visit, because the pages within it change.
 */
export interface ScormApi {
  LMSInitialize(nothing: ''): unknown;
  LMSGetValue(element: string): unknown;
  LMSSetValue(element: string, value: string): unknown;
  LMSCommit(nothing: ''): unknown;
}

/** How many parent windows or openers are searched for the API (ADL's own search takes 7). */
const FARTHEST = 7;

/** The API of the platform that opened this page; null: there is none. */
export function findApi(from: Window): ScormApi | null {
  let at: Window = from;
  for (let i = 0; i < FARTHEST; i++) {
    const api = apiIn(at);
    if (api) return api;
    const next: Window | null = at.parent !== at ? at.parent : at.opener;
    if (!next) return null;
    at = next;
  }
  return null;
}

/** A window of another origin cannot be inspected. */
function apiIn(window: Window): ScormApi | null {
  try {
    const api: unknown = 'API' in window ? window.API : null;
    return isApi(api) ? api : null;
  } catch {
    return null;
  }
}

const NEEDED = ['LMSInitialize', 'LMSGetValue', 'LMSSetValue', 'LMSCommit'];

function isApi(value: unknown): value is ScormApi {
  return (
    typeof value === 'object' &&
    value !== null &&
    NEEDED.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

/** The most characters that a platform stores (3.4.4, `cmi.suspend_data`). */
const LONGEST_DATA = 4096;

/** What the platform knows of the course: for each lesson that is done, its points out of a hundred. */
export type Scores = Readonly<Record<string, number>>;

/** The conversation with a platform, as long as the page is open. Errors of the platform change nothing here. */
export class Report {
  readonly #open: boolean;

  constructor(readonly api: ScormApi) {
    this.#open = attempt(() => api.LMSInitialize('')) === 'true';
  }

  /** What was reported before, in this visit or an earlier one. */
  scores(): Scores {
    const kept = this.#open ? attempt(() => this.api.LMSGetValue('cmi.suspend_data')) : '';
    const pairs = kept
      .slice(0, LONGEST_DATA)
      .split(',')
      .flatMap((part) => {
        const [, lesson, points] = /^([a-z\d-]+):(\d{1,3})$/.exec(part) ?? [];
        return lesson === undefined ? [] : [[lesson, Math.min(100, Number(points))] as const];
      });
    return Object.fromEntries(pairs);
  }

  /**
   * Reports the progress: each lesson that is done as an objective, and the total score, in which other lessons count 0.
   *
   * @param lessons all lessons of the course, in order
   */
  tell(scores: Scores, lessons: readonly string[]): void {
    const done = lessons.filter((lesson) => scores[lesson] !== undefined);
    const sum = done.reduce((points, lesson) => points + (scores[lesson] ?? 0), 0);
    done.forEach((lesson, i) => {
      this.#set(`objectives.${i}.id`, lesson);
      this.#set(`objectives.${i}.score.raw`, scores[lesson] ?? 0);
      this.#set(`objectives.${i}.status`, 'completed');
    });
    this.#set('core.score.min', 0);
    this.#set('core.score.max', 100);
    this.#set('core.score.raw', Math.round(sum / Math.max(1, lessons.length)));
    this.#set('core.lesson_status', done.length === lessons.length ? 'completed' : 'incomplete');
    this.#set('suspend_data', done.map((lesson) => `${lesson}:${scores[lesson]}`).join(','));
    if (this.#open) attempt(() => this.api.LMSCommit(''));
  }

  #set(element: string, value: string | number): void {
    if (this.#open) attempt(() => this.api.LMSSetValue(`cmi.${element}`, String(value)));
  }
}

/** The answer as text; '' if it threw. */
function attempt(act: () => unknown): string {
  try {
    return String(act());
  } catch {
    return '';
  }
}
