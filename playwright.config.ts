import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // One window at a time: the machine has to draw it, decode photos and learn.
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // A strange machine's hiccup holds nothing up; what passed only when tried again is listed as flaky, to be mended.
  retries: process.env.CI ? 1 : 0,
});
