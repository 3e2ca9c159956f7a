import type { Paint } from '../../../picture/svg';
import { diagramSvg, STEPS_MAX, type Palette } from '../../../picture/diagram/svg';
import type { Ink } from '../../../picture/diagram/marks/mark';
import { changesBetween } from '../../../picture/changes';
import { matrixOf } from '../../../picture/logs/matrix';
import { firstShown, matrixSvg } from '../../../picture/logs/svg';
import type { Stepper } from '../../run/stepper.svelte';
import { stageSvg } from '../../../picture/stage/svg';

/** An SVG file of its own. */
export interface Picture {
  readonly markup: string;
  /** Which part of a run the picture shows, as a sentence, if the run is too long; null: all of it. */
  readonly cut: string | null;
}

const cutTo = (what: string, from: number, to: number) =>
  `It shows ${what} ${from} to ${to} alone: a picture of all would be too large to open.`;

/** A picture of the step shown, one function for each kind; null: there is nothing to draw. */
export function stagePicture(session: Stepper, title: string, paint: Paint): Picture {
  return { markup: stageSvg(session.system, session.world, session.before, title, paint), cut: null };
}

/** The diagram up to the step shown: its last `STEPS_MAX` steps. */
export function diagramPicture(session: Stepper, title: string, paint: Paint): Picture {
  const { system, path, step } = session;
  const palette = Object.fromEntries(Object.keys(INKS).map((ink) => [ink, paint(ink)])) as Palette;
  const run = { system, path, present: step, violations: session.moment.seen.violations };
  const from = Math.max(0, step - STEPS_MAX + 1);
  const markup = diagramSvg(run, { palette, from, to: step, title });
  return { markup, cut: from > 0 ? cutTo('steps', from, step) : null };
}

export function logsPicture(session: Stepper, title: string, paint: Paint): Picture | null {
  const { system, before, world } = session;
  const nodes = Object.values(world.nodes).map((node) => system.portrait(node));
  const matrix = matrixOf(nodes, changesBetween(system, before, world));
  if (matrix === null) return null;
  const first = firstShown(matrix);
  const markup = matrixSvg(matrix, title, paint);
  return { markup, cut: first > 1 ? cutTo('indices', first, matrix.last) : null };
}

/** All colours of the diagram. */
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
