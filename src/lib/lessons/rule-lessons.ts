/** The lessons that ask about each rule. */
import { headline } from '../explain/explain';
import type { System } from '../run/system';
import type { LessonLink } from '../scenario/examples';
import type { Scenario } from '../sim/scenario';
import { leavesOf, readMarkdown } from './markdown';
import { wayOf } from './stops';
import { textsIn } from './texts';

/** The most lessons to list for a rule. */
const MOST = 3;

/** A lesson with its slug and its system. */
interface Given {
  readonly slug: string;
  readonly scenario: Scenario;
  readonly system: System;
}

/**
 * For every rule: the lessons with a question that it answers, or with a link to it in their texts.
 *
 * @param lessons in the order of the course
 * @returns by the rule's anchor, as in `rules#raft-vote-grant`
 */
export function lessonsOfRules(lessons: readonly Given[]): Readonly<Record<string, readonly LessonLink[]>> {
  const found: Record<string, LessonLink[]> = {};
  for (const { slug, scenario, system } of lessons) {
    const { setup, lesson } = scenario;
    const link = { slug, name: `Lesson ${lesson?.number}: ${setup.title}` };
    for (const anchor of new Set([...asked(scenario, system), ...linked(scenario)]))
      if ((found[anchor] ??= []).length < MOST) found[anchor].push(link);
  }
  return found;
}

/** The rules of the steps that answer a question. */
function asked(scenario: Scenario, system: System): string[] {
  const { stops, moments } = wayOf(scenario, system);
  return stops.flatMap((stop) => {
    if (stop.kind !== 'step' || !scenario.steps[stop.step]?.ask) return [];
    return moments.slice(stop.from + 1, stop.at + 1).flatMap(({ events }) => {
      const rule = headline(system, events)?.rule;
      return rule === undefined ? [] : `${system.name}-${rule}`;
    });
  });
}

const linked = (scenario: Scenario): string[] =>
  textsIn(scenario)
    .flatMap((text) => leavesOf(readMarkdown(text)))
    .flatMap((leaf) => (leaf.kind === 'link' && leaf.to.startsWith('rules#') ? leaf.to.slice(6) : []));
