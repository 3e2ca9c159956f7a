import type { Course, CourseEntry, Kind } from '../../../lessons/course';

/** A lesson's place in the course. */
export interface CoursePlace {
  /** `Lesson 2 of 16`. */
  readonly name: string;
  readonly before: CourseEntry | null;
  readonly after: CourseEntry | null;
  /** The challenges on the same topic. */
  readonly tries: CourseEntry['tries'];
  /** The lessons to read before a challenge. */
  readonly reads: CourseEntry['reads'];
}

/** The place of a lesson outside the course. */
export const ownPlace = (kind: Kind): CoursePlace => ({
  name: kind === 'lessons' ? 'Your own lesson' : 'Your own challenge',
  before: null,
  after: null,
  tries: [],
  reads: [],
});

export function placeIn(course: Course, kind: Kind, slug: string): CoursePlace {
  const entries = course[kind];
  const at = entries.findIndex((entry) => entry.slug === slug);
  const word = kind === 'lessons' ? 'Lesson' : 'Challenge';
  return {
    name: `${word} ${at + 1} of ${entries.length}`,
    before: entries[at - 1] ?? null,
    after: entries[at + 1] ?? null,
    tries: entries[at]?.tries ?? [],
    reads: entries[at]?.reads ?? [],
  };
}
