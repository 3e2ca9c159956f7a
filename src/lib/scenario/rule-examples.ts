import { headline, tell } from '../explain/explain';
import { systemOf } from './all-systems';
import type { Example } from './examples';
import { parseScenario } from './parse';
import { play } from './run';

/** A step of an example at which a rule can be seen at work. */
export interface RuleExample extends Pick<Example, 'file' | 'title'> {
  readonly step: number;
  /** What happens there, in a sentence. */
  readonly told: string;
}

/**
 * Finds for every rule the step that shows it best: the first that is told by it, or else the first at which it fires at all.
 *
 * @param examples with their texts; earlier ones are preferred
 * @returns by system, then by rule; a rule that no example shows is left out
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
