import { defineConfig } from '@playwright/test';

/** `npm run test:package` makes the package that these tests start. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '*.spec.ts',
  outputDir: '../../test-results/packaged',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
});
