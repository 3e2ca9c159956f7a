import { itemAt } from '$lib/protocol/known';
import { readHandle } from '../../../lessons/handles';
import { leavesOf, readMarkdown } from '../../../lessons/markdown';
import type { Stop } from '../../../lessons/stops';
import type { Step } from '../../../sim/action';
import type { Scenario } from '../../../sim/scenario';

/** A part of a lesson on its map. */
interface Part {
  /** Where it begins. */
  readonly stop: number;
  /** Its kind, if it is more than a step to watch; null: it is not. */
  readonly kind: 'Question' | 'Task' | null;
  /** Its topic. Of parts not reached yet only the number is shown. */
  readonly text: string;
  readonly isAhead: boolean;
}

/**
 * The parts of a lesson: its beginning, each step with its question or task, its end.
 *
 * @param furthest the last stop that the student has reached: what lies ahead would give answers away
 */
export function partsOf(file: Scenario, stops: readonly Stop[], furthest: number): readonly Part[] {
  return stops.flatMap((stop, i): Part[] => {
    const isAhead = i > furthest;
    if (stop.kind === 'intro') return [{ stop: i, kind: null, text: 'The beginning', isAhead }];
    if (stop.kind === 'outro') return [{ stop: i, kind: null, text: 'The end', isAhead }];
    const before = stops[i - 1];
    if (before && 'step' in before && before.step === stop.step) return [];
    const step = itemAt(file.steps, stop.step);
    const kind = step.ask ? 'Question' : step.action === 'task' ? 'Task' : null;
    const text = isAhead ? null : about(step);
    return [{ stop: i, kind, text: `${stop.step + 1}${text === null ? '' : `. ${text}`}`, isAhead }];
  });
}

/** The question, the task, or the first sentence of the note; null: it has none of these. */
function about(step: Step): string | null {
  if (step.ask) return plain(step.ask.question);
  if (step.action === 'task') return plain(step.do);
  return step.note === undefined ? null : (/^.*?[.?](?= |$)/.exec(plain(step.note))?.[0] ?? plain(step.note));
}

/** Without marks; a value of the run, which is another by now, is left out. */
const plain = (text: string) =>
  leavesOf(readMarkdown(text))
    .map((leaf) => {
      if (leaf.kind === 'code') return readHandle(leaf.text) ? '…' : leaf.text;
      return leaf.kind === 'text' ? leaf.text : '';
    })
    .join('');
