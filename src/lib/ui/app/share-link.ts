import { toLink } from '../../link/link';
import { withHash } from '../kit/place';
import { toHash } from '../../link/address';
import type { Source } from './source.svelte';

/** A link to what is shown; of a lesson, to its stop. null: the run is too long for one. */
export async function linkTo({ session, lesson }: Source): Promise<string | null> {
  const stop = lesson?.stop() ?? null;
  if (stop !== null) return addressOf(stop);
  for (const naming of ['whole', 'short'] as const) {
    const link = await toLink(session.toScenario(naming), session.step).catch(() => null);
    if (link !== null) return addressOf(lesson ? `${lesson.lab}#${link}` : withHash(`#${link}`));
  }
  return null;
}

/** A link that names what is shown in place of holding it, for what has little room; null: it has no name. */
export function shortLinkTo({ session, example }: Source): string | null {
  if (example === null || !session.untouched) return null;
  return addressOf(withHash(toHash({ example, step: session.step })));
}

/** A whole address, of a place on this site. How this page was asked to look (`?…`) is not part of it. */
const addressOf = (place: string): string => new URL(place, location.href).href.replace(/\?[^#]*/, '');
