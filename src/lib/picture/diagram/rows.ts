import type { Arrow, RunIndex } from './run';
import type { Scene } from './scene';

/** A step of the diagram in words. */
export interface Row {
  readonly step: number;
  readonly told: string;
  readonly made: readonly Arrow[];
  readonly ended: readonly Arrow[];
  /** What its lines show: roles, epochs, commits, crashes, cuts, broken promises. */
  readonly marks: readonly string[];
}

/** All that a part of the diagram shows, step by step. `told`: a step in one sentence. */
export function rowsOf(scene: Scene, index: RunIndex, told: (step: number) => string): readonly Row[] {
  const rows: Row[] = [];
  for (let step = scene.from; step <= scene.to; step++) {
    rows.push({
      step,
      told: told(step),
      made: arrowsOf(index, index.madeIn(step)),
      ended: arrowsOf(index, index.endedIn(step)),
      marks: marksOf(scene, step),
    });
  }
  return rows;
}

function arrowsOf(index: RunIndex, ids: readonly number[]): Arrow[] {
  return ids.flatMap((id) => index.arrow(id) ?? []);
}

function marksOf({ ticks, bands, violations }: Scene, at: number): string[] {
  return [
    ...ticks.filter(({ step }) => step === at).map(({ actor, text }) => `${actor}: ${text}`),
    ...bands
      .filter(({ from }) => from === at)
      .map(({ groups }) => `cut: ${groups.map((group) => group.join(' ')).join(' | ')}`),
    ...(bands.some(({ to }) => to === at) ? ['no longer so cut'] : []),
    ...violations.filter(({ step }) => step === at).map(({ invariant }) => `broken: ${invariant}`),
  ];
}
