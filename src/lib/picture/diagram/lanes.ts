import type { ActorId } from '../../protocol/message';
import type { Actor } from './scene';
import type { View } from './view';

/** One line across the diagram, of one actor, or of several where there is no room for a line each. */
export interface Lane {
  readonly actors: readonly Actor[];
  readonly name: string;
  /** Where its line runs. */
  readonly y: number;
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  /** The distance from one line to the next. */
  readonly pitch: number;
  readonly height: number;
  readonly y: ReadonlyMap<ActorId, number>;
}

/** Lines further apart than so many times the height of text say no more. */
const APART = 6;

/** Closer than this, `main` has no line: what it sends comes from above the first one. */
const PITCH_WITH_MAIN = 24;

/**
 * The lanes for a height: as far apart as it allows, but never closer than text is high; where they are too many, clients
 * share one.
 */
export function layoutLanes(actors: readonly Actor[], { height, font }: View): Lanes {
  const least = Math.ceil(font * 1.45);
  const withMain = height / (actors.length + 0.5) >= Math.max(least, PITCH_WITH_MAIN);
  const own = withMain ? actors : actors.filter(({ kind }) => kind !== 'main');
  const tight = height / (own.length + 0.5) < least;
  const groups = tight ? sharedLanes(own) : own.map((actor) => [actor]);
  const pitch = Math.max(least, Math.min(APART * font, height / (groups.length + 0.5)));
  const lanes = groups.map((group, i) => ({
    actors: group,
    name: nameOf(group),
    y: Math.round((i + 0.75) * pitch) + 0.5,
  }));
  const y = new Map(lanes.flatMap((lane) => lane.actors.map(({ id }) => [id, lane.y] as const)));
  return { lanes, pitch, height: (groups.length + 0.5) * pitch, y };
}

function sharedLanes(actors: readonly Actor[]): readonly (readonly Actor[])[] {
  const clients = actors.filter(({ kind }) => kind === 'client');
  return actors.flatMap((actor) => {
    if (actor.kind !== 'client') return [[actor]];
    return actor === clients[0] ? [clients] : [];
  });
}

function nameOf(group: readonly Actor[]): string {
  const [first, last] = [group[0]?.id ?? '', group.at(-1)?.id ?? ''];
  return first === last ? first : `${first}–${last}`;
}
