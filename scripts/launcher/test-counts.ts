/** Adds up what the two test runners wrote as JSON. */

import { z } from 'zod';

export interface TestCounts {
  passed: number;
  failed: number;
  skipped: number;
}

export const noTests: TestCounts = { passed: 0, failed: 0, skipped: 0 };

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string() })),
    }),
  ),
});

/** A test file that could not even be loaded has no tests; it counts as one that failed. */
export function countVitest(report: unknown): TestCounts {
  const counts = { ...noTests };
  for (const file of vitestReport.parse(report).testResults) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed++;
      else if (status === 'failed') counts.failed++;
      else counts.skipped++;
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed++;
  }
  return counts;
}

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  errors: z.array(z.unknown()),
});

/** Errors outside of any test (a file that could not be loaded) count as failed; a test that needed a retry passed. */
export function countPlaywright(report: unknown): TestCounts {
  const { stats, errors } = playwrightReport.parse(report);
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  };
}

/**
 * What a runner's report and exit code say together.
 *
 * counts  null when the runner left no readable report
 * A runner that complains without a failed test (an unhandled rejection, a crash) counts as one that failed.
 */
export function reconcile(counts: TestCounts | null, exitCode: number): TestCounts {
  if (counts === null) return { ...noTests, failed: 1 };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The closing line: `N passed, N failed, N skipped`. */
export function closingLine(counts: TestCounts): string {
  return `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`;
}

/** 0 when something ran and nothing failed, else 1. */
export function exitCodeOf(counts: TestCounts): number {
  return counts.failed === 0 && counts.passed > 0 ? 0 : 1;
}
