/** A measurement of many minutes, kept in the user's cache: a study that was broken off goes on after its last one. */

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accuracyCacheFolder } from './cache-folder.ts';

/** As it was when the measuring program was loaded. */
const program = sourcesIn(join(import.meta.dirname, '..', '..', 'src', 'main', 'ml'));

/**
 * Measures, unless the same was measured before.
 *
 * what     JSON, all that the result depends on besides the program; any change in src/main/ml counts as another program
 * measure  returns JSON
 */
export async function keptResult<Result>(what: unknown, measure: () => Promise<Result>): Promise<Result> {
  const key = createHash('sha256').update(JSON.stringify([what, program]));
  const file = join(accuracyCacheFolder(), `result-${key.digest('hex').slice(0, 16)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Result;
  const result = await measure();
  mkdirSync(accuracyCacheFolder(), { recursive: true });
  writeFileSync(`${file}.partial`, JSON.stringify(result));
  renameSync(`${file}.partial`, file);
  return result;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}
