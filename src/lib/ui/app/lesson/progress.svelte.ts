import { slugsOf, type Kind } from '../../../lessons/course';
import { readTable } from '../../../run/port';
import { browser } from '../../kit/text-stores';
import { findApi, Report, type Scores } from './scorm';

const KEY = 'lockstep.progress';

const isCount = (entry: [string, unknown]): entry is [string, number] => typeof entry[1] === 'number';

/** The lessons and challenges that are done, and in how many acts. Stored in this browser only if the person agrees. */
export class Progress {
  /** Whether it is stored. */
  isStored = $state(false);
  /** By `lessons/slug`: the fewest acts, or 0 if there was no task. */
  #done = $state.raw<Readonly<Record<string, number>>>({});

  /** A learning platform that has opened the course; null: none has. */
  #report: Report | null = null;
  #scores: Scores = {};

  /** Reads the stored progress, or that of the learning platform. */
  read(): void {
    const api = findApi(window);
    if (api) {
      this.#report = new Report(api);
      this.#scores = this.#report.scores();
      const done = Object.keys(this.#scores).map((slug) => [`lessons/${slug}`, 0]);
      this.#done = { ...Object.fromEntries(done), ...this.#done };
    }
    const { done } = readTable(browser, KEY);
    if (typeof done !== 'object' || done === null) return;
    this.isStored = true;
    this.#done = { ...Object.fromEntries(Object.entries(done).filter(isCount)), ...this.#done };
  }

  /** null: not done yet. */
  acts(kind: Kind, slug: string): number | null {
    return this.#done[`${kind}/${slug}`] ?? null;
  }

  /**
   * @param acts the number of acts of a task; 0: there was no task
   * @param points of a hundred, for the answers
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
    if (this.isStored) this.#write();
  }

  /** Stores it from now on, or deletes the stored progress. */
  setStored(stored: boolean): void {
    this.isStored = stored;
    if (stored) this.#write();
    else browser.write(KEY, null);
  }

  #write(): void {
    this.isStored = browser.write(KEY, JSON.stringify({ done: this.#done })) === null;
  }
}
