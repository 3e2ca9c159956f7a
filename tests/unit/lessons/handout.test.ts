import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { tell } from '../../../src/lib/explain/explain';
import { handoutOf } from '../../../src/lib/lessons/handout';
import { wayOf } from '../../../src/lib/lessons/stops';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { parsed } from '../scenario/parsed';

const FOLDER = 'src/lib/lessons';
const LESSONS = readdirSync(FOLDER).filter((name) => name.endsWith('.toml'));

/** As a reader of the paper sees it: without tags, and without what is folded away. */
const onPaper = (html: string) =>
  html.replaceAll(/<details>.*?<\/details>/gs, '').replaceAll(/<svg.*?<\/svg>/gs, '[figure]');

describe.each(LESSONS)('the handout of %s', (file) => {
  const scenario = parsed(readFileSync(`${FOLDER}/${file}`, 'utf8'));
  const system = systemOf(scenario.setup);
  const html = handoutOf(scenario, system, (to) => to);
  const [body = '', answers = ''] = html.split('<section class="answers">');
  const sections = body.split('<section class="step').slice(1).map(onPaper);
  const { stops, moments } = wayOf(scenario, system);

  test('has a figure and a sentence for each step that asks nothing', () => {
    expect(sections).toHaveLength(scenario.steps.length);
    for (const [i, { ask, action }] of scenario.steps.entries())
      if (!ask && action !== 'task') expect(sections[i]).toMatch(/<p class="told">[^<]+<.*\[figure\]/s);
  });

  test('does not give an answer away below its question', () => {
    for (const [i, step] of scenario.steps.entries()) {
      if (!step.ask && step.action !== 'task') continue;
      const section = sections[i] ?? '';
      expect(section).toMatch(/^ asks"/);
      expect(section).toMatch(/class="(question|task)"/);
      expect(section).not.toMatch(/class="(told|speaker)"/);
      const [, below = ''] = section.split(/class="(?:question|task)"/);
      expect(below).not.toContain('[figure]');
      const done = stops.find((stop) => stop.kind === 'step' && stop.step === i);
      const told = tell(system, moments[done?.at ?? 0]?.events ?? []);
      expect(told).toBeTruthy();
      expect(section).not.toContain(told);
    }
  });

  test('shows the stage before each question', () => {
    const shown = (section: string) => section.split(/class="(?:question|task)"/)[0]?.includes('[figure]');
    for (const [i, section] of sections.entries())
      if (section.startsWith(' asks') && i > 0)
        expect(shown(section) || shown(sections[i - 1] ?? '')).toBe(true);
  });

  test('answers on the last pages, each with what its step does', () => {
    const asked = scenario.steps.filter(({ ask, action }) => ask || action === 'task');
    expect(answers.match(/<h3>/g)).toHaveLength(asked.length);
    expect(answers.match(/<figure>/g)).toHaveLength(asked.length);
    expect(answers.match(/class="told"/g)).toHaveLength(asked.length);
  });
});
