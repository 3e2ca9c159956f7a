import type { Paint } from '../../export/svg';
import { diagramSvg, STEPS_MAX, type Palette } from '../diagram/svg';
import type { Ink } from '../diagram/marks/mark';
import { changesBetween } from '../inspect/changes';
import { matrixOf } from '../matrix/matrix';
import { matrixSvg } from '../matrix/svg';
import type { Stepper } from '../stepper.svelte';
import { stageSvg } from '../stage/svg';

/** The step shown as a picture of each kind; null: there is nothing of the kind to draw. */
export function stagePicture(session: Stepper, title: string, paint: Paint): string | null {
  return stageSvg(session.system, session.world, session.before, title, paint);
}

/** The diagram of the steps up to the one shown, the last `STEPS_MAX` of them. */
export function diagramPicture(session: Stepper, title: string, paint: Paint): string {
  const { system, path, step } = session;
  const palette = Object.fromEntries(Object.keys(INKS).map((ink) => [ink, paint(ink)])) as Palette;
  const run = { system, path, present: step, violations: session.moment.seen.violations };
  return diagramSvg(run, { palette, from: Math.max(0, step - STEPS_MAX + 1), to: step, title });
}

export function logsPicture(session: Stepper, title: string, paint: Paint): string | null {
  const { system, before, world } = session;
  const nodes = Object.values(world.nodes).map((node) => system.portrait(node));
  const matrix = matrixOf(nodes, changesBetween(system, before, world));
  return matrix && matrixSvg(matrix, title, paint);
}

/** All colours that the diagram is drawn in. */
const INKS: Readonly<Record<Ink, true>> = {
  panel: true,
  raised: true,
  ink: true,
  muted: true,
  line: true,
  'strong-line': true,
  accent: true,
  'accent-soft': true,
  changed: true,
  'changed-soft': true,
  leader: true,
  follower: true,
  candidate: true,
  crashed: true,
  elect: true,
  'elect-mark': true,
  replicate: true,
  'replicate-mark': true,
  assent: true,
  'assent-mark': true,
  refusal: true,
  'refusal-mark': true,
  learn: true,
  'learn-mark': true,
  client: true,
  'client-mark': true,
};
