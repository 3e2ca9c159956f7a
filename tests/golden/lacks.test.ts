import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lacking } from './lacking';

/** A case of a file: its title, the scenario that is played, and what is told at its end. */
interface Case {
  readonly title: string;
  readonly scenario: string;
  readonly told: string;
}

const CASE = /^== (?<title>.+)\n(?<scenario>[^]+?)\n--\n(?<told>[^]+?)\n$/;

/** The cases of a file, each begun by a line `== title`. A case that cannot be read is an error. */
function casesIn(text: string): readonly Case[] {
  return text.split(/\n(?=== )/).map((part) => {
    const { title, scenario, told } = CASE.exec(part)?.groups ?? {};
    if (title === undefined || scenario === undefined || told === undefined) {
      throw new Error(`expected "== title", a scenario, "--" and what is told, found:\n${part}`);
    }
    return { title, scenario, told };
  });
}

const written = ({ title, scenario, told }: Case) => `== ${title}\n${scenario}\n--\n${told}\n`;

/** Every question at the end of a scenario, each followed by its reasons. */
function toldOf(scenario: string): string {
  const lines = Object.entries(lacking(scenario)).flatMap(([question, reasons]) => [
    question,
    ...reasons.map((reason) => `  ${reason}`),
  ]);
  return lines.length === 0 ? 'Nothing is lacking.' : lines.join('\n');
}

// To rewrite them on purpose: UPDATE_GOLDEN=1 npx vitest run --project core tests/golden, then read the diff.
describe.each(['lacks', 'multipaxos-lacks'])('what is lacking at the end of a run: %s', (name) => {
  const file = join(import.meta.dirname, `${name}.txt`);
  const cases = casesIn(readFileSync(file, 'utf8'));
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(file, cases.map((one) => written({ ...one, told: toldOf(one.scenario) })).join('\n'));
  }

  it.each(casesIn(readFileSync(file, 'utf8')))('$title', ({ scenario, told }) => {
    expect(toldOf(scenario)).toBe(told);
  });
});
