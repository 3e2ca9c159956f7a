import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/**
 * Counts the tests in a report of Vitest's json reporter. A test file that could not be loaded counts as one failure.
 * @param {string} path
 * @returns {Counts | null} null: there is no report
 */
export function readVitestReport(path) {
  const report = readJson(path);
  if (report === null) return null;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  return counts;
}

/**
 * Counts the tests in a report of Playwright's json reporter. A test that passed on a retry counts as passed,
 * and is reported as flaky.
 * @param {string} path
 * @returns {Counts | null} null: there is no report
 */
export function readPlaywrightReport(path) {
  const report = readJson(path);
  if (report === null) return null;
  const { expected, unexpected, flaky, skipped } = report.stats;
  if (flaky > 0) console.warn(`${flaky} of them passed only when tried again: look for "flaky" above.`);
  return { passed: expected + flaky, failed: unexpected, skipped };
}

/**
 * @param {string} path of a report that contains the counts themselves
 * @returns {Counts | null} null: there is no report
 */
export const readCounts = (path) => readJson(path);

/** @param {string} path */
function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
