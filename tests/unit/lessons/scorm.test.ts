import { describe, expect, it } from 'vitest';
import { findApi, Report, type ScormApi } from '../../../src/lib/ui/app/lesson/scorm';

/** Stands in for a platform: keeps what it is told. */
function platform(kept: Record<string, string> = {}) {
  const calls: string[] = [];
  const api: ScormApi = {
    LMSInitialize: () => (calls.push('initialize'), 'true'),
    LMSGetValue: (element) => kept[element] ?? '',
    LMSSetValue: (element, value) => ((kept[element] = value), 'true'),
    LMSCommit: () => (calls.push('commit'), 'true'),
  };
  return { api, kept, calls };
}

const LESSONS = ['one-server', 'electing-a-leader', 'split-votes', 'reads-too'];

describe('what a platform is told', () => {
  it('how far the course is, with each lesson that is done', () => {
    const { api, kept, calls } = platform();
    new Report(api).tell({ 'one-server': 100, 'split-votes': 50 }, LESSONS);
    expect(kept).toEqual({
      'cmi.objectives.0.id': 'one-server',
      'cmi.objectives.0.score.raw': '100',
      'cmi.objectives.0.status': 'completed',
      'cmi.objectives.1.id': 'split-votes',
      'cmi.objectives.1.score.raw': '50',
      'cmi.objectives.1.status': 'completed',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
      'cmi.core.score.raw': '38',
      'cmi.core.lesson_status': 'incomplete',
      'cmi.suspend_data': 'one-server:100,split-votes:50',
    });
    expect(calls).toEqual(['initialize', 'commit']);
  });

  it('that it is completed, once all lessons are', () => {
    const { api, kept } = platform();
    new Report(api).tell(Object.fromEntries(LESSONS.map((lesson) => [lesson, 100])), LESSONS);
    expect(kept).toMatchObject({ 'cmi.core.score.raw': '100', 'cmi.core.lesson_status': 'completed' });
  });

  it('it gives back, in a later visit', () => {
    const { api } = platform();
    const scores = { 'one-server': 100, 'split-votes': 0 };
    new Report(api).tell(scores, LESSONS);
    expect(new Report(api).scores()).toEqual(scores);
  });
});

describe('a platform that violates the standard does no harm', () => {
  it.each([
    '',
    'null',
    '{"a":1}',
    '__proto__:50',
    'one-server:',
    '<script>',
    'x'.repeat(100_000),
    'one-server:999',
  ])('what it has kept is %j', (text) => {
    const scores = new Report(platform({ 'cmi.suspend_data': text }).api).scores();
    expect(Object.getPrototypeOf(scores)).toBe(Object.prototype);
    for (const points of Object.values(scores)) expect(points).toBeLessThanOrEqual(100);
  });

  it('it throws, or refuses to begin', () => {
    const fail = (): never => {
      throw new Error('no');
    };
    const broken: ScormApi = {
      LMSInitialize: () => 'true',
      LMSGetValue: fail,
      LMSSetValue: fail,
      LMSCommit: fail,
    };
    expect(new Report(broken).scores()).toEqual({});
    new Report(broken).tell({}, LESSONS);
    const { api, kept } = platform();
    new Report({ ...api, LMSInitialize: () => 'false' }).tell({ 'one-server': 100 }, LESSONS);
    expect(kept).toEqual({});
  });
});

describe('where the API is looked for', () => {
  /** Windows, each inside the next; the last is on top. */
  function nested(...windows: object[]): Window {
    const all = windows as (Window & { parent: Window })[];
    all.forEach((it, i) => (it.parent = all[i + 1] ?? it));
    return all[0] as Window;
  }
  const { api } = platform();

  it.each<[string, Window, ScormApi | null]>([
    ['in the window itself', nested({ API: api }), api],
    ['in one around it', nested({}, {}, { API: api }), api],
    ['in the one that opened it', nested({}, { opener: nested({ API: api }) }), api],
    ['no further than seven away', nested({}, {}, {}, {}, {}, {}, {}, { API: api }), null],
    ['nowhere', nested({}, {}), null],
    ['what is no API is none', nested({ API: { LMSInitialize: 1 } }, { API: 'x' }), null],
  ])('%s', (_what, from, found) => expect(findApi(from)).toBe(found));

  it('a window of another origin is not looked into', () => {
    const foreign = {
      get API(): never {
        throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError');
      },
    };
    expect(findApi(nested({}, foreign, {}))).toBeNull();
  });
});
