/** The course: every lesson and challenge by the name of its file. Texts are loaded on demand. */
export type Kind = 'lessons' | 'challenges';

/** An entry in the lists of lessons and challenges. */
export interface CourseEntry {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly summary: string;
  readonly minutes: number | null;
  /** Of a challenge: the number of acts of its solution. */
  readonly par: number | null;
  /** Of a lesson: the challenges on the same topic. */
  readonly tries: readonly EntryLink[];
  /** Of a challenge: the lessons to read first. */
  readonly reads: readonly EntryLink[];
}

export type EntryLink = Pick<CourseEntry, 'slug' | 'number' | 'title'>;

export type Course = Readonly<Record<Kind, readonly CourseEntry[]>>;

type Fetch = () => Promise<string>;

const FILES: Readonly<Record<Kind, Readonly<Record<string, Fetch>>>> = {
  lessons: bySlug(import.meta.glob<string>('./*.toml', { query: '?raw', import: 'default' })),
  challenges: bySlug(import.meta.glob<string>('./challenges/*.toml', { query: '?raw', import: 'default' })),
};

/** `./02-electing-a-leader.toml` is the lesson `electing-a-leader`. */
function bySlug(files: Readonly<Record<string, Fetch>>): Readonly<Record<string, Fetch>> {
  const named = Object.entries(files).map(
    ([file, fetch]) => [/([^/]*)\.toml$/.exec(file)?.[1] ?? '', fetch] as const,
  );
  return Object.fromEntries(named.map(([name, fetch]) => [name.replace(/^\d+-/, ''), fetch]));
}

/** The slugs of all lessons, or of all challenges. */
export const slugsOf = (kind: Kind): readonly string[] => Object.keys(FILES[kind]);

/** The slugs of the lessons to which the text of a lesson or a challenge has links. */
export const lessonsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\(lessons\/([\w-]+)/g)].map(([, slug = '']) => slug)),
];

/** The text of a lesson; null: there is none of this name. */
export async function textOf(kind: Kind, slug: string): Promise<string | null> {
  const files = FILES[kind];
  return Object.hasOwn(files, slug) ? ((await files[slug]?.()) ?? null) : null;
}
