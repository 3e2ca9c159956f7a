import { render } from '@testing-library/svelte';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import ScrubberMarks from '../../src/lib/ui/panels/transport/ScrubberMarks.svelte';
import { Milestones, spaced } from '../../src/lib/ui/panels/transport/milestones';
import { LED, sessionOn } from './samples';

const act = (action: string, fields = '') => `[[step]]\naction = "${action}"\n${fields}\n`;

const RUN = `${LED}${act('request', 'client = "c1"\nop = "put"\nkey = "a"\nvalue = "1"')}${act('settle')}${act('crash', 'node = "n1"')}${act('timeout', 'node = "n2"')}${act('settle')}`;

test('an election, a commit and a crash are marked at their steps, each once', () => {
  const { system, path } = sessionOn(RUN);
  const { marks, all } = new Milestones().along(system, path, Infinity);
  expect(all).toBe(true);
  expect(marks.map(({ kind }) => kind)).toEqual(['commit', 'crash', 'election']);
  for (const { step, kind } of marks) {
    const [was, is] = [path.at(step - 1)?.world.nodes, path.at(step)?.world.nodes];
    if (kind === 'crash') expect([was?.n1?.alive, is?.n1?.alive]).toEqual([true, false]);
    if (kind === 'election') expect([was?.n2?.role, is?.n2?.role]).toEqual(['candidate', 'leader']);
  }
});

test('reading a long run in parts gives the same', () => {
  const { system, path } = sessionOn(RUN);
  const whole = new Milestones().along(system, path, Infinity).marks;
  const milestones = new Milestones();
  let read = milestones.along(system, path, 2);
  expect(read.all).toBe(false);
  while (!read.all) read = milestones.along(system, path, 2);
  expect(read.marks).toEqual(whole);
});

test('drawn marks are apart, and every mark is close to a drawn one', () => {
  const places = fc.array(fc.integer({ min: 0, max: 1000 })).map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 50 }), (all, apart) => {
      const drawn = spaced(all, apart);
      for (const [i, place] of drawn.entries()) {
        expect(all).toContain(place);
        if (i > 0) expect(place - (drawn[i - 1] as number)).toBeGreaterThanOrEqual(apart);
      }
      for (const place of all) expect(drawn.some((it) => it <= place && place - it < apart)).toBe(true);
    }),
  );
});

test('the marks of many commits do not merge', async () => {
  const request = act('request', 'client = "c1"\nop = "put"\nkey = "a"\nvalue = "1"') + act('settle');
  const session = sessionOn(`${LED}${request.repeat(200)}`);
  const { container } = render(ScrubberMarks, { session });
  await vi.waitFor(() => expect(container.querySelector('.commit')?.getAttribute('d')).toMatch(/^M.*M9\d\d/));
  const commits = container.querySelector('.commit')?.getAttribute('d')?.match(/M/g) ?? [];
  expect(commits.length).toBeLessThanOrEqual(80);
  expect(commits.length).toBeGreaterThan(40);
});
