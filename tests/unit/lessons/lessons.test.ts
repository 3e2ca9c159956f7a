import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lessonsIn } from '../../../src/lib/lessons/course';
import { faultsOf } from '../../../src/lib/lessons/faults';
import { textsIn } from '../../../src/lib/lessons/texts';
import { leavesOf, readMarkdown } from '../../../src/lib/lessons/markdown';
import { formatScenario } from '../../../src/lib/scenario/format';
import { parsed } from '../scenario/parsed';

const FOLDER = 'src/lib/lessons';
const inFolder = (folder: string) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.toml')) : [];
const LESSONS = inFolder(FOLDER);
const CHALLENGES = inFolder(`${FOLDER}/challenges`).map((name) => `challenges/${name}`);
const read = (file: string) => parsed(readFileSync(`${FOLDER}/${file}`, 'utf8'));

/** Where links may lead within the course. */
const PLACES = new Set([
  ...LESSONS.map((file) => `lessons/${file.replace(/^\d+-|\.toml$/g, '')}`),
  ...CHALLENGES.map((file) => file.replace(/\.toml$/, '')),
]);

describe.each([...LESSONS, ...CHALLENGES])('%s', (file) => {
  test('has no faults', () => {
    expect(faultsOf(read(file))).toEqual([]);
  });

  test('is read again as it was, once written', () => {
    expect(parsed(formatScenario(read(file)))).toEqual(read(file));
  });

  test('has a title, a summary of one sentence and texts at both ends', () => {
    const { setup, lesson } = read(file);
    expect(setup.title).toBeTruthy();
    expect(lesson?.summary).toMatch(/^[A-Z“].*[.?]$/);
    expect(lesson?.intro).toBeTruthy();
    expect(lesson?.outro).toBeTruthy();
    expect(lesson?.minutes).toBeGreaterThan(0);
  });

  test('links only to lessons and challenges that there are', () => {
    const links = textsIn(read(file))
      .flatMap((text) => leavesOf(readMarkdown(text)))
      .flatMap((leaf) => (leaf.kind === 'link' ? leaf.to : []));
    const ours = links.filter((to) => /^(lessons|challenges)\//.test(to));
    expect(ours.filter((to) => !PLACES.has(to.replace(/\/?(#.*)?$/, '')))).toEqual([]);
  });
});

test('the course has 16 lessons, numbered as their files are', () => {
  const numbers = LESSONS.map((file) => [Number(file.slice(0, 2)), read(file).lesson?.number]);
  expect(numbers).toEqual(Array.from({ length: 16 }, (_, i) => [i + 1, i + 1]));
});

test.each(LESSONS)(
  '%s is of a length that can be given: 10 to 25 steps, two to four questions, a task',
  (file) => {
    const { steps } = read(file);
    expect(steps.length).toBeGreaterThanOrEqual(10);
    expect(steps.length).toBeLessThanOrEqual(25);
    expect(steps.filter(({ ask }) => ask).length).toBeGreaterThanOrEqual(2);
    expect(steps.filter(({ ask }) => ask).length).toBeLessThanOrEqual(4);
    expect(steps.filter(({ action }) => action === 'task').length).toBe(1);
  },
);

test.each(CHALLENGES)('%s names a lesson to read first', (file) => {
  expect(lessonsIn(readFileSync(`${FOLDER}/${file}`, 'utf8'))).not.toEqual([]);
});

test('there are at least 12 challenges, each with one task', () => {
  expect(CHALLENGES.length).toBeGreaterThanOrEqual(12);
  for (const file of CHALLENGES) {
    const { lesson, steps } = read(file);
    expect(lesson?.kind, file).toBe('challenge');
    expect(steps.filter(({ action }) => action === 'task').length, file).toBe(1);
  }
});
