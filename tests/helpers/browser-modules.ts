/** A vitest environment that compiles `*.svelte.ts` as for a browser, with living runes, and runs it in Node. */

import type { Environment } from 'vitest/runtime';

const environment: Environment = {
  name: 'browser-modules',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => {} }),
};
export default environment;
