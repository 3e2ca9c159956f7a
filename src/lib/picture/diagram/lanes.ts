import type { ActorId } from '../../protocol/message';
import type { Actor } from './excerpt';
import type { View } from './view';

/** A horizontal line of one actor, or of several if there is no room for one each. */
export interface Lane {
  readonly actors: readonly Actor[];
  readonly name: string;
  /** The height of the line. */
  readonly y: number;
}

export interface Lanes {
  readonly lanes: readonly Lane[];
  /** The distance between two lanes. */
  readonly pitch: number;
  readonly height: number;
  readonly y: ReadonlyMap<ActorId, number>;
}

/** The largest distance between lanes, in text heights. */
const APART = 6;

/** The pitch below which `main` has no lane: its messages then come from above the first lane. */
const PITCH_WITH_MAIN = 24;

/**
 * Distributes lanes over a height: as far apart as it allows, but never closer than the text is high. If there are too
 * many, the clients share a lane.
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
