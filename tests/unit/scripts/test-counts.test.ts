import { expect, test } from 'vitest';
import {
  addCounts,
  closingLine,
  countPlaywright,
  countVitest,
  exitCodeOf,
  reconcile,
} from '../../../scripts/launcher/test-counts.ts';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});

test('adds up vitest’s files; what did not run was skipped', () => {
  const report = {
    testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'todo', 'pending')],
  };
  expect(countVitest(report)).toEqual({ passed: 2, failed: 1, skipped: 3 });
});

test('a file that could not be loaded counts as one that failed', () => {
  expect(countVitest({ testResults: [file('failed'), file('passed', 'passed')] })).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

test('adds up Playwright’s figures, errors outside of tests included', () => {
  const stats = { expected: 5, unexpected: 1, flaky: 1, skipped: 2 };
  expect(countPlaywright({ stats, errors: [{ message: 'x' }] })).toEqual({
    passed: 6,
    failed: 2,
    skipped: 2,
  });
});

test('refuses what is no report', () => {
  expect(() => countVitest({})).toThrow();
  expect(() => countPlaywright({ stats: {} })).toThrow();
});

test('a runner that complains without a failed test, or leaves no report, has failed', () => {
  const fine = { passed: 3, failed: 0, skipped: 0 };
  expect(reconcile(fine, 0)).toEqual(fine);
  expect(reconcile(fine, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  expect(reconcile({ ...fine, failed: 2 }, 1)).toEqual({ ...fine, failed: 2 });
  expect(reconcile(null, 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('ends with one line and the exit code that goes with it', () => {
  const total = addCounts({ passed: 10, failed: 0, skipped: 1 }, { passed: 4, failed: 0, skipped: 0 });
  expect(closingLine(total)).toBe('14 passed, 0 failed, 1 skipped');
  expect(exitCodeOf(total)).toBe(0);
  expect(exitCodeOf({ ...total, failed: 1 })).toBe(1);
  expect(exitCodeOf({ passed: 0, failed: 0, skipped: 4 })).toBe(1);
});
