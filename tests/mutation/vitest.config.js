import { defineConfig } from 'vitest/config';

/** For `npm run mutate`: one thread, and only what the core needs. */
export default defineConfig({
  test: {
    pool: 'threads',
    isolate: false,
    fileParallelism: false,
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
