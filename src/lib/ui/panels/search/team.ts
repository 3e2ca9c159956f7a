import type { Ending, Progress } from './report';

/**
 * How many workers search. Random runs are drawn by all cores but one, which is left for the page; a search of all runs stays in
 * one worker (docs/performance.md says why).
 */
export function teamSize(way: Ending['way'], cores: number): number {
  return way === 'walks' ? Math.max(1, cores - 1) : 1;
}

/** How far several workers are that search at the same time. */
export function together(parts: readonly Progress[]): Progress {
  const sum = (of: (one: Progress) => number) => parts.reduce((so, one) => so + of(one), 0);
  const most = (of: (one: Progress) => number) => Math.max(0, ...parts.map(of));
  const walks = parts.some((one) => one.walks !== undefined);
  return {
    states: sum(({ states }) => states),
    generated: sum(({ generated }) => generated),
    depth: most(({ depth }) => depth),
    bytes: sum(({ bytes }) => bytes),
    seconds: most(({ seconds }) => seconds),
    ...(walks && { walks: sum((one) => one.walks ?? 0) }),
  };
}

/** The end of a search by several workers: the shortest run that one of them found, and what all did. */
export function endTogether(first: Ending, rest: readonly Ending[]): Ending {
  const all = [first, ...rest];
  const acts = ({ story }: Ending) => story?.sentences.length ?? Infinity;
  const best = all.reduce((so, one) => (acts(one) < acts(so) ? one : so));
  const done: Record<string, number> = {};
  for (const [name, times] of all.flatMap((one) => Object.entries(one.done ?? {})))
    done[name] = (done[name] ?? 0) + times;
  const idle = first.idle?.filter((rule) => rest.every((one) => one.idle?.includes(rule)));
  return { ...best, ...together(all), ...(first.done && { done }), ...(idle && { idle }) };
}
