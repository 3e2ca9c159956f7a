import { expect, test } from 'vitest';
import { Milestones } from '../../src/lib/ui/controls/milestones';
import { LED, sessionOn } from './samples';

const act = (action: string, fields = '') => `[[step]]\naction = "${action}"\n${fields}\n`;

const RUN = `${LED}${act('request', 'client = "c1"\nop = "put"\nkey = "a"\nvalue = "1"')}${act('settle')}${act('crash', 'node = "n1"')}${act('timeout', 'node = "n2"')}${act('settle')}`;

test('an election, a commit and a crash are marked at their steps, each once', () => {
  const { system, path } = sessionOn(RUN);
  const { marks, all } = new Milestones().along(system, path, Infinity);
  expect(all).toBe(true);
  expect(marks.map(({ kind }) => kind)).toEqual(['commit', 'crash', 'election']);
  for (const { step, kind } of marks) {
    const [was, is] = [path[step - 1]?.world.nodes, path[step]?.world.nodes];
    if (kind === 'crash') expect([was?.n1?.alive, is?.n1?.alive]).toEqual([true, false]);
    if (kind === 'election') expect([was?.n2?.role, is?.n2?.role]).toEqual(['candidate', 'leader']);
  }
});

test('a long run is read in parts, and comes to the same', () => {
  const { system, path } = sessionOn(RUN);
  const whole = new Milestones().along(system, path, Infinity).marks;
  const milestones = new Milestones();
  let read = milestones.along(system, path, 2);
  expect(read.all).toBe(false);
  while (!read.all) read = milestones.along(system, path, 2);
  expect(read.marks).toEqual(whole);
});
