import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CHECKS } from '../mutation/checks.js';
import { RAFT } from '../mutation/raft.js';

const SRC = join(import.meta.dirname, '../../src/lib');

// The mutation run needs these texts and runs rarely. A change of the code that loses one fails here at once.
it('each mutation written by hand finds its text exactly once', () => {
  const lost = [...RAFT, ...CHECKS].filter(
    ({ file, search }) => readFileSync(join(SRC, file), 'utf8').split(search).length !== 2,
  );
  expect(lost.map(({ file, search }) => `${file}: ${search}`)).toEqual([]);
});
