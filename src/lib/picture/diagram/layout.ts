import { isHeld } from '../../sim/network';
import { labelText } from '../../protocol/label';
import type { World } from '../../sim/world';
import { label as labelOf } from '../message-label';
import { layoutArrows, type DrawnArrow } from './arrows';
import { takeLines } from './gaps';
import { layoutLabels, Taken, type Label } from './labels';
import { labelSpecs, type Labelled } from './label-specs';
import { layoutLanes, type Lanes } from './lanes';
import { layoutPills, type Pill } from './pills';
import type { RunIndex } from './run';
import { actorsOf, sceneOf, type Run, type Scene } from './scene';
import { stepsBetween, widthOf, xOf, type Scale, type View } from './view';

/** What does not depend on which part of the run is in view: where lines run, and where messages in flight wait. */
export interface Frame {
  readonly view: View;
  readonly scale: Scale;
  readonly lanes: Lanes;
  /** From the left of the whole diagram. */
  readonly pills: readonly Pill[];
  readonly width: number;
}

/** One part of the diagram, laid out. Lengths in CSS pixels from the left of the whole diagram and the top of the lanes. */
export interface Layout extends Frame {
  readonly scene: Scene;
  readonly arrows: readonly DrawnArrow[];
  readonly labels: readonly Label<Labelled>[];
}

export function layoutFrame(run: Run, index: RunIndex, view: View): Frame {
  const { path, present } = run;
  const world = (path.at(present) as { world: World }).world;
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

/** Lays out what stands between two places; what it costs depends on how much that is, not on how long the run is. */
export function layoutPart(
  run: Run,
  index: RunIndex,
  frame: Frame,
  [left, right]: readonly [number, number],
): Layout {
  const { scale, lanes } = frame;
  const { from, to } = stepsBetween(scale, left, right);
  const scene = sceneOf(run, index, from, to);
  const world = (run.path.at(run.present) as { world: World }).world;
  const held = new Set(
    world.network.inFlight.filter((message) => isHeld(world, message)).map(({ id }) => id),
  );
  const arrows = layoutArrows(scene.arrows, {
    scale,
    lanes,
    pills: new Map(frame.pills.map((pill) => [pill.id, pill])),
    isHeld: (id) => held.has(id),
    arrow: (id) => index.arrow(id),
  });
  const taken = new Taken();
  takeLines(taken, arrows, scene, frame);
  const labels = layoutLabels(labelSpecs(scene, arrows, frame), taken);
  return { ...frame, scene, arrows, labels };
}

/** Where what happened at an actor in a step stands. */
export function placeOf({ scale, lanes }: Frame, actor: string, step: number): { x: number; y: number } {
  return { x: xOf(scale, step), y: lanes.y.get(actor) ?? 0 };
}
