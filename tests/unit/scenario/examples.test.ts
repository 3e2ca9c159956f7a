import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FIRST_SCENARIO } from '../../../src/lib/scenario/defaults';
import { EXAMPLES } from '../../../src/lib/scenario/examples';
import { formatScenario } from '../../../src/lib/scenario/format';
import { parseScenario } from '../../../src/lib/scenario/parse';
import { play } from '../../../src/lib/scenario/run';
import { parsed } from './parsed';

const FOLDER = 'static/examples';
const textOf = (file: string) => readFileSync(`${FOLDER}/${file}`, 'utf8');

test('the index lists every file, and no other', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.toml'));
  expect(EXAMPLES.map(({ file }) => file).sort()).toEqual(files.sort());
});

test("the first is the emulation's config, to the letter", () => {
  expect(EXAMPLES[0]?.file).toBe('config.toml');
  expect(textOf('config.toml')).toBe('num_nodes = 5\nnum_clients = 3\n');
});

test('the lab opens with the example of three nodes', () => {
  expect(FIRST_SCENARIO).toEqual(parsed(textOf('three.toml')));
});

describe.each(EXAMPLES)('$file', ({ file, title }) => {
  test('is read, and says itself what the index says of it', () => {
    const { setup } = parsed(textOf(file));
    if (file === 'config.toml') return;
    expect(setup.title).toBe(title);
    expect(setup.description).toMatch(/\.$/);
  });

  test('is read again as it was, once written', () => {
    const scenario = parsed(textOf(file));
    expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, scenario });
  });

  test('plays to its end with all that it expects', () => {
    const scenario = parsed(textOf(file));
    expect(play(scenario).failure).toBeUndefined();
    // Two examples only begin, and leave the rest to the person.
    if (file === 'config.toml' || file === 'three.toml') return;
    expect(scenario.steps.some(({ action }) => action === 'expect')).toBe(true);
    expect(scenario.steps.filter(({ note }) => note !== undefined).length).toBeGreaterThan(2);
  });
});
