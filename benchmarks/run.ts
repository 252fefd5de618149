/** `npm run bench [-- NAME…] [--out FILE]`: runs the benchmarks, prints ratios, writes JSON. */

import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeResult, type BenchmarkResult } from './benchmark-result.ts';

type Benchmark = () => Promise<{ run(): Promise<BenchmarkResult[]> }>;

const benchmarks: Record<string, Benchmark> = {
  'embedding-inference': () => import('./embedding-inference.ts'),
  decoding: () => import('./decoding.ts'),
  'import-pipeline': () => import('./import-pipeline.ts'),
  'head-training': () => import('./head-training.ts'),
  retraining: () => import('./retraining.ts'),
  scoring: () => import('./scoring.ts'),
  'review-orders': () => import('./review-orders.ts'),
  'heat-map': () => import('./heat-map.ts'),
  'similar-photos': () => import('./similar-photos.ts'),
  'near-duplicates': () => import('./near-duplicates.ts'),
  'searches-after-runs': () => import('./searches-after-runs.ts'),
  responsiveness: () => import('./responsiveness.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: join(import.meta.dirname, '..', 'out', 'benchmarks.json') },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benchmarks, name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are ${Object.keys(benchmarks).join(', ')}.`);
  process.exit(2);
}

const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
const results: BenchmarkResult[] = [];
for (const name of names) {
  const { run } = await benchmarks[name]!();
  for (const result of await run()) {
    results.push(result);
    console.log(describeResult(result));
  }
}
const report = {
  at: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  results,
};
const out = resolve(values.out);
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, JSON.stringify(report, null, 2) + '\n');
console.log(`\nWritten: ${out}`);
