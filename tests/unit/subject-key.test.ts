import { expect, it } from 'vitest';
import { subjectKey } from '../../src/lib/protocol/lack';

it('subjects have the same key when all of their fields are the same', () => {
  const key = subjectKey({ kind: 'entry', node: 'n1', index: 2 });
  expect(key).toBe(subjectKey({ index: 2, node: 'n1', kind: 'entry' }));
  expect(key).not.toBe(subjectKey({ kind: 'entry', node: 'n1', index: 3 }));
  expect(key).not.toBe(subjectKey({ kind: 'lead', node: 'n1' }));
});
