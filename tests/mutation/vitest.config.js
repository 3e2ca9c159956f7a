import { defineConfig } from 'vitest/config';

/** For `npm run mutate`: one thread, and nothing that the core does not need. */
export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
