import { itemAt } from '../../protocol/known';
import { isHeld } from '../../sim/network';
import { labelText } from '../../protocol/label';
import { label as labelOf } from '../message-label';
import { layoutArrows, type DrawnArrow } from './arrows';
import { takeLines } from './gaps';
import { layoutLabels, Taken, type Label } from './labels';
import { labelSpecs, type Labelled } from './label-specs';
import { layoutLanes, type Lanes } from './lanes';
import { layoutPills, type Pill } from './pills';
import type { RunIndex } from './run';
import { actorsOf, excerptOf, type Run, type Excerpt } from './excerpt';
import { stepsBetween, widthOf, type Scale, type View } from './view';

/** The part of the layout that is the same for every window: lanes, and pills of messages in flight. */
export interface Frame {
  readonly view: View;
  readonly scale: Scale;
  readonly lanes: Lanes;
  /** Measured from the left of the whole diagram. */
  readonly pills: readonly Pill[];
  readonly width: number;
}

/**
 * The layout of one window of the diagram. Lengths in CSS pixels from the left of the whole diagram and the top of the
 * lanes.
 */
export interface Layout extends Frame {
  readonly excerpt: Excerpt;
  readonly arrows: readonly DrawnArrow[];
  readonly labels: readonly Label<Labelled>[];
}

export function layoutFrame(run: Run, index: RunIndex, view: View): Frame {
  const { path, present } = run;
  const world = itemAt(path, present).world;
  const lanes = layoutLanes(actorsOf(world, index), view);
  const specs = world.network.inFlight.map((message) => ({
    id: message.id,
    to: message.to,
    y: lanes.y.get(message.to) ?? 0,
    text: `${isHeld(world, message) ? '‖ ' : ''}${labelText(labelOf(run.system, message))}`,
  }));
  const { pills, gutter } = layoutPills(specs, lanes.height, view);
  const scale: Scale = { column: view.column, present, last: path.length - 1, gutter };
  return { view, scale, lanes, pills, width: widthOf(scale) };
}

/** Lays out the window between two x positions. The cost depends on its contents, not on the length of the run. */
export function layoutPart(
  run: Run,
  index: RunIndex,
  frame: Frame,
  [left, right]: readonly [number, number],
): Layout {
  const { scale, lanes } = frame;
  const { from, to } = stepsBetween(scale, left, right);
  const excerpt = excerptOf(run, index, from, to);
  const world = itemAt(run.path, run.present).world;
  const held = new Set(
    world.network.inFlight.filter((message) => isHeld(world, message)).map(({ id }) => id),
  );
  const arrows = layoutArrows(excerpt.arrows, {
    scale,
    lanes,
    pills: new Map(frame.pills.map((pill) => [pill.id, pill])),
    isHeld: (id) => held.has(id),
    arrow: (id) => index.arrow(id),
  });
  const taken = new Taken();
  takeLines(taken, arrows, excerpt, frame);
  const labels = layoutLabels(labelSpecs(excerpt, arrows, frame), taken);
  return { ...frame, excerpt, arrows, labels };
}
