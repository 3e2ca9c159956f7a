import { slugsOf, type Kind } from '../../../lessons/course';
import { findApi, Report, type Scores } from './scorm';

const KEY = 'lockstep.progress';

interface Kept {
  readonly done: Readonly<Record<string, number>>;
}

/** Which lessons and challenges are done, and in how many acts. Kept in this browser only once the person says so. */
export class Progress {
  /** Whether it is kept. */
  keeps = $state(false);
  /** By `lessons/slug`: the fewest acts, or 0 where there was no task. */
  #done = $state.raw<Readonly<Record<string, number>>>({});

  /** A learning platform that has opened the course; null: none has. */
  #report: Report | null = null;
  #scores: Scores = {};

  /** Reads what was kept; in a frame that forbids storage even looking throws. */
  read(): void {
    const api = findApi(window);
    if (api) {
      this.#report = new Report(api);
      this.#scores = this.#report.scores();
      const done = Object.keys(this.#scores).map((slug) => [`lessons/${slug}`, 0]);
      this.#done = { ...Object.fromEntries(done), ...this.#done };
    }
    try {
      const text = localStorage.getItem(KEY);
      const kept = text === null ? null : (JSON.parse(text) as Partial<Kept>);
      const done = Object.entries(kept?.done ?? {}).filter(([, acts]) => typeof acts === 'number');
      this.keeps = kept !== null;
      this.#done = { ...Object.fromEntries(done), ...this.#done };
    } catch {
      // Nothing kept, or nothing readable.
    }
  }

  /** null: not done yet. */
  acts(kind: Kind, slug: string): number | null {
    return this.#done[`${kind}/${slug}`] ?? null;
  }

  /**
   * @param acts how many a task took; 0: there was none to count.
   * @param points of a hundred, for what was answered.
   */
  finish(kind: Kind, slug: string, acts: number, points = 100): void {
    if (this.#report && kind === 'lessons') {
      this.#scores = { ...this.#scores, [slug]: Math.max(points, this.#scores[slug] ?? 0) };
      this.#report.tell(this.#scores, slugsOf('lessons'));
    }
    const key = `${kind}/${slug}`;
    const before = this.#done[key];
    if (before !== undefined && (acts === 0 || (before > 0 && before <= acts))) return;
    this.#done = { ...this.#done, [key]: acts };
    if (this.keeps) this.#write();
  }

  /** Keeps it from now on, or forgets what was kept. */
  keep(keeps: boolean): void {
    this.keeps = keeps;
    if (keeps) return this.#write();
    try {
      localStorage.removeItem(KEY);
    } catch {
      // There is nothing to forget where nothing can be kept.
    }
  }

  #write(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify({ done: this.#done } satisfies Kept));
    } catch {
      this.keeps = false;
    }
  }
}
