import type { Act } from '../sim/act';
import { KeptMoment, type Moment, type Reached, type Redo } from './moment';

export type { Moment };

/** A named way through the tree: from the start to its tip. */
export interface Branch {
  readonly id: number;
  readonly name: string;
  readonly tip: number;
}

/**
 * Every moment that was reached, as a tree: worlds share structure, acting in the past starts a branch and the old one stays.
 * Replaced, never changed; an older timeline is itself again, which is how a deletion is undone.
 */
export interface Timeline<Seen = unknown> {
  readonly moments: readonly KeptMoment<Seen>[];
  readonly branches: readonly Branch[];
  /** The branch shown. */
  readonly branch: number;
  /** The moment shown, on that branch. */
  readonly at: number;
  /** The id that the next branch gets. */
  readonly nextBranch: number;
}

/** @param redo does an act again, as it was done for `grow`. */
export function beginTimeline<Seen>(reached: Reached<Seen>, redo: Redo<Seen>): Timeline<Seen> {
  return {
    moments: [KeptMoment.first(reached, redo)],
    branches: [{ id: 1, name: 'Branch 1', tip: 0 }],
    branch: 1,
    at: 0,
    nextBranch: 2,
  };
}

export function here<Seen>({ moments, at }: Timeline<Seen>): KeptMoment<Seen> {
  return moments[at] as KeptMoment<Seen>;
}

export function branchOf({ branches, branch }: Timeline): Branch {
  return branches.find(({ id }) => id === branch) as Branch;
}

/** The moments from the start to `tip`, by step. */
export function pathTo<Seen>(
  { moments }: Pick<Timeline<Seen>, 'moments'>,
  tip: number,
): readonly Moment<Seen>[] {
  const path: Moment<Seen>[] = [];
  for (let id: number | null = tip; id !== null; id = (moments[id] as Moment<Seen>).parent) {
    path.push(moments[id] as Moment<Seen>);
  }
  return path.reverse();
}

/**
 * Adds what an act led to behind the moment shown, and shows it. At the tip the branch grows; in the past the same act
 * reuses the branch that has it, another act starts a new one.
 */
export function grow<Seen>(
  timeline: Timeline<Seen>,
  { act, note = null, ...reached }: Reached<Seen> & { readonly act: Act; readonly note?: string | null },
): Timeline<Seen> {
  const again = childBy(timeline, timeline.at, act);
  if (again) return travel(timeline, again.id);
  const moment = here(timeline).next(timeline.moments.length, act, note, reached);
  const moments = [...timeline.moments, moment];
  const current = branchOf(timeline);
  if (current.tip === timeline.at) {
    const branches = timeline.branches.map((branch) =>
      branch === current ? { ...branch, tip: moment.id } : branch,
    );
    return { ...timeline, moments, branches, at: moment.id };
  }
  const id = timeline.nextBranch;
  const branch: Branch = { id, name: `Branch ${id}`, tip: moment.id };
  return { moments, branches: [...timeline.branches, branch], branch: id, at: moment.id, nextBranch: id + 1 };
}

/** Adds a text to the moment shown, which must be the last one made. */
export function annotate<Seen>(timeline: Timeline<Seen>, note: string): Timeline<Seen> {
  return { ...timeline, moments: [...timeline.moments.slice(0, -1), here(timeline).noted(note)] };
}

/** The moment that the same act has led to from `parent` already. A moment is younger than its parent. */
export function childBy<Seen>({ moments }: Timeline<Seen>, parent: number, act: Act): Moment<Seen> | null {
  const wanted = JSON.stringify(act);
  for (let id = parent + 1; id < moments.length; id++) {
    const moment = moments[id] as Moment<Seen>;
    if (moment.parent === parent && JSON.stringify(moment.act) === wanted) return moment;
  }
  return null;
}

/** Shows a moment: on the branch shown if that passes through it, else on the first that does. */
export function travel<Seen>(timeline: Timeline<Seen>, id: number): Timeline<Seen> {
  const passes = (branch: Branch) => isAncestor(timeline, id, branch.tip);
  const current = branchOf(timeline);
  const branch = passes(current) ? current : timeline.branches.find(passes);
  if (branch) return { ...timeline, at: id, branch: branch.id };
  const next: Branch = { id: timeline.nextBranch, name: `Branch ${timeline.nextBranch}`, tip: id };
  return {
    ...timeline,
    at: id,
    branch: next.id,
    branches: [...timeline.branches, next],
    nextBranch: next.id + 1,
  };
}

function isAncestor({ moments }: Timeline, ancestor: number, of: number): boolean {
  let id: number | null = of;
  while (id !== null && id > ancestor) id = (moments[id] as Moment).parent;
  return id === ancestor;
}

/** Shows a branch at the step shown, or at its tip if it is shorter. */
export function switchTo<Seen>(timeline: Timeline<Seen>, id: number): Timeline<Seen> {
  const branch = timeline.branches.find((it) => it.id === id);
  if (!branch) return timeline;
  const path = pathTo(timeline, branch.tip);
  const step = here(timeline).world.step;
  const at = (path[Math.min(step, path.length - 1)] as Moment).id;
  return { ...timeline, branch: id, at };
}

export function rename<Seen>(timeline: Timeline<Seen>, id: number, name: string): Timeline<Seen> {
  return {
    ...timeline,
    branches: timeline.branches.map((branch) => (branch.id === id ? { ...branch, name } : branch)),
  };
}

/** Puts back a branch that was taken away, where it stood; `shown`: and shows it at the step shown. */
export function restore<Seen>(timeline: Timeline<Seen>, branch: Branch, shown: boolean): Timeline<Seen> {
  const branches = [...timeline.branches, branch].sort((a, b) => a.id - b.id);
  const next = { ...timeline, branches };
  return shown ? switchTo(next, branch.id) : next;
}

/** Takes a branch away; the last one stays. `restore` is the undo. */
export function remove<Seen>(timeline: Timeline<Seen>, id: number): Timeline<Seen> {
  if (timeline.branches.length < 2) return timeline;
  const branches = timeline.branches.filter((branch) => branch.id !== id);
  const next = { ...timeline, branches };
  return timeline.branch === id
    ? switchTo({ ...next, branch: (branches[0] as Branch).id }, (branches[0] as Branch).id)
    : next;
}
