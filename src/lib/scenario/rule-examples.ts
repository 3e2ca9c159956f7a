import { headline, tell } from '../explain/explain';
import { systemOf } from './all-systems';
import type { Example } from './examples';
import { parseScenario } from './parse';
import { play } from './run';

/** A step of an example that shows a rule at work. */
export interface RuleExample extends Pick<Example, 'file' | 'title'> {
  readonly step: number;
  /** One sentence: what happens there. */
  readonly told: string;
}

/**
 * Finds the best example of every rule: the first step that is told by the rule, or else the first in which it fires.
 *
 * @param examples with their texts; earlier ones are preferred
 * @returns by system, then by rule; a rule without an example is left out
 */
export function ruleExamples(
  examples: readonly (Pick<Example, 'file' | 'title'> & { readonly text: string })[],
): Readonly<Record<string, Readonly<Record<string, RuleExample>>>> {
  const told: Record<string, Record<string, RuleExample>> = {};
  const fired: Record<string, Record<string, RuleExample>> = {};
  for (const { file, title, text } of examples) {
    const read = parseScenario(text);
    if (!read.ok) throw new Error(`${file}: ${read.errors[0]?.message}`);
    const { system } = read.scenario.setup;
    for (const [step, events] of play(read.scenario).events.entries()) {
      const example = { file, title, step, told: tell(systemOf(read.scenario.setup), events) ?? '' };
      for (const { rule } of events) if (rule !== undefined) (fired[system] ??= {})[rule] ??= example;
      const rule = headline(systemOf({ system }), events)?.rule;
      if (rule !== undefined) (told[system] ??= {})[rule] ??= example;
    }
  }
  return Object.fromEntries(
    Object.entries(fired).map(([system, rules]) => [system, { ...rules, ...told[system] }]),
  );
}
