/**
 * `npm run test:native`: the training tests on libtensorflow, where it can be had. Where it cannot, it says why and
 * succeeds: the same tests run on WebAssembly as a part of `npm test`.
 */

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const UNAVAILABLE = 3;
const root = join(import.meta.dirname, '..');

const made = spawnSync(process.execPath, [join(import.meta.dirname, 'native-tensorflow.ts')], {
  cwd: root,
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
});
if (made.status === UNAVAILABLE) {
  console.log(
    'Training tests on libtensorflow were NOT run: it cannot be had here (the line above says why).',
  );
  process.exit(0);
}
if (made.status !== 0) process.exit(made.status ?? 1);

const folder = made.stdout.trim().split('\n').at(-1)!;
console.log(`Training tests on libtensorflow, from ${folder}:`);
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const tests = spawnSync(
  process.execPath,
  [
    vitest,
    'run',
    'tests/unit/ml',
    'tests/integration/training.test.ts',
    'tests/integration/backbones.test.ts',
  ],
  {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TAGWRIGHT_TFJS_NODE: folder, TAGWRIGHT_TRAINING_BACKEND: 'tensorflow' },
  },
);
process.exit(tests.status ?? 1);
