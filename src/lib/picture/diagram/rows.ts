import type { Arrow, RunIndex } from './run';
import type { Excerpt } from './excerpt';

/** One step of the diagram in words. */
interface Row {
  readonly step: number;
  readonly told: string;
  readonly made: readonly Arrow[];
  readonly ended: readonly Arrow[];
  /** What its lines show: roles, epochs, commits, crashes, partitions, violations. */
  readonly marks: readonly string[];
}

/** A window of the diagram in words, step by step. `told`: the sentence of a step. */
export function rowsOf(excerpt: Excerpt, index: RunIndex, told: (step: number) => string): readonly Row[] {
  const rows: Row[] = [];
  for (let step = excerpt.from; step <= excerpt.to; step++) {
    rows.push({
      step,
      told: told(step),
      made: arrowsOf(index, index.madeIn(step)),
      ended: arrowsOf(index, index.endedIn(step)),
      marks: marksOf(excerpt, step),
    });
  }
  return rows;
}

function arrowsOf(index: RunIndex, ids: readonly number[]): Arrow[] {
  return ids.flatMap((id) => index.arrow(id) ?? []);
}

function marksOf({ ticks, bands, violations }: Excerpt, at: number): string[] {
  return [
    ...ticks.filter(({ step }) => step === at).map(({ actor, text }) => `${actor}: ${text}`),
    ...bands
      .filter(({ from }) => from === at)
      .map(({ groups }) => `cut: ${groups.map((group) => group.join(' ')).join(' | ')}`),
    ...(bands.some(({ to }) => to === at) ? ['no longer so cut'] : []),
    ...violations.filter(({ step }) => step === at).map(({ invariant }) => `broken: ${invariant}`),
  ];
}
