/** Faults of a lesson that only a run shows, not its parser. */
import { fitting } from '../sim/network';
import { actionOf, type Step } from '../sim/action';
import type { Ask } from '../sim/lesson';
import type { Scenario } from '../sim/scenario';
import { unroll } from '../sim/step';
import type { World } from '../sim/world';
import { systemOf } from '../scenario/all-systems';
import { play, start } from '../scenario/run';
import { readHandle, valueOf } from './handles';
import { leavesOf, readMarkdown } from './markdown';
import { branchFault, situation } from './shown-branch';

/**
 * Everything that would hinder a student: a step, a `shows` or a solution that cannot be done, a question before a step
 * without effect, a text that names a node, a value, a rule or a step that does not exist.
 *
 * @returns a sentence for each, with the number of its step; empty: the lesson is fine
 */
export function faultsOf(scenario: Scenario): string[] {
  const { failure, worlds } = play(scenario);
  if (failure) return [failure.message];
  const { lesson, steps } = scenario;
  const begun = start(scenario);
  const path = new Set(worlds.map(situation));
  const faults = inTexts([lesson?.intro, lesson?.summary], begun, steps.length);
  let world = begun;
  for (const [i, step] of steps.entries()) {
    const { done } = unroll(systemOf(scenario.setup), world, actionOf(step));
    const after = done.at(-1)?.world ?? world;
    const found = [
      ...(step.ask ? inQuestion(step.ask, world, after, steps.length, path) : []),
      ...(step.ask && done.length === 0 ? ['a question is asked, and then nothing happens'] : []),
      ...inTexts(textsOf(step), after, steps.length),
    ];
    faults.push(...found.map((fault) => `step ${i + 1}: ${fault}`));
    world = after;
  }
  return [...faults, ...inTexts([lesson?.outro], world, steps.length)];
}

const textsOf = (step: Step) => [
  step.note,
  step.speaker,
  ...(step.action === 'task' ? [step.do, step.hint] : []),
];

function inQuestion(
  ask: Ask,
  before: World,
  after: World,
  steps: number,
  path: ReadonlySet<string>,
): string[] {
  if ('choices' in ask) {
    return [
      ...inTexts([ask.question, ...ask.choices.map(({ text }) => text)], before, steps),
      ...inTexts(
        ask.choices.map(({ why }) => why),
        after,
        steps,
      ),
      ...ask.choices.flatMap(({ text, shows }) => {
        const fault = shows && branchFault(before, shows, path);
        return fault ? [`what "${text}" shows ${fault}`] : [];
      }),
    ];
  }
  const faults = [...inTexts([ask.question], before, steps), ...inTexts([ask.why], after, steps)];
  if ('value' in ask) {
    const { field, ...whose } = ask.value;
    const of = 'node' in whose ? whose.node : whose.client;
    const value = valueOf(systemOf(after.setup), after, { of, field });
    return value === null ? [...faults, `${of} has no ${field}`] : faults;
  }
  if (ask.point === 'node') return faults;
  const fits = ask.right.some(
    (one) => fitting(systemOf(before.setup), before.network.inFlight, one).length > 0,
  );
  return fits ? faults : [...faults, 'no message in flight is a right answer'];
}

/** Names of nodes and clients in texts. A part of a longer word, as in val_0 or x2y, does not count. */
const NAME = /(?<![\w.])[a-z]\d+(?![\w])/g;

function inTexts(texts: readonly (string | undefined)[], world: World, steps: number): string[] {
  return texts.flatMap((text) => (text === undefined ? [] : inText(text, world, steps)));
}

function inText(text: string, world: World, steps: number): string[] {
  const known = new Set([...Object.keys(world.nodes), ...Object.keys(world.clients)]);
  const letters = new Set([...known].map((name) => name[0]));
  const rules = new Set(systemOf(world.setup).rules.map(({ id }) => `rules#${world.setup.system}-${id}`));
  return leavesOf(readMarkdown(text)).flatMap((leaf) => {
    if (leaf.kind === 'link') {
      return leaf.to.startsWith('rules#') && !rules.has(leaf.to) ? [`there is no rule at ${leaf.to}`] : [];
    }
    if (leaf.kind === 'code') {
      const handle = readHandle(leaf.text);
      return handle && valueOf(systemOf(world.setup), world, handle) === null
        ? [`there is no value ${leaf.text} here`]
        : [];
    }
    if (leaf.kind !== 'text') return [];
    const names = [...leaf.text.matchAll(NAME)].map(([name]) => name);
    const strangers = names.filter((name) => letters.has(name[0]) && !known.has(name));
    const numbers = [...leaf.text.matchAll(/\bstep (\d+)/gi)].filter(([, number]) => Number(number) > steps);
    return [
      ...strangers.map((name) => `${name} is named, and there is none`),
      ...numbers.map(([named]) => `${named} is named, and there are ${steps}`),
    ];
  });
}
