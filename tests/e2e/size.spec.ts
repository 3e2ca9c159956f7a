import { expect, test } from './fixtures';
import { LIMITS, weigh } from '../../scripts/first-load.js';

for (const page of Object.keys(LIMITS)) {
  test(`the first load of /${page} is light enough`, () => {
    const { kB, limit, files } = weigh(page);
    expect(files).toBeGreaterThan(2);
    expect(kB).toBeGreaterThan(20);
    expect(kB).toBeLessThanOrEqual(limit);
  });
}
