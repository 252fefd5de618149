import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

/** Tests of classes with runes; only they wait for the Svelte compiler. */
const runes = ['tests/unit/renderer/state/**/*.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Vitest's own second is short for a machine that has more to do.
    expect: { poll: { timeout: 15_000 } },
    // As in playwright.config.ts: a test that passed only when tried again is marked in the list.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'node_modules/**', ...runes],
        },
      },
      {
        extends: true,
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: ['browser'] },
        test: {
          name: 'runes',
          include: runes,
          environment: './tests/helpers/browser-modules.ts',
          server: { deps: { inline: ['svelte'] } },
        },
      },
    ],
  },
});
