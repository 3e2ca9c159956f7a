/**
 * The home of a run. A run is a tree of moments: each holds the act that led to it, and the world that it reached. Worlds share
 * structure. Acting in the past starts a branch; the old one stays. Trees are replaced and never changed.
 *
 * - `fold.ts` plays a scenario act by act, `opening.ts` grows a tree from it, and `record.ts` turns a branch into a scenario again.
 * - A moment that belongs to a `[[step]]` has it in `of`: the whole table, with its texts and questions, and whether the moment is
 *   the last of the step. Steps without an act of their own (`expect`, a `settle` with nothing to deliver) are in `after` of the
 *   moment before. So no part of a step is lost.
 * - `ahead.ts` and `big-steps.ts` say what Next, Phase and the next note do; `saved-tree.ts` is a tree as JSON.
 */
import { itemAt, required } from '../protocol/known';
import type { ProtocolEvent } from '../protocol/event';
import type { Act } from '../sim/act';
import type { Step } from '../sim/action';
import type { World } from '../sim/world';
import { Growing } from './growing';

/** The result of an act. */
export interface Reached<Seen = unknown> {
  readonly world: World;
  readonly events: readonly ProtocolEvent[];
  /** What an observer of the run (the checks) knows here. */
  readonly seen: Seen;
}

/** The scenario's step to which a moment belongs. */
export interface StepPart {
  /** The number of the `[[step]]` table, from 1. */
  readonly number: number;
  /** The parsed table. */
  readonly step: Step;
  /** Whether the step ends here: a step of several acts has several moments, and a failed step has no last one. */
  readonly last: boolean;
}

/** An act before it is added to a tree. */
export interface Made<Seen = unknown> extends Reached<Seen> {
  readonly act: Act;
  /** null: a person did it. */
  readonly of?: StepPart | null;
  readonly after?: readonly StepPart[];
}

/** One moment of a tree. */
export interface Moment<Seen = unknown> extends Reached<Seen> {
  /** Its index among the tree's moments. It is larger than that of its parent. */
  readonly id: number;
  /** null: the start. */
  readonly parent: number | null;
  readonly act: Act | null;
  readonly of: StepPart | null;
  /** The scenario's steps without an act of their own that come here. */
  readonly after: readonly StepPart[];
  /** The notes of the steps that end here; null: there are none. */
  readonly note: string | null;
  /** The step of the last note up to here; -1: there is none. */
  readonly lastNote: number;
}

/** A named path through the tree, from the start to its tip. */
export interface Branch {
  readonly id: number;
  readonly name: string;
  readonly tip: number;
}

export interface Tree<Seen = unknown> {
  readonly moments: Growing<Moment<Seen>>;
  readonly branches: readonly Branch[];
  /** The branch shown. */
  readonly branch: number;
  /** The moments of the branch shown, by step. */
  readonly path: Growing<Moment<Seen>>;
  /** The moment shown, on that branch. */
  readonly at: number;
  /** The id that the next branch gets. */
  readonly nextBranch: number;
}

/** @param after the scenario's steps without an act before the first act */
export function beginTree<Seen>(reached: Reached<Seen>, after: readonly StepPart[] = []): Tree<Seen> {
  const note = noteOf(null, after);
  const start: Moment<Seen> = {
    ...{ id: 0, parent: null, act: null, of: null, after, note, lastNote: note === null ? -1 : 0 },
    ...{ world: reached.world, events: reached.events, seen: reached.seen },
  };
  return {
    moments: Growing.of([start]),
    branches: [{ id: 1, name: 'Branch 1', tip: 0 }],
    branch: 1,
    path: Growing.of([start]),
    at: 0,
    nextBranch: 2,
  };
}

/** Shared, because most moments have none. */
const NONE: readonly StepPart[] = [];

/** A note is shown at the last act of its step. Several notes are joined as paragraphs. */
function noteOf(of: StepPart | null, after: readonly StepPart[]): string | null {
  if (!of?.last && after.length === 0) return null;
  const notes = [...(of?.last ? [of] : []), ...after].flatMap(({ step }) => step.note ?? []);
  return notes.length === 0 ? null : notes.join('\n\n');
}

/** The moment after an act. */
export function momentAfter<Seen>(before: Moment<Seen>, id: number, made: Made<Seen>): Moment<Seen> {
  const { act, of = null, after = NONE, world, events, seen } = made;
  const note = noteOf(of, after);
  const lastNote = note === null ? before.lastNote : world.step;
  return { id, parent: before.id, act, of, after, note, lastNote, world, events, seen };
}

export function here<Seen>({ moments, at: shown }: Tree<Seen>): Moment<Seen> {
  return itemAt(moments, shown);
}

export function branchOf({ branches, branch }: Pick<Tree, 'branches' | 'branch'>): Branch {
  return required(
    branches.find(({ id }) => id === branch),
    'the branch shown',
  );
}

/** The moments from the start to `tip`, by step. */
export function pathTo<Seen>({ moments }: Pick<Tree<Seen>, 'moments'>, tip: number): readonly Moment<Seen>[] {
  const path: Moment<Seen>[] = [];
  for (let id: number | null = tip; id !== null;) {
    const moment: Moment<Seen> = itemAt(moments, id);
    path.push(moment);
    id = moment.parent;
  }
  return path.reverse();
}

/**
 * Adds the result of an act after the moment shown, and shows it. At the tip the branch grows, in constant time. In the
 * past, the same act reuses its branch, and another act starts a new one.
 */
export function grow<Seen>(tree: Tree<Seen>, made: Made<Seen>): Tree<Seen> {
  const again = childBy(tree, tree.at, made.act);
  if (again) return travel(tree, again.id);
  const before = here(tree);
  const moment = momentAfter(before, tree.moments.length, made);
  const moments = tree.moments.push(moment);
  const current = branchOf(tree);
  if (current.tip === tree.at) {
    const branches = tree.branches.map((branch) =>
      branch === current ? { ...branch, tip: moment.id } : branch,
    );
    return { ...tree, moments, branches, path: tree.path.push(moment), at: moment.id };
  }
  const id = tree.nextBranch;
  const branch: Branch = { id, name: `Branch ${id}`, tip: moment.id };
  const path = Growing.of([...pathTo(tree, before.id), moment]);
  const branches = [...tree.branches, branch];
  return { moments, branches, branch: id, path, at: moment.id, nextBranch: id + 1 };
}

/** The moment to which the same act has already led from `parent`. */
function childBy<Seen>({ moments }: Tree<Seen>, parent: number, act: Act): Moment<Seen> | null {
  const wanted = JSON.stringify(act);
  for (let id = parent + 1; id < moments.length; id++) {
    const moment = itemAt(moments, id);
    if (moment.parent === parent && JSON.stringify(moment.act) === wanted) return moment;
  }
  return null;
}

/** Shows a moment: on the branch shown if it is on it, or else on the first branch that has it. */
export function travel<Seen>(tree: Tree<Seen>, id: number): Tree<Seen> {
  const { step } = itemAt(tree.moments, id).world;
  if (tree.path.at(step)?.id === id) return { ...tree, at: id };
  const branch = tree.branches.find(({ tip }) => isAncestor(tree, id, tip));
  if (branch) return { ...tree, at: id, branch: branch.id, path: Growing.of(pathTo(tree, branch.tip)) };
  const next: Branch = { id: tree.nextBranch, name: `Branch ${tree.nextBranch}`, tip: id };
  return {
    ...tree,
    at: id,
    branch: next.id,
    path: Growing.of(pathTo(tree, id)),
    branches: [...tree.branches, next],
    nextBranch: next.id + 1,
  };
}

function isAncestor({ moments }: Tree, ancestor: number, of: number): boolean {
  let id: number | null = of;
  while (id !== null && id > ancestor) id = itemAt(moments, id).parent;
  return id === ancestor;
}
